"""Contour lines around a point of a surface, with the two cuts along x and along y through it.

From each point of a line the next one follows by a small step at right angles to the gradient, by the slopes half a
step ahead (the midpoint rule). Everything is drawn from the point as (0, 0), so that the chart holds it anywhere.
"""

from __future__ import annotations

from sheetnet.formula import Affine, Expression, Index, Operand, call, where
from sheetnet.lessons.partial_derivative.slices import COLORS, At
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import tolerance_of
from sheetnet.models.partial_derivative import (
    AWAY,
    CONTOUR_HALF,
    CONTOUR_SPACING,
    CONTOUR_STEP,
    CONTOURS,
    LEAST_SLOPE,
    SLICE_REACH,
)
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Chart, Series, Tolerance, down, right
from sheetnet.workbook.arrange import Caption, Column, Element, Form, Table, below

POINTS = 2 * CONTOUR_HALF + 1
SIZE = (9.4, 10.5)
GREY, DARK, ORANGE = "BFBFBF", "595959", "D55E00"
GROWTH = 2.0**18
"""By so much rounding may grow along a line."""


class Contours:
    """Contour lines around a point.

    Args:
        quantities: Makes the tensors.
        texts: The lesson's texts.
        at: The point.
        size: Bounds the coordinates near it.
    """

    def __init__(self, quantities: Quantities, texts: Texts, at: At, size: float) -> None:
        self._texts, self._at = texts, at
        q, axes, rounding = quantities, (down(POINTS), right(CONTOURS)), Tolerance(tolerance_of(GROWTH * (1 + size)))
        self._toward(q)
        self._place = [q.tensor(f"contour_{axis}", *axes, tolerance=rounding) for axis in "xy"]
        self._halfway = [q.tensor(f"halfway_{axis}", *axes, tolerance=rounding) for axis in "xy"]
        self._lines()
        self.cuts = q.tensor("cuts", down(2), right(4))
        for row, end in enumerate((-SLICE_REACH, SLICE_REACH)):
            self.cuts[row, 0], self.cuts[row, 1], self.cuts[row, 2], self.cuts[row, 3] = end, 0, 0, end

    def _toward(self, q: Quantities) -> None:
        """Find the direction in which the lines follow one another: that of the gradient, if there is one."""
        slopes = self._at.slopes
        length = call("SQRT", slopes[0] ** 2 + slopes[1] ** 2)
        directions = (where(length > 0, slopes[n] / where(length > 0, length, 1), AWAY[n]) for n in range(2))
        self.toward = q.row("toward", *directions, axis=right(2), symbol="∇f/‖∇f‖")

    def _lines(self) -> None:
        i = Index("i", CONTOUR_HALF)
        for n in range(CONTOURS):
            for axis in range(2):
                self._place[axis][CONTOUR_HALF, n] = round((n - CONTOURS // 2) * CONTOUR_SPACING, 1) * self.toward[axis]
            for sign in (1, -1):
                here, there = CONTOUR_HALF + sign * i, CONTOUR_HALF + sign * (i + 1)
                self._step(n, here, there, sign)
            # At its beginning a line has no step behind it.
            for axis in range(2):
                self._halfway[axis][CONTOUR_HALF, n] = self._place[axis][CONTOUR_HALF, n]

    def _step(self, n: int, here: Affine, there: Affine, sign: int) -> None:
        """Go half a step to see the slopes there, then the whole step."""
        start = [self._place[axis][here, n] for axis in range(2)]
        middle = [self._halfway[axis][there, n] for axis in range(2)]
        for axis in range(2):
            self._halfway[axis][there, n] = start[axis] + sign * CONTOUR_STEP / 2 * self._along(axis, *start)
            self._place[axis][there, n] = start[axis] + sign * CONTOUR_STEP * self._along(axis, *middle)

    def _along(self, axis: int, dx: Operand, dy: Operand) -> Expression:
        """Return a coordinate of (−∂f/∂y, ∂f/∂x)/‖∇f‖ at a place that counts from the point."""
        across, up = self._at.gradient(self._at.place[0] + dx, self._at.place[1] + dy)
        length = call("MAX", call("SQRT", across**2 + up**2), LEAST_SLOPE)
        return (-up if axis == 0 else across) / length

    def chart(self) -> Chart:
        """Return the map with the cuts, its units equally long."""
        texts, middle, (x, y) = self._texts, CONTOURS // 2, self._place
        lines = [
            Series(
                texts["charts.contour"], x[:, n], y[:, n], color=DARK if n == middle else GREY, width=1,
                named=n == middle,
            )
            for n in range(CONTOURS)
        ]  # fmt: skip
        cuts = [
            Series(
                texts["charts.cut"].format(axis=axis), self.cuts[:, 2 * n], self.cuts[:, 2 * n + 1],
                color=COLORS[axis], width=2.5,
            )
            for n, axis in enumerate("xy")
        ]  # fmt: skip
        here = Series(
            texts["charts.here"], self.cuts[0, 1], self.cuts[0, 2], color=ORANGE, line=False, marker=True, mark=7
        )
        window = (-SLICE_REACH, SLICE_REACH)
        return Chart(
            texts["charts.map"], literal("x − x₀"), literal("y − y₀"), [*lines, *cuts, here],
            x_limits=window, y_limits=window, x_step=0.5, y_step=0.5, size=SIZE, square=True,
        )  # fmt: skip

    def points_arranged(self) -> Element:
        """Arrange the points of the lines and of the cuts."""
        texts, numbers = self._texts, [str(n - CONTOURS // 2) for n in range(CONTOURS)]
        columns = [
            Column(tensor, [f"{name} ({n})" for n in numbers])
            for name, tensor in zip(("x", "y", "x½", "y½"), [*self._place, *self._halfway], strict=True)
        ]
        cuts = Table(Column(self.cuts, ["x", "y", "x", "y"]))
        return below(Caption(texts["charts.map"], "heading"), Form(self.toward), cuts, Table(*columns))
