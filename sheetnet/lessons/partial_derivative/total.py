"""The total derivative of z = f(x(t), y(t)) along the path x = t², y = 1 + t: dz/dt = ∂f/∂x·dx/dt + ∂f/∂y·dy/dt."""

from __future__ import annotations

import numpy as np

from sheetnet.formula import Expression, Index, Operand, call
from sheetnet.lessons.panel import panel
from sheetnet.lessons.partial_derivative.functions import FUNCTIONS
from sheetnet.lessons.partial_derivative.partial import SIX_DIGITS, Partial
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import quotient_rounding, tolerance_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.partial_derivative import (
    PATH_POINTS,
    PATH_REACH,
    PATH_STEP,
    QUOTIENT_ROUNDING,
    PartialDerivative,
)
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Chart, Role, Series, Tolerance, down, right
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Heads, Table, below, beside
from sheetnet.workbook.arrange.form import Row
from sheetnet.workbook.look import ERROR

SIZE = (9.0, 10.5)
GREEN, DARK = "009E73", "595959"
RULE = "z(t) = f(x(t), y(t))        x = t²        y = 1 + t        dz/dt = ∂f/∂x·dx/dt + ∂f/∂y·dy/dt"


def add_total(book: Book, model: PartialDerivative, partial: Partial) -> None:
    """Add the sheet with the total derivative."""
    total = _Total(model, book.texts, partial)
    equation = f"{FUNCTIONS[model.function].equation}        {RULE}"
    link = Caption(book.texts["links.h"], "link", target=partial.h[...])
    left = panel(book, "total", [total.t], total.results, link)
    add_sheet(
        book,
        "total",
        below(beside(left, ChartBox(total.path_chart(), total.chart())), Form(total.agree)),
        equation=equation,
        aside=total.points_arranged(),
    )


class _Total:
    """The path at t, the slopes along it, and z over t with its tangent.

    Args:
        model: The function and t.
        texts: The lesson's texts.
        partial: Holds the step of differences.
    """

    def __init__(self, model: PartialDerivative, texts: Texts, partial: Partial) -> None:
        self._quantities, self._texts, self._model = Quantities(model, texts), texts, model
        self._function, self._h = FUNCTIONS[model.function], partial.h
        q = self._quantities
        self.t = q.input("t", symbol="t")
        self.x, self.y = q.result("path_x", self.t**2, "x = t²"), q.result("path_y", 1 + self.t, "y = 1 + t")
        self.z = q.result("path_value", self._function.value(self.x, self.y), "z = f(x, y)")
        self._slopes()
        self._difference()
        self._curve()

    def _slopes(self) -> None:
        q = self._quantities
        self.outer = q.row("path_gradient", *self._function.slopes(self.x, self.y), axis=right(2))
        self.inner = q.tensor("path_slopes", right(2))
        self.inner[0], self.inner[1] = 2 * self.t, 1
        total = self.outer[0] * self.inner[0] + self.outer[1] * self.inner[1]
        self.slope = q.result("total_slope", total, "dz/dt", role=Role.OUTPUT)

    def _difference(self) -> None:
        q, t, h = self._quantities, self.t, self._h
        rounding = Tolerance(absolute=self._rounding(self._model.h))
        quotient = (self._along(t + h) - self._along(t - h)) / (2 * h)
        self.numeric = q.result("total_numeric", quotient, "Δz / 2h", look=SIX_DIGITS, tolerance=rounding)
        apart = call("ABS", self.slope - self.numeric)
        self.error = q.result("total_error", apart, role=Role.LOSS, look=ERROR, tolerance=rounding)
        cut = h**2 / 6 * self._function.path_third(call("ABS", t) + h)
        within = self.error <= cut + QUOTIENT_ROUNDING["total"] / h
        self.agree = q.claim("total_agrees", within, "≤ ⅙ h² |z‴| + R/h")

    def _along(self, t: Operand) -> Expression:
        """Return z as a formula of t."""
        return self._function.value(t**2, 1 + t)

    def _rounding(self, h: float) -> float:
        """Bound what rounding does to the difference quotient; x takes on twice the rounding of t."""
        far = abs(self._model.t) + h
        sizes = self._function.sizes(np.array(far**2), np.array(1 + far))
        return quotient_rounding(float(sizes.value), float(2 * sizes.along_x + sizes.along_y), 2 * h)

    def _curve(self) -> None:
        q, column, i = self._quantities, down(PATH_POINTS), Index("i", PATH_POINTS - 1)
        far = abs(self._model.t) + PATH_REACH
        sizes = self._function.sizes(np.array(far**2), np.array(1 + far))
        # The points are sums of rounded steps, and both z and its tangent may cancel.
        rounding = Tolerance(tolerance_of(float(64 * (sizes.value + 2 * sizes.along_x + sizes.along_y))))
        self.curve_t = q.tensor("curve_t", column, tolerance=Tolerance(tolerance_of(64 * far)))
        self.curve_t[0], self.curve_t[i + 1] = self.t - PATH_REACH, self.curve_t[i] + PATH_STEP
        self.curve_z = q.tensor("curve_z", column, equation="f(t², 1 + t)", tolerance=rounding)
        self.curve_z.fill(lambda k: self._along(self.curve_t[k]))
        self.curve_x = q.tensor("curve_x", column, equation="t²", tolerance=rounding)
        self.curve_x.fill(lambda k: self.curve_t[k] ** 2)
        self.curve_y = q.tensor("curve_y", column, equation="1 + t", tolerance=rounding)
        self.curve_y.fill(lambda k: 1 + self.curve_t[k])
        self.tangent = q.tensor("path_tangent", column, equation="z + dz/dt · (t′ − t)", tolerance=rounding)
        self.tangent.fill(lambda k: self.z + self.slope * (self.curve_t[k] - self.t))

    @property
    def results(self) -> list[Row]:
        """The path, the slopes, and the total derivative."""
        slopes = (Heads(["∂f/∂x", "∂f/∂y"]), self.outer, Heads(["dx/dt", "dy/dt"]), self.inner)
        return [self.x, self.y, self.z, *slopes, self.slope, self.numeric, self.error]

    def points_arranged(self) -> Element:
        """Arrange the points of the chart."""
        columns = {
            "t": self.curve_t,
            "x": self.curve_x,
            "y": self.curve_y,
            "z": self.curve_z,
            "z + dz/dt · Δt": self.tangent,
        }
        table = Table(*(Column(tensor, [title]) for title, tensor in columns.items()))
        return below(Caption(self._texts["headings.points"], "heading"), table)

    def path_chart(self) -> Chart:
        """Show the path in the plane, and where on it t is."""
        texts = self._texts
        curves = [
            Series(texts["charts.way"], self.curve_x[...], self.curve_y[...], color=DARK),
            Series(texts["charts.first"], self.curve_x[0], self.curve_y[0], color=DARK, line=False, marker=True),
            Series(literal("(x(t), y(t))"), self.x[...], self.y[...], color=GREEN, line=False, marker=True, mark=8),
        ]
        return Chart(texts["charts.way_title"], literal("x"), literal("y"), curves, size=SIZE)

    def chart(self) -> Chart:
        """Show z over t with its tangent."""
        texts, t = self._texts, self.curve_t[...]
        curves = [
            Series(literal("z(t)"), t, self.curve_z[...]),
            Series(texts["charts.tangent"], t, self.tangent[...], dashed=True),
            Series(texts["charts.point"], self.t[...], self.z[...], line=False, marker=True, color=GREEN, mark=8),
        ]
        return Chart(texts["charts.path"], literal("t"), literal("z"), curves, size=SIZE)
