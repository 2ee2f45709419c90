"""One cell alone: what it is, in small words above it."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.texts import Text
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor
from sheetnet.workbook.text_size import characters


@dataclass(frozen=True)
class Cell:
    """A single number below a few words, where there is no room beside it.

    Args:
        tensor: The number.
        words: What stands above it.
    """

    tensor: Tensor
    words: Text

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the words' columns and two rows."""
        return Size(2, columns.holding(first, characters(self.words, "muted")))

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put the words and the cell."""
        page.text(row, first, self.words, "muted")
        page.put(self.tensor, row + 1, first)
