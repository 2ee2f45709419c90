"""How the whole workbook is calculated, and what it brings along."""

from __future__ import annotations

from collections.abc import Iterator

from sheetnet.lint.finding import WHOLE, Finding
from sheetnet.lint.subject import Own, Subject

CALCULATION, OUTSIDE, MACROS, ARRANGED = "calculation", "external link", "macros", "other version"
_YES, _NO = ("1", "true", "on"), ("0", "false", "off")


def calculation(subject: Subject, own: Own) -> Iterator[Finding]:
    """Find settings under which a right formula gives another number, or none."""
    found = subject.facts.calculation
    if found.get("fullPrecision", "1") in _NO:
        what = "the workbook calculates with the digits that are shown (precision as displayed)"
        yield Finding(WHOLE, WHOLE, CALCULATION, what, "switch that off in the options of the spreadsheet")
    if found.get("calcMode", "auto") != "auto":
        what = "the workbook is not recalculated by itself (manual calculation)"
        yield Finding(WHOLE, WHOLE, CALCULATION, what, "set the calculation to automatic")
    if found.get("iterate", "0") in _YES:
        what = "formulas that refer to themselves are iterated instead of reported"
        yield Finding(WHOLE, WHOLE, CALCULATION, what, "switch iterative calculation off")


def outside(subject: Subject, own: Own) -> Iterator[Finding]:
    """Find what a program would fetch, and programs that come along."""
    for target in subject.facts.outside:
        what = f"the workbook leads outside of itself, to {target[:80]}"
        yield Finding(WHOLE, WHOLE, OUTSIDE, what, "break the link; a lesson needs nothing from elsewhere")
    if subject.facts.macros:
        yield Finding(WHOLE, WHOLE, MACROS, "the workbook has macros", "save it without; a lesson has none")


def arrangement(subject: Subject, own: Own) -> Iterator[Finding]:
    """Say that a workbook was arranged by another version, whose labels and charts are not known."""
    if not own.arranged:
        what = "another version of sheetnet has arranged the workbook: labels, charts and names are not compared"
        yield Finding(WHOLE, WHOLE, ARRANGED, what, "build it anew", error=False)
