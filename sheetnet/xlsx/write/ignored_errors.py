"""Where Excel is asked not to doubt: without it, green triangles would stand in hundreds of cells that are right.

Excel marks a formula that differs from those beside it, as a walk's first step does; a formula that leaves out numbers
which lie beside those that it takes, as the window of a convolution does; and a text that reads as a number, as a shape
in the Map does. In a lesson all three are meant. What exactly Excel compares is written down nowhere, so all cells are
named that hold formulas, and all texts that a program may read as numbers.
"""

from __future__ import annotations

import re

from sheetnet.texts import Text
from sheetnet.workbook.page import Page
from sheetnet.workbook.rectangles import rectangles
from sheetnet.xlsx.write.ranges import range_address, ranges

_READS_AS_NUMBER = re.compile(r"\s*[-+(]?[\d.,:/ ]*\d[\d.,:/ ]*([eE][-+]?\d+)?%?\)?\s*")


def ignored_errors(page: Page, language: str) -> dict[str, str]:
    """Return for each kind of doubt the ranges in which Excel is to have none.

    Args:
        page: The page.
        language: Of its texts.
    """
    texts = [
        (label.row, label.column)
        for label in page.labels
        if isinstance(label.content, Text) and _READS_AS_NUMBER.fullmatch(label.content.say(language))
    ]
    formulas = _around_formulas(page)
    found = {"formula": formulas, "formulaRange": formulas, "numberStoredAsText": ranges(rectangles(texts))}
    return {kind: where for kind, where in found.items() if where}


def _around_formulas(page: Page) -> str:
    """Return the smallest range around all formulas of a page; nothing if it has none."""
    places = [tensor.place for tensor in page.tensors if not tensor.role.editable]
    if not places:
        return ""
    top, left = min(place.row for place in places), min(place.column for place in places)
    return range_address(top, left, max(place.last_row for place in places), max(p.last_column for p in places))
