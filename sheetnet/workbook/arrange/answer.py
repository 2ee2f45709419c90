"""An answer: one cell that is meant to be seen from afar, with a heading above it."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.texts import Text
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor
from sheetnet.workbook.text_size import characters

HEIGHT = 28.0
"""Height of its row in points."""
WIDTH = 10.0


@dataclass(frozen=True)
class Answer:
    """A single cell in large digits.

    Args:
        tensor: The cell.
        heading: Above it.
    """

    tensor: Tensor
    heading: Text

    def measure(self, columns: Columns, first: int) -> Size:
        """Take two rows, and the columns that hold the heading."""
        columns.want(first, WIDTH)
        return Size(2, columns.holding(first, characters(self.heading, "heading")))

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put heading and cell."""
        page.text(row, first, self.heading, "heading")
        page.put(self.tensor, row + 1, first)
        page.heights[row + 1] = HEIGHT
