"""The check: a workbook is read, recalculated, compared with the reference cell by cell, and reported on."""

from sheetnet.check.difference import Difference
from sheetnet.check.read import StoredWorkbook, read_workbook
from sheetnet.check.report import Report
from sheetnet.check.run import check, checks

__all__ = ["Difference", "Report", "StoredWorkbook", "check", "checks", "read_workbook"]
