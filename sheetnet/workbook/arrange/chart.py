"""Charts in an arrangement: they float over the cells and take as many as they cover."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.chart import Chart
from sheetnet.workbook.page import Page, PlacedChart
from sheetnet.workbook.text_size import CENTIMETRE, ROW_PIXELS, pixels


@dataclass(frozen=True)
class ChartBox:
    """A chart.

    Args:
        chart: What it shows; its size decides what it covers.
    """

    chart: Chart

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the rows and columns that it covers, and a row above: beside a table, the row of its headers."""
        across, down = (side * CENTIMETRE for side in self.chart.size)
        count, covered = 1, pixels(columns.width(first))
        while covered < across:
            covered += pixels(columns.width(first + count))
            count += 1
        return Size(math.ceil(down / ROW_PIXELS) + 1, count)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put it over the cells."""
        size = self.measure(columns, first)
        page.charts.append(PlacedChart(self.chart, row + 1, first, row + size.rows - 1, first + size.columns - 1))
