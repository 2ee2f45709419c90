"""Convolution by hand: flip the kernel, slide it along, multiply, add. Networks leave the flip out."""

from __future__ import annotations

from sheetnet.formula import call
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.convolution import Convolution
from sheetnet.texts import Texts
from sheetnet.workbook import Book, Chart, Look, Role, Series, Tensor, add_cover, add_map, down, right
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Picture, Table, below, beside, grid

SLACK = 1e-9
"""What rounding may leave of two sums that are equal on paper, of 1 + their size."""
STEP = Look("0.0##", width=8)
FACTOR = Look(width=8)
"""Of signal and kernel, and of what is made of them: narrow, for there may be many."""
MAP = Look("0.0#", colors="weights")


def book(model: Convolution) -> Book:
    """Write the convolution of a row and of a picture.

    Args:
        model: Signal, kernel, picture and filter.

    Returns:
        The book, complete.
    """
    result = Book("convolution", model.settings())
    texts = result.texts
    equation = "(f ∗ g)ₙ = Σₖ fₖ gₙ₋ₖ        (f ⋆ g)ₙ = Σₖ fₙ₊ₖ gₖ"
    add_sheet(result, "row", _Row(model, texts).arranged(), equation=equation)
    about = texts["about.picture"].format(stride=model.stride, padding=model.padding)
    if model.padding:
        about = texts["about.picture_padded"].format(about=about)
    equation = "zᵢⱼ = Σₗₘ wₗₘ x₍ᵢ₊ₗ₎₍ⱼ₊ₘ₎"
    add_sheet(result, "picture", _Filtered(model, texts).arranged(), equation=equation, about=about)
    add_map(result)
    add_cover(result)
    return result


class _Row:
    """A kernel that slides along one row.

    Args:
        model: Signal and kernel.
        texts: The lesson's texts.
    """

    def __init__(self, model: Convolution, texts: Texts) -> None:
        self._quantities, self._texts = Quantities(model, texts), texts
        self._size = model.kernel.size
        self._places = down(model.signal.size + self._size - 1)
        self._inputs(model)
        self._windows()
        self._sums()
        self._claims()

    def _inputs(self, model: Convolution) -> None:
        q, size = self._quantities, self._size
        # The kernel reaches over the blanks on both sides of the signal: they count as 0.
        self.signal = q.input("signal", right(model.signal.size, margin=size - 1), symbol="f", look=STEP)
        self.kernel = q.input("kernel", right(size), symbol="g", look=STEP)
        self.flipped = q.tensor("flipped_kernel", right(size), symbol="gₙ₋ₖ", look=FACTOR)
        for k in range(size):
            self.flipped[k] = self.kernel[size - 1 - k]

    def _windows(self) -> None:
        q, axes, reach = self._quantities, (self._places, right(self._size)), self._size - 1
        self.window = q.tensor("window", *axes, equation="fₙ₋ₖ", look=FACTOR)
        # SUM, for it takes a blank as 0.
        self.window.fill(lambda n, k: call("SUM", self.signal.window(0, 0, k - reach + n, (1, 1))))
        self.products = q.tensor("products", *axes, equation="fₖ gₙ₋ₖ", look=FACTOR)
        self.products.fill(lambda n, k: self.window[n, k] * self.flipped[k])

    def _sums(self) -> None:
        q, places, window = self._quantities, self._places, self.window
        self.place = q.counter("place", places.size)
        self.convolved = q.tensor("convolved", places, equation="Σₖ fₖ gₙ₋ₖ", role=Role.OUTPUT)
        self.convolved.fill(lambda n: call("SUM", self.products[n]))
        self.average = q.tensor("moving_average", places, equation="Σₖ fₙ₋ₖ / m")
        self.average.fill(lambda n: call("SUM", window[n]) / self._size)
        self.correlated = q.tensor("correlated", places, equation="Σₖ fₙ₊ₖ gₖ")
        self.correlated.fill(lambda n: call("SUMPRODUCT", window[n], self.kernel))
        self.with_flipped = q.tensor("correlated_flipped", places, equation="Σₖ fₙ₊ₖ g₋ₖ")
        self.with_flipped.fill(lambda n: call("SUMPRODUCT", window[n], self.flipped))

    def _claims(self) -> None:
        q, convolved = self._quantities, self.convolved
        most = call("MAX", call("MAX", convolved), -call("MIN", convolved))
        gap = call("SQRT", call("SUMPRODUCT", (convolved - self.with_flipped) ** 2))
        total, product = call("SUM", convolved), call("SUM", self.signal) * call("SUM", self.kernel)
        apart, slack = call("ABS", total - product), SLACK * (1 + call("ABS", total))
        self.verdicts = [
            q.claim("relation_holds", gap <= SLACK * (1 + most), "f ∗ g = f ⋆ g↻"),
            q.claim("sum_holds", apart <= slack, "Σ(f ∗ g) = Σf · Σg"),
        ]

    def arranged(self) -> Element:
        """Arrange signal and kernel above the claims, and below them the table beside its chart."""
        form = Form(self.signal, self.kernel, self.flipped, *self.verdicts)
        return below(form, beside(self._table(), ChartBox(self._chart())))

    def _table(self) -> Table:
        texts, counted = self._texts, range(1, self._size + 1)
        return Table(
            Column(self.place, [texts["columns.n"]]),
            Column(self.window, [f"f {k}" for k in counted], texts["groups.window"]),
            None,
            Column(self.products, [f"· {k}" for k in counted], texts["groups.products"]),
            None,
            Column(self.convolved, [texts["columns.convolved"]]),
            Column(self.average, [texts["columns.moving_average"]]),
            Column(self.correlated, [texts["columns.correlated"]]),
            Column(self.with_flipped, [texts["columns.correlated_flipped"]]),
        )

    def _chart(self) -> Chart:
        texts = self._texts
        curves = [
            Series(texts[f"columns.{curve.name}"], self.place[...], curve[...], marker=True)
            for curve in (self.convolved, self.average, self.correlated)
        ]
        return Chart(texts["charts.row"], texts["columns.n"], texts["charts.value"], curves, size=(13, 9))


class _Filtered:
    """A filter that slides over a picture, as it stands and flipped.

    Args:
        model: Picture and filter, stride and padding.
        texts: The lesson's texts.
    """

    def __init__(self, model: Convolution, texts: Texts) -> None:
        self._quantities, self._model = Quantities(model, texts), model
        (rows, columns), (height, width), pad = model.picture.shape, model.filter.shape, model.padding
        q = self._quantities
        shown = Look("General", "pixel", colors="pixels")
        self.picture = q.input("picture", down(rows, margin=pad), right(columns, margin=pad), look=shown)
        weight = Look("General", "parameter")
        self.filter = q.input("filter", down(height), right(width), role=Role.PARAMETER, look=weight)
        self.flipped = self._flipped(height, width)
        self.feature_map = self._map("feature_map", self.filter, "Σₗₘ wₗₘ x₍ᵢ₊ₗ₎₍ⱼ₊ₘ₎")
        self.convolved_map = self._map("convolved_map", self.flipped, "Σₗₘ wₗₘ x₍ᵢ₋ₗ₎₍ⱼ₋ₘ₎")

    def _flipped(self, height: int, width: int) -> Tensor:
        axes, look = (down(height), right(width)), Look("0.0#")
        flipped = self._quantities.tensor("flipped_filter", *axes, equation="w₍₋ᵢ₎₍₋ⱼ₎", look=look)
        for row in range(height):
            for column in range(width):
                flipped[row, column] = self.filter[height - 1 - row, width - 1 - column]
        return flipped

    def _map(self, name: str, weights: Tensor, equation: str) -> Tensor:
        """Make the map that weights leave of the picture."""
        stride, pad, (rows, columns) = self._model.stride, self._model.padding, self._model.output_shape
        axes, (height, width) = (down(rows), right(columns)), self._model.filter.shape
        found = self._quantities.tensor(name, *axes, equation=equation, role=Role.OUTPUT, look=MAP)
        i, j = found.indices()
        under = self.picture.window((0, 0), i * stride - pad, j * stride - pad, (height, width))
        found[i, j] = call("SUMPRODUCT", weights, under)
        return found

    def arranged(self) -> Element:
        """Arrange the picture beside each filter with what it makes of the picture."""
        as_it_stands = Picture(self.filter), Picture(self.feature_map)
        flipped = Picture(self.flipped), Picture(self.convolved_map)
        return beside(Picture(self.picture, zeros=True), grid(as_it_stands, flipped))
