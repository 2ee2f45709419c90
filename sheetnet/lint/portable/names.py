"""Defined names that Excel does not take, or that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sheetnet.formula.limits import COLUMNS, ROWS
from sheetnet.formula.template import column_number
from sheetnet.lint.finding import WHOLE, Finding
from sheetnet.lint.subject import Subject

RULE, LOST = "name that reads as a cell", "lost reference"
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_R1C1 = re.compile(r"(?:R[0-9]*(?:C[0-9]*)?|C[0-9]*)(?:_.*)?")
"""What begins as R1C1 does, such as ``c1_loss``, is refused as well."""


def portable_names(subject: Subject) -> Iterator[Finding]:
    """Find names that read as a cell, for which Excel calls the file damaged, and names of cells that were deleted."""
    for name in subject.facts.names:
        where = name.sheet or WHOLE
        if reads_as_cell(name.name):
            what = f"the name {name.name[:60]} reads as the address of a cell; Excel refuses it"
            yield Finding(where, name.name[:60], RULE, what, "give it another name")
        if "#REF!" in name.text.upper():
            what = f"the name {name.name[:60]} refers to cells that were deleted (#REF!)"
            yield Finding(where, name.name[:60], LOST, what, "delete or define it anew", error=False)


def reads_as_cell(name: str) -> bool:
    """Tell whether Excel takes a name for a cell, a row, a column or a truth value."""
    upper = name.upper()
    if upper in ("TRUE", "FALSE") or _R1C1.fullmatch(upper):
        return True
    match = _CELL.fullmatch(upper)
    return match is not None and column_number(match[1]) <= COLUMNS and 1 <= int(match[2]) <= ROWS
