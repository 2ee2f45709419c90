"""Texts that look like formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from sheetnet.formula.template import cell_address
from sheetnet.lint.finding import Finding
from sheetnet.lint.subject import Subject
from sheetnet.xlsx.read.stored import Kind

RULE = "formula as text"
MOST = 100
"""Cells of a workbook that are listed."""
_FORMULA = re.compile(r"[=+@-][ ]*(?:[A-Z][A-Z0-9.]*\(.*\)|\$?[A-Z]{1,3}\$?[0-9]{1,7}\b.*|[0-9.]+[-+*/^].*)", re.DOTALL)


def formulas_as_text(subject: Subject) -> Iterator[Finding]:
    """Find texts that become formulas as soon as somebody edits their cell, and that compute nothing until then."""
    left = MOST
    for title, sheet in subject.sheets.items():
        for position in np.flatnonzero(~sheet.computed & (sheet.kinds == Kind.TEXT)).tolist():
            text = str(sheet.value(position))
            if left and text[:1] in "=+-@" and _FORMULA.fullmatch(text):
                left -= 1
                place = cell_address(int(sheet.rows[position]), int(sheet.columns[position]))
                what = f"the text {text[:60]!r} looks like a formula, but computes nothing"
                yield Finding(title, place, RULE, what, "enter it as a formula, or begin it otherwise", error=False)
