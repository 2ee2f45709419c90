"""Tiles: a number a sample, many small cells in lines as words on paper, so that all of them are seen at once."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.texts import Text
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.axis import Run
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor

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
        for column in range(first, first + self.per_line):
            columns.want(column, TILE)
        return Size(1 + -(-self.tensor.shape[0] // self.per_line), self.per_line)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put heading and cells."""
        page.text(row, first, self.heading, "muted")
        page.put(self.tensor, row + 1, first, [Run.of(self.tensor.axes[0], wrap=self.per_line, line=1)])
