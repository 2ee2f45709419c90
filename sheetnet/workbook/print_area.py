"""How much of a large page goes on a sheet of paper so that its digits can still be read."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sheetnet.texts import LANGUAGES
from sheetnet.workbook.page import Page
from sheetnet.workbook.styles import STYLES
from sheetnet.workbook.text_size import FONT_SIZE, ROW_PIXELS, display_width

LONG, SHORT = 1030.0, 690.0
"""The sides of A4 within its margins, in pixels of 1/96 inch."""
TOP_ROWS = 3
"""Titles, explanations and equations stand in them, in one line each."""
LEAST_SCALE = 0.55
"""Digits of 10 points are 5.5 points high then."""


def print_first_bands(page: Page, bottom: int, last_columns: Sequence[int]) -> None:
    """Choose what is printed of a page, and how the paper lies.

    As many bands as are readable on one sheet of paper. Where not even one is, the rows go on over several sheets.

    Args:
        page: The page; it is given its print area.
        bottom: The last row to print.
        last_columns: The last column of the first band, of the second, and so on.
    """
    reached = _reached(page)
    last_columns = [max(last, reached) for last in last_columns]
    choices = _readable(page, bottom, last_columns)
    choices = choices or _readable(page, 1, last_columns) or [(last_columns[0], 0.0, True)]
    last, _, page.landscape = max(choices)
    page.print_area = (1, 1, bottom, last)


def sheets_of_paper(page: Page) -> tuple[int, int]:
    """Return how many sheets of paper a page takes across and down, so that its digits can be read.

    A chart would be cut in two, or its upper edge repeated with the titles: a page with charts stays on one sheet.

    Args:
        page: The page, complete.

    Returns:
        The two numbers; 0 down is as many as it takes, for a page without a print area.
    """
    across, down = (LONG, SHORT) if page.landscape else (SHORT, LONG)
    if page.print_area:
        _, _, bottom, last = page.print_area
        return (1, 1) if page.charts else (_sheets(page.pixels_of(1, last), across), _sheets(bottom * ROW_PIXELS, down))
    last = max(
        [tensor.place.last_column for tensor in page.tensors] + [label.column for label in page.labels], default=1
    )
    return _sheets(page.pixels_of(1, last), across), 0


def _sheets(length: float, side: float) -> int:
    return math.ceil(length * LEAST_SCALE / side)


def _readable(page: Page, rows: int, last_columns: Sequence[int]) -> list[tuple[int, float, bool]]:
    """Return last columns with which digits are readable, with the scale, and whether the paper lies across."""
    found = []
    for last in last_columns:
        width, height = page.pixels_of(1, last), rows * ROW_PIXELS
        for across, down in ((LONG, SHORT), (SHORT, LONG)):
            scale = min(across / width, down / height)
            if scale >= LEAST_SCALE:
                found.append((last, scale, across > down))
    return found


def _reached(page: Page) -> int:
    """Return the last column that the words on top run into, in the language that needs more room."""
    reached = 1
    for label in page.labels:
        if label.row <= TOP_ROWS and not isinstance(label.content, (int, float)):
            style = STYLES[label.style]
            needed = max(display_width(label.content.say(language)) for language in LANGUAGES) * style.size / FONT_SIZE
            column = label.column + label.across - 1
            while not style.wrap and needed > page.width_of(label.column, column):
                column += 1
            reached = max(reached, column)
    return reached
