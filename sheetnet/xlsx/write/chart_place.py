"""Between which cells a chart lies: it moves with them, keeps its size, and covers no cell beyond them.

Not every program knows charts that name one cell and a size, so both corners are given by cells.
"""

from __future__ import annotations

from collections.abc import Callable

from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

from sheetnet.workbook.page import ROW_HEIGHT, Page, PlacedChart
from sheetnet.workbook.row_heights import row_heights
from sheetnet.workbook.text_size import CENTIMETRE, PIXELS_A_POINT, pixels

EMU = 9525
"""English metric units in a pixel."""


def corners(placed: PlacedChart, page: Page, language: str) -> TwoCellAnchor:
    """Return the corners of a chart.

    Args:
        placed: The chart with the cells that it may cover.
        page: The page that it lies on.
        language: Of the page's texts, which make rows higher where they take several lines.
    """
    heights = row_heights(page, language)
    across, down = (side * CENTIMETRE for side in placed.chart.size)

    def width(column: int) -> float:
        return pixels(page.widths.get(column, page.default_width))

    def height(row: int) -> float:
        return heights.get(row, ROW_HEIGHT) * PIXELS_A_POINT

    column, column_offset = _end(placed.shift + across, placed.column, placed.last_column, width)
    row, row_offset = _end(down, placed.row, placed.last_row, height)
    return TwoCellAnchor(
        editAs="oneCell",
        _from=AnchorMarker(col=placed.column - 1, colOff=round(placed.shift * EMU), row=placed.row - 1),
        to=AnchorMarker(col=column - 1, colOff=column_offset, row=row - 1, rowOff=row_offset),
    )


def _end(length: float, first: int, last: int, size: Callable[[int], float]) -> tuple[int, int]:
    """Go so many pixels from the beginning of a row or column; return where that ends, and how far in, in units."""
    for number in range(first, last):
        if length <= size(number):
            return number, round(length * EMU)
        length -= size(number)
    return last, round(min(length, size(last)) * EMU)
