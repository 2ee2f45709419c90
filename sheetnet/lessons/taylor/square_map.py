"""A map whose Jacobian is square, u = x₁² − x₂² and v = 2x₁x₂, and what its determinant is: the factor of small areas.

A rectangle with the sides d₁ and d₂ at the point, the curves that the map makes of its sides, and the parallelogram
that J makes of it, all of them seen from the point's own place, drawn around their middle as large as there is room.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from sheetnet.formula import Expression, call, where
from sheetnet.formula.expression import Operandlike
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.taylor import BOX_CORNERS, BOX_PARTS, PLANE
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Chart, Role, Series, Tensor, down, right
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Table, below, beside

EQUATION = "u = x₁² − x₂²        v = 2x₁x₂        det J = 4(x₁² + x₂²)"
SIZE, BEYOND = (11.4, 8.9), 1.05
"""Of the picture, and how far it reaches from the middle, in halves of what is drawn."""
HIDDEN, FAR = ";;;", 100
"""The format and the distance of ticks that are not seen."""
GREY, BLUE, RED = "7F7F7F", "0072B2", "D55E00"
Pair: TypeAlias = tuple[Expression, Expression]


class SquareMap:
    """The map and its Jacobian, with the determinant by hand and by function, and the picture of a rectangle.

    Args:
        quantities: Makes the tensors.
        x: The point, (2,).
        d: The sides of the rectangle, (2,).
    """

    def __init__(self, quantities: Quantities, x: Tensor, d: Tensor) -> None:
        self._quantities, self._x, self._d = quantities, x, d
        self.jacobian = j = quantities.tensor("jacobian", down(PLANE), right(PLANE), symbol="J")
        j[0, 0], j[0, 1], j[1, 0], j[1, 1] = 2 * x[0], -2 * x[1], 2 * x[1], 2 * x[0]
        determinant = j[0, 0] * j[1, 1] - j[0, 1] * j[1, 0]
        self.determinant = quantities.result("jacobian_determinant", determinant, "det J", role=Role.OUTPUT)
        self.by_function = quantities.result("jacobian_function", call("MDETERM", j), "MDETERM(J)")
        self._boxes()

    def _boxes(self) -> None:
        """Write the rectangle, its image and what J makes of it, then all three in one unit."""
        corners = BOX_CORNERS
        border = [
            tuple(a + (b - a) * part / BOX_PARTS for a, b in zip(start, end, strict=True))
            for start, end in pairwise(corners)
            for part in range(BOX_PARTS)
        ]
        x, y = self._x[0], self._x[1]
        self.box = self._points("box", [self._step(*shares) for shares in corners], "x")
        self.image = self._points("box_image", [_moved(x, y, *self._step(*s)) for s in [*border, corners[0]]], "u, v")
        self.linear = self._points("box_linear", [self._turned(*self._step(*shares)) for shares in corners], "J·b")
        found = (self.box, self.image, self.linear)
        ends = [
            [call(extreme, *(points[:, axis] for points in found)) for axis in range(PLANE)]
            for extreme in ("MIN", "MAX")
        ]
        middle = ((low + high) / 2 for low, high in zip(*ends, strict=True))
        half = call("MAX", *((high - low) / 2 for low, high in zip(*ends, strict=True)))
        self.middle = self._quantities.row("box_middle", *middle, axis=right(PLANE))
        self.unit = self._quantities.result("box_unit", where(half > 0, half, 1))
        self.drawn = [self._in_units(points) for points in found]

    def _step(self, across: float, up: float) -> Pair:
        return across * self._d[0], up * self._d[1]

    def _turned(self, across: Expression, up: Expression) -> Pair:
        """Return J·b."""
        j = self.jacobian
        return j[0, 0] * across + j[0, 1] * up, j[1, 0] * across + j[1, 1] * up

    def _points(self, name: str, points: Sequence[tuple[Operandlike, Operandlike]], equation: str) -> Tensor:
        found = self._quantities.tensor(name, down(len(points)), right(PLANE), equation=equation)
        for row, (across, up) in enumerate(points):
            found[row, 0], found[row, 1] = across, up
        return found

    def _in_units(self, points: Tensor) -> Tensor:
        drawn = self._quantities.tensor(f"{points.name}_drawn", *points.axes)
        return drawn.fill(lambda row, axis: (points[row, axis] - self.middle[axis]) / self.unit)

    def arranged(self, texts: Texts) -> Element:
        """Arrange the picture above the matrix, its map and its determinant."""
        heading, equation = Caption(texts["headings.square"], "heading"), Caption(EQUATION, "equation")
        numbers = Form(self.jacobian, self.determinant, self.by_function)
        return below(ChartBox(self._chart(texts)), heading, equation, numbers, gap=0)

    def _chart(self, texts: Texts) -> Chart:
        looks = ((BLUE, 2.25, False), (RED, 1.75, True), (GREY, 1.5, False))
        box, image, linear = self.drawn
        series = [
            Series(title, points[:, 0], points[:, 1], color=color, width=width, dashed=dashed)
            for (title, points), (color, width, dashed) in zip(
                ((texts["charts.box_image"], image), (texts["charts.box_linear"], linear), (texts["charts.box"], box)),
                looks, strict=True,
            )
        ]  # fmt: skip
        limits, none = (-BEYOND, BEYOND), literal("")
        return Chart(
            texts["charts.boxes"],
            none,
            none,
            series,
            x_limits=limits,
            y_limits=limits,
            size=SIZE,
            square=True,
            bare=True,
            x_format=HIDDEN,
            y_format=HIDDEN,
            x_step=FAR,
            y_step=FAR,
        )

    def points_arranged(self, texts: Texts) -> Element:
        """Arrange the points of the picture, as they are and in its unit."""
        titles = (texts["charts.box"], texts["charts.box_image"], texts["charts.box_linear"])
        tables = [
            Table(Column(points, ["1", "2"], title), None, Column(drawn, ["1", "2"], texts["groups.drawn"]))
            for title, points, drawn in zip(titles, (self.box, self.image, self.linear), self.drawn, strict=True)
        ]
        return below(Caption(texts["charts.boxes"], "heading"), Form(self.middle, self.unit), beside(*tables))


def _moved(x: Expression, y: Expression, across: Expression, up: Expression) -> Pair:
    """Return how far u and v move with a step: u(x + b) − u(x) = b₁(2x₁ + b₁) − b₂(2x₂ + b₂), and v likewise."""
    return across * (2 * x + across) - up * (2 * y + up), across * (2 * y + up) + up * (2 * x + across)
