"""Single cells side by side: the numbers of an equation that is spelled out."""

from __future__ import annotations

from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor

NUMBER = 9.0
"""Width of a number, in characters."""


class Line:
    """Numbers from left to right, without anything between.

    Args:
        *numbers: Tensors of one cell; None leaves a cell free.
    """

    def __init__(self, *numbers: Tensor | None) -> None:
        self._numbers = numbers

    def measure(self, columns: Columns, first: int) -> Size:
        """Take one row, and a column for each."""
        for column, number in enumerate(self._numbers, start=first):
            columns.want(column, NUMBER if number is None else number.look.width or NUMBER)
        return Size(1, len(self._numbers))

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put them."""
        for column, number in enumerate(self._numbers, start=first):
            if number is not None:
                page.put(number, row, column)
