"""The partial derivatives by their formulas, and by central differences."""

from __future__ import annotations

import numpy as np

from sheetnet.formula import call
from sheetnet.lessons.panel import panel
from sheetnet.lessons.partial_derivative.contours import Contours
from sheetnet.lessons.partial_derivative.functions import FUNCTIONS
from sheetnet.lessons.partial_derivative.slices import At, Slices
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import tolerance_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.partial_derivative import QUOTIENT_ROUNDING, SLICE_REACH, PartialDerivative
from sheetnet.texts import Texts
from sheetnet.workbook import Book, Look, Role, Tolerance, right
from sheetnet.workbook.arrange import Form, Heads, below, beside
from sheetnet.workbook.arrange.form import Row
from sheetnet.workbook.look import ERROR, STEP

SIX_DIGITS = Look("0.000000", width=12)


def add_partial(book: Book, model: PartialDerivative) -> Partial:
    """Add the sheet with the partial derivatives, and return its quantities: the other sheets build on them."""
    partial, f = Partial(model, book.texts), FUNCTIONS[model.function]
    at = At(f.value, (partial.x, partial.y), partial.z, partial.slopes, f.slopes)
    contours = Contours(Quantities(model, book.texts), book.texts, at, abs(model.x) + abs(model.y))
    slices = Slices(Quantities(model, book.texts), book.texts, at, SLICE_REACH, partial.slice_rounding())
    results: list[Row] = [partial.z, Heads(["∂f/∂x", "∂f/∂y"]), partial.slopes, partial.numeric, partial.errors]
    left = panel(book, "partial", [partial.x, partial.y, partial.h], results)
    equation = f"{f.equation}        {f.slope_equations}"
    body = below(beside(left, slices.charts_beside(contours.chart())), Form(partial.agree))
    aside = beside(slices.points_arranged(), contours.points_arranged())
    add_sheet(book, "partial", body, equation=equation, aside=aside)
    return partial


class Partial:
    """The point, the function there, and its slopes.

    Args:
        model: The function and the point.
        texts: The lesson's texts.
    """

    def __init__(self, model: PartialDerivative, texts: Texts) -> None:
        self._quantities, self._model, self._function = Quantities(model, texts), model, FUNCTIONS[model.function]
        self._point()
        self._differences()

    def _point(self) -> None:
        q, f = self._quantities, self._function
        self.x, self.y = q.input("x", symbol="x"), q.input("y", symbol="y")
        self.h = q.input("h", symbol="h", look=STEP)
        self.z = q.result("z", f.value(self.x, self.y), "f(x, y)")
        self.slopes = q.row("slopes", *f.slopes(self.x, self.y), axis=right(2), role=Role.OUTPUT)

    def _differences(self) -> None:
        q, f, x, y, h = self._quantities, self._function.value, self.x, self.y, self.h
        quotients = ((f(x + h, y) - f(x - h, y)) / (2 * h), (f(x, y + h) - f(x, y - h)) / (2 * h))
        rounding, equation = self._rounding(), "(f(x + h, y) − f(x − h, y)) / 2h, …"
        self.numeric = q.row(
            "numeric_slopes", *quotients, axis=right(2), equation=equation, look=SIX_DIGITS, tolerance=rounding
        )
        self.errors = q.tensor("slope_errors", right(2), role=Role.LOSS, look=ERROR, tolerance=rounding)
        self.errors.fill(lambda n: call("ABS", self.numeric[n] - self.slopes[n]))
        bound = h**2 / 6 * self._function.third(y) + QUOTIENT_ROUNDING["partial"] / h
        self.agree = q.claim("slopes_agree", call("MAX", self.errors) <= bound, "≤ ⅙ h² |f‴| + R/h")

    def _rounding(self) -> Tolerance:
        h = self._model.h
        x, y = np.abs([self._model.x, self._model.y]) + h
        return Tolerance(absolute=self._function.sizes(x, y).slope_rounding(h))

    def slice_rounding(self) -> Tolerance:
        """Bound what rounding does to values and tangents near the point."""
        x, y = np.abs([self._model.x, self._model.y]) + SLICE_REACH
        sizes = self._function.sizes(x, y)
        return Tolerance(tolerance_of(float(96 * (sizes.value + sizes.along_x + sizes.along_y + x + y))))
