"""One cell alone: what it is, in small words above it."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.workbook.arrange.caption import Caption
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor


@dataclass(frozen=True)
class Cell:
    """A single number below its meaning, where there is no room beside it.

    Args:
        tensor: The number.
        width: Of the words, in characters; they go on in further lines.
    """

    tensor: Tensor
    width: float

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the words' columns and two rows."""
        return Size(2, self._words.measure(columns, first).columns)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put the words and the cell."""
        self._words.place(page, columns, row, first)
        page.put(self.tensor, row + 1, first)

    @property
    def _words(self) -> Caption:
        return Caption(self.tensor.meaning, "reason", self.width)
