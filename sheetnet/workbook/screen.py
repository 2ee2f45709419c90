"""What of a page a reader sees before they scroll: the first screen, where they decide whether to stay."""

from __future__ import annotations

from sheetnet.workbook.page import ROW_HEIGHT, Page
from sheetnet.workbook.row_heights import row_heights
from sheetnet.workbook.text_size import PIXELS_A_POINT, pixels

WIDTH, HEIGHT = 1280, 650
"""Pixels of the cells that a small notebook shows, without the program's own bars."""


def first_screen(page: Page, language: str) -> tuple[int, int]:
    """Return the last row and the last column that the first screen shows whole.

    Args:
        page: The page.
        language: Of its texts, which make rows higher where they take several lines.
    """
    heights = row_heights(page, language)
    row, column, down, right = 0, 0, 0.0, 0.0
    while down + heights.get(row + 1, ROW_HEIGHT) * PIXELS_A_POINT <= HEIGHT:
        row += 1
        down += heights.get(row, ROW_HEIGHT) * PIXELS_A_POINT
    while right + pixels(page.widths.get(column + 1, page.default_width)) <= WIDTH:
        column += 1
        right += pixels(page.widths.get(column, page.default_width))
    return row, column
