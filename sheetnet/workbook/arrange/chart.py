"""Charts in an arrangement: they float over the cells and take as many as they cover."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.chart import Chart
from sheetnet.workbook.page import Page, PlacedChart
from sheetnet.workbook.text_size import CENTIMETRE, PIXELS_A_POINT, pixels

GAP = 10.0
"""Between two charts that stand side by side, in pixels."""


class ChartBox:
    """A chart, or several side by side: close together, however wide the columns below them are.

    Args:
        *charts: What they show, each a chart or several one below the other; their sizes decide what they cover.
    """

    def __init__(self, *charts: Chart | Sequence[Chart]) -> None:
        self._stacks = [[stack] if isinstance(stack, Chart) else [*stack] for stack in charts]

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the rows and columns that they cover, and a row above: beside a table, the row of its headers."""
        across = sum(map(_width, self._stacks)) + GAP * (len(self._stacks) - 1)
        last, _ = _column_at(across, columns, first)
        rows = max(sum(_rows(chart, columns) for chart in stack) for stack in self._stacks)
        return Size(rows + 1, last - first + 1)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put them over the cells."""
        last_column = first + self.measure(columns, first).columns - 1
        for stack, left in self._lefts():
            column, shift = _column_at(left, columns, first)
            top = row + 1
            for chart in stack:
                rows = _rows(chart, columns)
                page.charts.append(PlacedChart(chart, top, column, top + rows - 1, last_column, shift))
                top += rows

    def _lefts(self) -> Iterator[tuple[Sequence[Chart], float]]:
        """Go through the stacks, each with its distance from the left, in pixels."""
        left = 0.0
        for stack in self._stacks:
            yield stack, left
            left += _width(stack) + GAP


def _width(stack: Sequence[Chart]) -> float:
    return max(chart.size[0] for chart in stack) * CENTIMETRE


def _rows(chart: Chart, columns: Columns) -> int:
    return math.ceil(chart.size[1] * CENTIMETRE / (columns.row_height * PIXELS_A_POINT))


def _column_at(distance: float, columns: Columns, first: int) -> tuple[int, float]:
    """Return the column that lies so many pixels from the beginning of the first, and how far in."""
    column = first
    while distance > (width := pixels(columns.width(column))):
        distance -= width
        column += 1
    return column, distance
