"""Sums of products spelled out: a line for each, its factors by turns, its value behind them, that of all below."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.arrange.line import NUMBER
from sheetnet.workbook.axis import Run
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor


@dataclass(frozen=True)
class Terms:
    """The lines of a sum; the formats of its numbers carry the signs between them.

    Args:
        first: First factors, (lines, terms).
        second: Second factors but for the last of each line, (lines, terms − 1).
        last: Second factors at the ends of lines, (lines,).
        sums: What the lines make, (lines,).
        total: What all make together.
    """

    first: Tensor
    second: Tensor
    last: Tensor
    sums: Tensor
    total: Tensor

    def measure(self, columns: Columns, first: int) -> Size:
        """Take a row more than there are lines, and two columns for each term."""
        lines, terms = self.first.shape
        for column in range(first, first + 2 * terms + 1):
            columns.want(column, self.first.look.width or NUMBER)
        return Size(lines + 1, 2 * terms + 1)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put the factors by turns, then the sums."""
        lines, terms = self.first.shape
        for tensor, column in ((self.first, first), (self.second, first + 1)):
            page.put(tensor, row, column, [Run.of(tensor.axes[0]), Run.of(tensor.axes[1], step=2)])
        page.put(self.last, row, first + 2 * terms - 1)
        page.put(self.sums, row, first + 2 * terms)
        page.put(self.total, row + lines, first + 2 * terms)
