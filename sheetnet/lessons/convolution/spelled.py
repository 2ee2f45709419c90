"""The sum of a window's products, a row of the filter on each line: 0 · 1 + 0 · 0 + 1 · (−1) = −1."""

from __future__ import annotations

from sheetnet.formula import call
from sheetnet.lessons.convolution.window import CELL, Window
from sheetnet.lessons.quantities import Quantities
from sheetnet.workbook import Look, Tensor, down, right
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.axis import Run
from sheetnet.workbook.page import Page


def _term(above: str, below: str, style: str = "spelled") -> Look:
    """Look like a number in a sum, whose format carries the signs around it."""
    return Look(f"{above};{below}", style, width=CELL)


class Spelled:
    """The products of a window: pixels and weights alternate, each row's sum stands behind it, the whole below.

    Args:
        quantities: Makes the tensors.
        window: The window.
        weights: The filter, of two columns at least.
    """

    def __init__(self, quantities: Quantities, window: Window, weights: Tensor) -> None:
        q, (height, self._width) = quantities, weights.shape
        rows, width = down(height), self._width
        self._pixels = q.tensor("spelled_pixels", rows, right(width), look=_term("0.##", "−0.##", "symbol"))
        self._pixels.fill(lambda row, column: window.pixels[row, column])
        look = _term('"· "0.##" +"', '"· (−"0.##") +"')
        self._weights = q.tensor("spelled_weights", rows, right(width - 1), look=look)
        self._weights.fill(lambda row, column: weights[row, column])
        self._last = q.tensor("spelled_last", rows, look=_term('"· "0.##', '"· (−"0.##")"'))
        self._last.fill(lambda row: weights[row, width - 1])
        self._sums = q.tensor("spelled_rows", rows, look=_term('"= "0.##', '"= −"0.##'))
        self._sums.fill(lambda row: call("SUM", window.products[row]))
        self._total = q.result("spelled_sum", call("SUM", self._sums), look=_term('"Σ = "0.##', '"Σ = −"0.##'))

    def measure(self, columns: Columns, first: int) -> Size:
        """Take a row more than the filter has, and two columns for each of its own."""
        across = 2 * self._width + 1
        for column in range(first, first + across):
            columns.want(column, CELL)
        return Size(len(self._sums.axes) + self._sums.shape[0], across)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put pixels and weights by turns, then the sums."""
        end = first + 2 * self._width
        for tensor, column in ((self._pixels, first), (self._weights, first + 1)):
            page.put(tensor, row, column, [Run.of(tensor.axes[0]), Run.of(tensor.axes[1], step=2)])
        page.put(self._last, row, end - 1)
        page.put(self._sums, row, end)
        page.put(self._total, row + self._sums.shape[0], end)
