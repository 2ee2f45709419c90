"""A secant for an h that the reader chooses: the smaller h, the nearer is its slope Δy/Δx to that of the tangent."""

from __future__ import annotations

import numpy as np

from sheetnet.formula import call
from sheetnet.lessons.derivative.limit import REACH, Limit
from sheetnet.lessons.rounding import quotient_rounding, tolerance_of
from sheetnet.models.derivative import CURVE_POINTS, SMALLEST_SHOWN
from sheetnet.workbook import Look, Role, Tolerance, down, right

DIGITS = Look("0.000000")
APART = Look("[>=0.001]0.0000;0.0E+00")
WIDE = Look(width=14)
"""Of the columns behind a chart: their headers take one line, and no row beside them grows."""


class Secant:
    """The line through two points of the curve, and the triangle of Δx and Δy below it.

    Args:
        limit: The point with its tangent.
        name: Of the quotient that is its slope.
        span: Its length in h: 1 from the point on, 2 from h before the point.
    """

    def __init__(self, limit: Limit, name: str, span: int) -> None:
        self._limit, self.name, self._chosen = limit, name, limit.chosen_size
        h = limit.chosen
        self._start = limit.x.expression() if span == 1 else limit.x - h
        self._end, self._run = limit.x + h, h.expression() if span == 1 else span * h
        self._rounding = quotient_rounding(*self._sizes(self._chosen), span * self._chosen)
        self._slope()
        self._line()

    def _sizes(self, reach: float) -> tuple[float, float]:
        """Return bounds of |f| and |x f′| so far from the point."""
        size, moved = self._limit.function.sizes(np.array(self._limit.size + reach))
        return float(size), float(moved)

    def _slope(self) -> None:
        q, f, name = self._limit.quantities, self._limit.function.value, self.name
        value, slope = Tolerance(quotient_rounding(*self._sizes(self._chosen), 1.0)), Tolerance(self._rounding)
        self.rise = q.result(f"{name}_rise", f(self._end) - f(self._start), "Δy", look=DIGITS, tolerance=value)
        self.slope = q.result(
            f"{name}_secant", self.rise / self._run, "Δy/Δx", role=Role.OUTPUT, look=DIGITS, tolerance=slope
        )
        apart = call("MAX", call("ABS", self.slope - self._limit.exact), SMALLEST_SHOWN)
        self.error = q.result(
            f"{name}_secant_error", apart, "|Δy/Δx − f′|", role=Role.LOSS, look=APART, tolerance=slope
        )

    def _line(self) -> None:
        """The points of the line and of the triangle."""
        q, f, x = self._limit.quantities, self._limit.function.value, self._limit.curve_x
        size = sum(self._sizes(max(REACH, self._chosen)))
        rounding = Tolerance(2 * REACH * self._rounding + tolerance_of(64 * size))
        self.line = q.tensor(
            f"{self.name}_secant_y",
            down(CURVE_POINTS),
            look=WIDE,
            tolerance=rounding,
            equation="f(x₁) + Δy/Δx (x − x₁)",
        ).fill(lambda k: f(self._start) + self.slope * (x[k] - self._start))
        self.triangle = q.tensor(f"{self.name}_triangle", down(3), right(2), tolerance=rounding)
        corners = ((self._start, f(self._start)), (self._end, f(self._start)), (self._end, f(self._end)))
        for row, (across, up) in enumerate(corners):
            self.triangle[row, 0], self.triangle[row, 1] = across, up
