"""The derivative as a limit: f′(x) = lim (f(x + h) − f(x))/h. Errors fall with h, until rounding takes over."""

from __future__ import annotations

import numpy as np

from sheetnet.formula import Expression, Index, Operand, call, count
from sheetnet.lessons.derivative.functions import FUNCTIONS
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import quotient_rounding, tolerance_of
from sheetnet.models.derivative import CURVE_POINTS, EXPONENTS, ROUNDING, SMALLEST_SHOWN, Derivative
from sheetnet.texts import Texts
from sheetnet.workbook import Look, Role, Tensor, Tolerance, down
from sheetnet.workbook.arrange import Column, Table
from sheetnet.workbook.look import ERROR
from sheetnet.workbook.number_format import TENTHS

STEPS = [float(f"1e-{exponent}") for exponent in EXPONENTS]
"""h = 10⁻¹ … 10⁻¹², read from decimal digits as a cell reads them."""
CHOSEN = Look("General")
"""Of the h that a reader chooses: it may be tiny."""
POWER_OF_TEN = Look(TENTHS, "counter")
TEN_DIGITS = Look("0.0000000000", width=14)
REACH = 2.0
"""How far the picture of curve and tangent goes on either side of the point."""


class Limit:
    """The quotients for each h, their errors with the bounds of Taylor's theorem, and the tangent.

    Args:
        model: The point.
        texts: The lesson's texts.
        function: The name of the function.
        prefix: Put before the names of its tensors, the point's included.
    """

    def __init__(self, model: Derivative, texts: Texts, function: str, prefix: str = "") -> None:
        self.quantities, self.texts = Quantities(model, texts, prefix), texts
        self.function = FUNCTIONS[function]
        self.chosen_size = float(getattr(model, f"{prefix}secant_h"))
        self._parabola = function == "quadratic"  # its central quotient is exact, but for rounding
        self.size = abs(float(getattr(model, f"{prefix}point")))
        self._point()
        self._quotients()
        self._errors()
        self._bounds()
        self._tangent()

    def _point(self) -> None:
        q = self.quantities
        self.x, self.chosen = q.input("point", symbol="x₀"), q.input("secant_h", symbol="h", look=CHOSEN)
        self.value = q.result("value", self.function.value(self.x), "f(x₀)")
        self.exact = q.result("exact", self.function.slope(self.x), "f′(x₀)", role=Role.OUTPUT)

    def _quotients(self) -> None:
        q, f, x, column = self.quantities, self.function.value, self.x, down(len(STEPS))
        self.h = h = q.tensor("h", column, look=POWER_OF_TEN)
        for row, step in enumerate(STEPS):
            h[row] = step
        runs = np.array(STEPS)
        sizes = self.function.sizes(self.size + runs)
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
        error = self.quantities.tensor(
            name, *quotient.axes, equation="|Δf/h − f′|", role=Role.LOSS, look=ERROR, tolerance=quotient.tolerance,
            zero=zero,
        )  # fmt: skip
        return error.fill(lambda k: call("MAX", call("ABS", quotient[k] - self.exact), SMALLEST_SHOWN))

    def _bounds(self) -> None:
        """Bound the errors by Taylor's theorem and rounding, and claim that the bounds hold."""
        q, f, x, h = self.quantities, self.function, self.x, self.h
        forward, central = "h/2 · max|f″| + R/h", "h²/6 · max|f‴| + R/h"
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
        steepest = call("ABS", self.exact) + h * self.function.second(self.x, h)
        size = call("ABS", self.value) + (call("ABS", self.x) + h) * steepest
        return ROUNDING * size / h

    def _tangent(self) -> None:
        q, column, i = self.quantities, down(CURVE_POINTS), Index("i", CURVE_POINTS - 1)
        self.curve_x = q.tensor("curve_x", column)
        self.curve_x[0], self.curve_x[i + 1] = self.x - REACH, self.curve_x[i] + 0.1
        self.curve_y = q.tensor("curve_y", column).fill(lambda k: self.function.value(self.curve_x[k]))
        # Near a zero of the tangent the two terms cancel; the points themselves are sums of rounded steps.
        size, moved = self.function.sizes(np.array(self.size + REACH))
        rounding = Tolerance(tolerance_of(64 * (size + moved)))
        self.tangent = q.tensor("tangent_y", column, equation="f(x₀) + f′(x₀)(x − x₀)", tolerance=rounding).fill(
            lambda k: self.value + self.exact * (self.curve_x[k] - self.x)
        )

    def table(self) -> Table:
        """Arrange the quotients with their errors and bounds, a row for each h."""
        columns = {
            "forward": self.forward,
            "central": self.central,
            "forward_error": self.forward_error,
            "central_error": self.central_error,
            "forward_bound": self.forward_bound,
            "central_bound": self.central_bound,
        }
        headed = (Column(tensor, [self.texts[f"columns.{name}"]]) for name, tensor in columns.items())
        return Table(Column(self.h, ["h"]), *headed)
