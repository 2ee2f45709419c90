"""The check: a recalculated workbook held against the reference, cell by cell."""

from sheetnet.check.report import Difference, Report
from sheetnet.check.subject import Subject

__all__ = ["Difference", "Report", "Subject"]
