"""The picture: the circle, and the two polygons with as many corners as the reader chooses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sheetnet.formula import Expression, Operand, call
from sheetnet.lessons.circle_area.polygons import AREA, Polygons
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import tolerance_of
from sheetnet.models.circle_area import FRAME, MOST_DRAWN, CircleArea
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Chart, Look, Role, Series, Tensor, Tolerance, down, right
from sheetnet.workbook.arrange import Column, Element, Table, beside

COORDINATE = Look("0.000")
SIZE = (9.6, 10.9)
CORNERS = ((1, 1), (-1, 1), (-1, -1), (1, -1), (1, 1))
"""Of a square, and back to the first."""


@dataclass(frozen=True)
class _Outline:
    """The points of a closed line, (points,) each."""

    angle: Tensor
    x: Tensor
    y: Tensor


class Drawing:
    """The points of circle and polygons, and the areas of the polygons that are drawn.

    Args:
        model: The circle, and how many corners are drawn.
        texts: The lesson's texts.
        polygons: The areas.
    """

    def __init__(self, model: CircleArea, texts: Texts, polygons: Polygons) -> None:
        self._quantities, self._texts, self._radius = Quantities(model, texts), texts, polygons.radius
        # Where an outline crosses an axis, all that is left of a coordinate is rounding.
        self._rounding = Tolerance(tolerance_of(64 * FRAME * model.radius))
        self.drawn = self._quantities.input("drawn", symbol="n", look=Look("0"))
        self._areas(polygons)
        self._lines()

    def _areas(self, polygons: Polygons) -> None:
        """Look up the polygons that are drawn."""
        q, row = self._quantities, call("MATCH", self.drawn, polygons.corners, 0)
        self.lower = q.result("drawn_lower", call("INDEX", polygons.lower, row), "aₙ", look=AREA)
        self.upper = q.result("drawn_upper", call("INDEX", polygons.upper, row), "Aₙ", look=AREA)
        self.gap = q.result("drawn_gap", self.upper - self.lower, "Aₙ − aₙ", role=Role.LOSS, look=AREA)
        self.area = polygons.area
        self.lower_error = q.result("drawn_lower_error", self.area - self.lower, "π r² − aₙ", look=AREA)
        self.upper_error = q.result("drawn_upper_error", self.upper - self.area, "Aₙ − π r²", look=AREA)

    def _lines(self) -> None:
        """Draw circle, polygons, and unseen a square around them: with it the axes of the picture are equally long."""
        n, r, turn = self.drawn, self._radius, 2 * call("PI")
        self._number = self._quantities.counter("drawn_corner", MOST_DRAWN + 1)
        self.outlines = {
            "circle": self._outline("circle", r, lambda k: turn * k / MOST_DRAWN),
            "inner": self._outline("inner", r, lambda k: turn * call("MIN", k, n) / n),
            # Outside, sides touch the circle at the inner corners: the outer ones lie half a side further on.
            "outer": self._outline(
                "outer", r / call("COS", turn / 2 / n), lambda k: turn * (call("MIN", k, n) + 0.5) / n
            ),
        }
        self.frame = self._quantities.tensor("frame", down(len(CORNERS)), right(2))
        for row, corner in enumerate(CORNERS):
            for axis, sign in enumerate(corner):
                self.frame[row, axis] = sign * FRAME * r

    def _outline(self, name: str, away: Operand, angle: Callable[[Expression], Expression]) -> _Outline:
        """Go round in a distance from the middle; who is back at the first corner stays there."""
        axes, number = self._number.axes, self._number
        angles = self._quantities.tensor(f"{name}_angle", *axes, look=COORDINATE).fill(lambda k: angle(number[k]))
        x, y = (
            self._quantities.tensor(f"{name}_{axis}", *axes, look=COORDINATE, tolerance=self._rounding) for axis in "xy"
        )
        x.fill(lambda k: away * call("COS", angles[k]))
        y.fill(lambda k: away * call("SIN", angles[k]))
        return _Outline(angles, x, y)

    def areas(self) -> Table:
        """Arrange the areas, with what the polygons' are off by."""
        texts, names = self._texts, ("drawn_lower", "drawn_upper", "area", "drawn_gap")
        return Table(
            Column([texts[f"rows.{name}"] for name in names], [texts["columns.polygon"]]),
            Column([self.lower, self.upper, self.area, self.gap], [texts["columns.area"]]),
            Column([self.lower_error, self.upper_error], [texts["columns.off"]]),
        )

    def points_arranged(self) -> Element:
        """Arrange the points of the picture."""
        columns = [Column(self._number, ["k"])]
        for name, line in self.outlines.items():
            title = self._texts[f"charts.{name}"]
            columns += [Column(line.angle, ["θ"], title), Column(line.x, ["x"]), Column(line.y, ["y"])]
        frame = Table(Column(self.frame, ["x", "y"], self._texts["charts.frame"]))
        return beside(Table(*columns), frame)

    def chart(self) -> Chart:
        """Return the square picture."""
        colors = {"outer": "D55E00", "circle": "000000", "inner": "0072B2"}
        lines = [
            Series(self._texts[f"charts.{name}"], self.outlines[name].x[...], self.outlines[name].y[...], color=color)
            for name, color in colors.items()
        ]
        around = Series(self._texts["charts.frame"], self.frame[:, 0], self.frame[:, 1], line=False, named=False)
        return Chart(
            self._texts["charts.polygons"], literal("x"), literal("y"), [around, *lines], size=SIZE, square=True
        )
