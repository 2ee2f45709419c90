"""The derivative as a limit: f′(x) = lim (f(x + h) − f(x))/h. Errors fall with h, until rounding takes over."""

from __future__ import annotations

import numpy as np

from sheetnet.formula import Expression, Index, Operand, call, count
from sheetnet.lessons.derivative.functions import FUNCTIONS
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import quotient_rounding, tolerance_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.derivative import CURVE_POINTS, EXPONENTS, ROUNDING, SMALLEST_SHOWN, Derivative
from sheetnet.texts import Texts
from sheetnet.workbook import Book, Chart, Look, Role, Series, Tensor, Tolerance, down
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Table, below, beside
from sheetnet.workbook.look import ERROR

STEPS = [float(f"1e-{exponent}") for exponent in EXPONENTS]
"""h = 10⁻¹ … 10⁻¹², read from decimal digits as a cell reads them."""
QUOTIENTS = "        (f(x + h) − f(x)) / h        (f(x + h) − f(x − h)) / 2h"
POWER_OF_TEN = Look("0E+00", "counter")
TEN_DIGITS = Look("0.0000000000", width=14)
REACH = 2.0
"""How far the tangent's chart goes on either side of the point."""
CHART = (14.0, 7.5)


def add_limit(book: Book, model: Derivative) -> None:
    """Add the sheet with the quotients for ever smaller h, their errors and the tangent."""
    limit = Limit(model, book.texts, model.function)
    equation = FUNCTIONS[model.function].equation + QUOTIENTS
    add_sheet(book, "limit", limit.arranged(), equation=equation, aside=limit.points_arranged())


class Limit:
    """The quotients for each h, their errors with the bounds of Taylor's theorem, and the tangent.

    Args:
        model: The point.
        texts: The lesson's texts.
        function: The name of the function.
        prefix: Put before the names of its tensors, the point's included.
    """

    def __init__(self, model: Derivative, texts: Texts, function: str, prefix: str = "") -> None:
        self._quantities, self._texts = Quantities(model, texts, prefix), texts
        self._function = FUNCTIONS[function]
        self._parabola = function == "quadratic"  # its central quotient is exact, but for rounding
        self._size = abs(float(getattr(model, f"{prefix}point")))
        self._point()
        self._quotients()
        self._errors()
        self._bounds()
        self._tangent()

    def _point(self) -> None:
        q = self._quantities
        self.x = q.input("point", symbol="x₀")
        self.value = q.result("value", self._function.value(self.x), "f(x₀)")
        self.exact = q.result("exact", self._function.slope(self.x), "f′(x₀)", role=Role.OUTPUT)

    def _quotients(self) -> None:
        q, f, x, column = self._quantities, self._function.value, self.x, down(len(STEPS))
        self.h = h = q.tensor("h", column, look=POWER_OF_TEN)
        for row, step in enumerate(STEPS):
            h[row] = step
        runs = np.array(STEPS)
        sizes = self._function.sizes(self._size + runs)
        self.forward = q.tensor(
            "forward", column, equation="(f(x + h) − f(x)) / h", look=TEN_DIGITS,
            tolerance=Tolerance(absolute=quotient_rounding(*sizes, runs)),
        ).fill(lambda k: (f(x + h[k]) - f(x)) / h[k])  # fmt: skip
        self.central = q.tensor(
            "central", column, equation="(f(x + h) − f(x − h)) / 2h", look=TEN_DIGITS,
            tolerance=Tolerance(absolute=quotient_rounding(*sizes, 2 * runs)),
        ).fill(lambda k: (f(x + h[k]) - f(x - h[k])) / (2 * h[k]))  # fmt: skip

    def _errors(self) -> None:
        self.forward_error = self._error("forward_error", self.forward, zero=False)
        self.central_error = self._error("central_error", self.central, zero=self._parabola)

    def _error(self, name: str, quotient: Tensor, zero: bool) -> Tensor:
        error = self._quantities.tensor(
            name, *quotient.axes, equation="|Δf/h − f′|", role=Role.LOSS, look=ERROR, tolerance=quotient.tolerance,
            zero=zero,
        )  # fmt: skip
        return error.fill(lambda k: call("MAX", call("ABS", quotient[k] - self.exact), SMALLEST_SHOWN))

    def _bounds(self) -> None:
        """Bound the errors by Taylor's theorem and rounding, and claim that the bounds hold."""
        q, f, x, h = self._quantities, self._function, self.x, self.h
        forward, central = "½ h max|f″| + R/h", "⅙ h² max|f‴| + R/h"
        self.forward_bound = q.tensor("forward_bound", *h.axes, equation=forward, look=ERROR)
        self.forward_bound.fill(lambda k: h[k] / 2 * f.second(x, h[k]) + self._rounding(h[k]))
        self.central_bound = q.tensor("central_bound", *h.axes, equation=central, look=ERROR)
        self.central_bound.fill(lambda k: h[k] ** 2 / 6 * f.third(x, h[k]) + self._rounding(h[k]))
        within = {
            "forward_within": (self.forward_error <= self.forward_bound, forward),
            "central_within": (self.central_error <= self.central_bound, central),
        }
        self.verdicts = [
            q.claim(name, count(rows).equals(len(STEPS)), "≤ " + equation) for name, (rows, equation) in within.items()
        ]

    def _rounding(self, h: Operand) -> Expression:
        """Return what rounding does to a quotient, R/h: f and x f′ by their sizes, f′ at most |f′(x)| + h max|f″|."""
        steepest = call("ABS", self.exact) + h * self._function.second(self.x, h)
        size = call("ABS", self.value) + (call("ABS", self.x) + h) * steepest
        return ROUNDING * size / h

    def _tangent(self) -> None:
        q, column, i = self._quantities, down(CURVE_POINTS), Index("i", CURVE_POINTS - 1)
        self.curve_x = q.tensor("curve_x", column)
        self.curve_x[0], self.curve_x[i + 1] = self.x - REACH, self.curve_x[i] + 0.1
        self.curve_y = q.tensor("curve_y", column).fill(lambda k: self._function.value(self.curve_x[k]))
        # Near a zero of the tangent the two terms cancel; the points themselves are sums of rounded steps.
        size, moved = self._function.sizes(np.array(self._size + REACH))
        self.tangent = q.tensor(
            "tangent_y",
            column,
            equation="f(x₀) + f′(x₀)(x − x₀)",
            tolerance=Tolerance(tolerance_of(64 * (size + moved))),
        ).fill(lambda k: self.value + self.exact * (self.curve_x[k] - self.x))

    def arranged(self, *more: Element) -> Element:
        """Arrange point, claims, quotients and what there is more on the left, the charts on the right."""
        form = Form(self.x, self.value, self.exact, *self.verdicts)
        columns = {
            "forward": self.forward,
            "central": self.central,
            "forward_error": self.forward_error,
            "central_error": self.central_error,
            "forward_bound": self.forward_bound,
            "central_bound": self.central_bound,
        }
        headed = (Column(tensor, [self._texts[f"columns.{name}"]]) for name, tensor in columns.items())
        table = Table(Column(self.h, ["h"]), *headed)
        return beside(
            below(form, table, *more), below(ChartBox(self._chart_of_errors()), ChartBox(self._chart_of_tangent()))
        )

    def points_arranged(self) -> Element:
        """Arrange the points of the tangent's chart."""
        texts = self._texts
        table = Table(
            Column(self.curve_x, ["x"]),
            Column(self.curve_y, ["f(x)"]),
            Column(self.tangent, [texts["columns.tangent"]]),
        )
        return below(Caption(texts["headings.points"], "heading"), table)

    def _chart_of_errors(self) -> Chart:
        texts, h = self._texts, self.h[...]
        curves = [
            Series(texts["columns.forward_error"], h, self.forward_error[...], marker=True, line=False),
            Series(texts["columns.central_error"], h, self.central_error[...], marker=True, line=False),
            Series(texts["columns.forward_bound"], h, self.forward_bound[...], color="1F77B4", dashed=True),
            Series(texts["columns.central_bound"], h, self.central_bound[...], color="D62728", dashed=True),
        ]
        return Chart(
            texts["charts.errors"], texts["charts.h"], texts["charts.error"], curves,
            x_log=True, y_log=True, x_format="0E+00", y_format="0E+00", size=CHART,
        )  # fmt: skip

    def _chart_of_tangent(self) -> Chart:
        texts = self._texts
        curves = [
            Series(texts["charts.curve"], self.curve_x[...], self.curve_y[...]),
            Series(texts["columns.tangent"], self.curve_x[...], self.tangent[...], dashed=True),
            Series(texts["charts.point"], self.x[...], self.value[...], line=False, marker=True, color="2CA02C"),
        ]
        return Chart(texts["charts.tangent"], texts["charts.x"], texts["charts.y"], curves, size=CHART)
