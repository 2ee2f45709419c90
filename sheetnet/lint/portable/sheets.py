"""Names of sheets that Excel does not take."""

from __future__ import annotations

from collections.abc import Iterator

from sheetnet.errors import FormulaError
from sheetnet.formula.limits import check_sheet_name
from sheetnet.lint.finding import WHOLE, Finding
from sheetnet.lint.subject import Subject

RULE = "name of a sheet"
RESERVED = "history"
"""Excel keeps this name for its own list of changes."""


def portable_sheets(subject: Subject) -> Iterator[Finding]:
    """Find sheets whose names are too long, reserved, or have signs that Excel does not take."""
    for title in subject.sheets:
        try:
            check_sheet_name(title)
        except FormulaError as error:
            yield Finding(title, WHOLE, RULE, str(error), "rename the sheet")
        if title.casefold() == RESERVED:
            yield Finding(title, WHOLE, RULE, f"Excel keeps the name {title!r} for itself", "rename the sheet")
