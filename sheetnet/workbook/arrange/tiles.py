"""Tiles: a number a sample, many small cells in lines as words on paper, so that all of them are seen at once."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.texts import Text
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.axis import Run
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor

NUMBER = 3.4
"""Width of the column with the number of the first one in each line."""
TILE = 2.1
"""Width of a tile, in characters: it is a square."""


@dataclass(frozen=True)
class Tiles:
    """Small cells in lines.

    Args:
        tensor: (samples,).
        heading: Above them, in small letters.
        per_line: Cells in a line.
    """

    tensor: Tensor
    heading: Text
    per_line: int

    def measure(self, columns: Columns, first: int) -> Size:
        """Take a row for the heading, and the lines."""
        columns.want(first, NUMBER)
        for column in range(first + 1, first + 1 + self.per_line):
            columns.want(column, TILE)
        return Size(1 + self._lines, 1 + self.per_line)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put heading and cells, each line with the number of its first one."""
        page.text(row, first, self.heading, "muted")
        for line in range(self._lines):
            page.number(row + 1 + line, first, line * self.per_line + 1, "row_label")
        page.put(self.tensor, row + 1, first + 1, [Run.of(self.tensor.axes[0], wrap=self.per_line, line=1)])

    @property
    def _lines(self) -> int:
        return -(-self.tensor.shape[0] // self.per_line)
