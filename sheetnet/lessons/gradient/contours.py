"""Contour lines around a point, which run at right angles to the gradient, and the arrow of ∇f on them.

From each point of a line the next one follows by a small step along (−∂z/∂y, ∂z/∂x): half a step of x, one of y, and
the other half of x (the leapfrog rule, which nearly keeps the height). That needs ∂z/∂x to depend on x alone, and ∂z/∂y
on y, as it does here.
Everything is drawn from the point as (0, 0), so that the chart's limits hold wherever the point is.
"""

from __future__ import annotations

from sheetnet.formula import Expression, Index, Operand, call, where
from sheetnet.lessons.gradient.point import Point
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import tolerance_of
from sheetnet.models.gradient import (
    ARROW_HALF_WIDTH,
    ARROW_HEAD,
    CONTOUR_HALF,
    CONTOUR_SPACING,
    CONTOUR_STEP,
    CONTOURS,
    LEAST_SLOPE,
)
from sheetnet.texts import Texts
from sheetnet.workbook import Series, Tensor, Tolerance, down, right
from sheetnet.workbook.arrange import Caption, Column, Element, Form, Table, below

POINTS = 2 * CONTOUR_HALF + 1
ARROW_POINTS = 5
"""From the point to the tip, to one end of the head, back, and to the other."""
GROWTH = 2.0**18
"""By so much rounding may grow along a contour line: near a saddle neighbouring lines part as e²ˢ."""
GREY, DARK, RED = "BFBFBF", "595959", "D62728"


class Contours:
    """Contour lines around a point, and the arrow of the gradient from it.

    Args:
        quantities: Makes the tensors.
        texts: The lesson's texts.
        point: The point with its gradient.
    """

    def __init__(self, quantities: Quantities, texts: Texts, point: Point) -> None:
        self._quantities, self._texts, self.point = quantities, texts, point
        self._starts()
        self._lines()
        self.arrow = arrow_to(quantities, "gradient_arrow", *self.gradient_tip)

    def _starts(self) -> None:
        """Begin the lines at equal distances along the gradient, or along x where it is zero."""
        q, at = self._quantities, self.point
        self.gradient_tip = [
            q.result(f"toward_{axis}", where(at.length > 0, slope / at.length, 0), f"(∇f/‖∇f‖){letter}")
            for axis, slope, letter in (("x", at.gx, "ₓ"), ("y", at.gy, "ᵧ"))
        ]
        self.step = q.tensor("contour_step", right(CONTOURS), symbol="δ = ℓ / ‖∇f‖")
        across, up = where(at.length > 0, self.gradient_tip[0], 1), self.gradient_tip[1]
        self.first = [
            ((n - CONTOURS // 2) * CONTOUR_SPACING * across, (n - CONTOURS // 2) * CONTOUR_SPACING * up)
            for n in range(CONTOURS)
        ]
        for n, (dx, dy) in enumerate(self.first):
            slopes = at.function.slopes(at.x + dx, at.y + dy)
            steepness = call("SQRT", slopes[0] ** 2 + slopes[1] ** 2)
            self.step[n] = CONTOUR_STEP / call("MAX", steepness, LEAST_SLOPE)

    def _lines(self) -> None:
        q, at, axes = self._quantities, self.point, (down(POINTS), right(CONTOURS))
        rounding = Tolerance(tolerance_of(GROWTH * (1 + at.size)))
        self.x = q.tensor("contour_x", *axes, equation="xᵢ₊₁ = xᵢ − δ ∂z/∂y", tolerance=rounding)
        self.y = q.tensor("contour_y", *axes, equation="yᵢ₊₁ = yᵢ + δ ∂z/∂x", tolerance=rounding)
        for n, (dx, dy) in enumerate(self.first):
            self.x[CONTOUR_HALF, n], self.y[CONTOUR_HALF, n] = dx, dy
            for sign in (1, -1):
                self._half(n, sign)

    def _half(self, n: int, sign: int) -> None:
        """Follow a line from where it begins, one way or the other."""
        i, x, y = Index("i", CONTOUR_HALF), self.x, self.y
        here, there = CONTOUR_HALF + sign * i, CONTOUR_HALF + sign * (i + 1)
        step = sign * self.step[n]
        halfway = x[here, n] - step / 2 * self._slope_y(y[here, n])
        y[there, n] = y[here, n] + step * self._slope_x(halfway)
        x[there, n] = halfway - step / 2 * self._slope_y(y[there, n])

    def _slope_x(self, dx: Operand) -> Expression:
        return self.point.function.slopes(self.point.x + dx, self.point.y)[0]

    def _slope_y(self, dy: Operand) -> Expression:
        return self.point.function.slopes(self.point.x, self.point.y + dy)[1]

    def points_arranged(self) -> Element:
        """Arrange the points of the lines."""
        texts, numbers = self._texts, [str(n - CONTOURS // 2) for n in range(CONTOURS)]
        lines = Table(
            Column(self.x, [f"x ({n})" for n in numbers]), None, Column(self.y, [f"y ({n})" for n in numbers])
        )
        arrow = Table(Column(self.arrow, ["x", "y"], texts["charts.gradient"]))
        heading = Caption(texts["headings.contours"], "heading")
        return below(heading, Form(*self.gradient_tip, self.step), arrow, lines)

    def series(self) -> list[Series]:
        """Return the lines, and the arrow of the gradient on them."""
        texts, middle = self._texts, CONTOURS // 2
        lines = [
            Series(
                texts["charts.contour"], self.x[:, n], self.y[:, n], color=DARK if n == middle else GREY,
                width=1, named=n == middle,
            )
            for n in range(CONTOURS)
        ]  # fmt: skip
        title = texts["charts.gradient"]
        return [*lines, Series(title, self.arrow[:, 0], self.arrow[:, 1], color=RED, width=3.5)]


def arrow_to(quantities: Quantities, name: str, x: Tensor, y: Tensor, *, head: float = 1.0) -> Tensor:
    """Return the points of an arrow from the point to (x, y), (points, 2), with a head as large as said."""
    arrow = quantities.tensor(name, down(ARROW_POINTS), right(2))
    back, aside = 1 - head * ARROW_HEAD, head * ARROW_HALF_WIDTH
    corners = [(0 * x, 0 * y), (x, y), (back * x - aside * y, back * y + aside * x), (x, y)]
    corners.append((back * x + aside * y, back * y - aside * x))
    for row, (across, up) in enumerate(corners):
        arrow[row, 0], arrow[row, 1] = across, up
    return arrow
