"""One window of a picture by itself: its pixels, the filter's weights on them, their products and the sum of these."""

from __future__ import annotations

from itertools import product

from sheetnet.formula import Expression, Operand, call, where
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.convolution import Convolution
from sheetnet.workbook import Look, Role, Tensor, down, right
from sheetnet.workbook.number_format import AS_GIVEN

CELL = 6.5
"""Width of a column of all pictures, in characters."""
SHOWN = Look(AS_GIVEN, "computed_pixel", width=CELL)
COUNTED = Look("0")


class Window:
    """The window that the reader chooses by the place of its sum in the feature map.

    Args:
        model: Stride and padding, and the shapes.
        quantities: Makes the tensors.
        picture: The picture that the window lies on.
        weights: The filter.
    """

    def __init__(self, model: Convolution, quantities: Quantities, picture: Tensor, weights: Tensor) -> None:
        self._quantities, self._picture, self._weights = quantities, picture, weights
        self._stride, self._pad = model.stride, model.padding
        self.row = quantities.input("window_row", symbol="i", look=COUNTED)
        self.column = quantities.input("window_column", symbol="j", look=COUNTED)
        self._cut_out()
        self.covered = self._marked("covered", picture.shape, self._top, self._left, weights.shape)
        self.place = self._marked("chosen_place", model.output_shape, self.row, self.column, (1, 1))

    @property
    def _top(self) -> Expression:
        """The row of the picture, from 0, in which the window begins; in the padding it is negative."""
        return self._stride * self.row - self._pad

    @property
    def _left(self) -> Expression:
        return self._stride * self.column - self._pad

    def _cut_out(self) -> None:
        """Look the pixels up, and multiply them by the weights."""
        q, axes = self._quantities, self._weights.axes
        self.pixels = q.tensor("window_pixels", *axes, equation="x[i + l, j + m]", look=SHOWN)
        for below, across in product(*map(range, self._weights.shape)):
            self.pixels[below, across] = self._pixel(below, across)
        self.products = q.tensor("window_products", *axes, equation="w[l, m] x[i + l, j + m]", look=SHOWN)
        self.products.fill(lambda row, column: self._weights[row, column] * self.pixels[row, column])
        total, look = call("SUM", self.products), Look(AS_GIVEN)
        self.sum = q.result("window_sum", total, "z[i, j]", equation="z[i, j] = Σ w x", role=Role.OUTPUT, look=look)

    def _pixel(self, below: int, across: int) -> Expression:
        """Return the pixel under a weight; in the padding it is 0."""
        row, column, (rows, columns) = self._top + below, self._left + across, self._picture.shape
        inside = call("AND", row >= 0, row < rows, column >= 0, column < columns)
        return where(inside, call("INDEX", self._picture, row + 1, column + 1), 0)

    def _marked(
        self, name: str, shape: tuple[int, ...], top: Operand, left: Operand, extent: tuple[int, ...]
    ) -> Tensor:
        """Mark the cells of a rectangle within a picture of a shape."""
        marks = self._quantities.tensor(name, down(shape[0]), right(shape[1]), look=SHOWN)
        for row, column in product(*map(range, shape)):
            inside = (top <= row, top + extent[0] > row, left <= column, left + extent[1] > column)
            marks[row, column] = where(call("AND", *inside), 1, 0)
        return marks
