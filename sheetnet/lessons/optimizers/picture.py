"""The picture of all walks, or of one that the reader chooses: their paths over the contour lines of the valley."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sheetnet.formula import Expression, Index, call, where
from sheetnet.lessons.optimizers.walk import AXES, Valley, Walk
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.optimizers import CONTOUR_POINTS, CONTOUR_SHARES, DIRECTION_DIGITS, FLOOR, Optimizers
from sheetnet.texts import literal
from sheetnet.workbook import Chart, Look, Series, Tensor, down, right
from sheetnet.workbook.arrange import Caption, Column, Element, Form, Table, below, beside
from sheetnet.workbook.chart import PALETTE
from sheetnet.workbook.look import ERROR, WALKED

SIZE = (9.5, 8.6)
"""Of the chart, which stands beside the rules."""
HEIGHTS = (9.9, 8.6)
"""Of the chart of the heights beside it; its legend is for both."""
AIR = 1.3
"""By so much the picture reaches further than the start."""
GREY = "A6A6A6"


class PathPicture:
    """Paths and contour lines.

    Args:
        model: The valley and the start, for the chart's limits.
        quantities: Makes the tensors.
        valley: Where they walk.
        walks: The walk of each rule.
    """

    def __init__(
        self, model: Optimizers, quantities: Quantities, valley: Valley, walks: Mapping[str, Walk]
    ) -> None:  # fmt: skip
        self._model, self._quantities, self._walks = model, quantities, walks
        self.shown = quantities.input("shown", look=Look("0"))
        self.x, self.y = (self._drawn(axis, [walk.coordinates[axis].place for walk in walks.values()]) for axis in AXES)
        self._number, self.z = valley.number, self._heights([walk.z for walk in walks.values()])
        self._contours(valley)

    def _drawn(self, axis: str, places: list[Tensor]) -> Tensor:
        """Write a coordinate of all paths; one that is not to be seen stays at the start."""
        (rows,) = places[0].shape
        drawn = self._quantities.tensor(f"shown_{axis}", down(rows), right(len(places)), look=WALKED)
        k = Index("k", rows)
        for n, place in enumerate(places):
            seen = call("OR", self.shown.equals(0), self.shown.equals(n + 1))
            drawn[k, n] = where(seen, place[k], place[0])
        return drawn

    def _heights(self, heights: list[Tensor]) -> Tensor:
        """Write the heights of all walks as the chart of powers of ten shows them, none too low for it."""
        (rows,) = heights[0].shape
        axes = down(rows), right(len(heights))
        shown = self._quantities.tensor("shown_z", *axes, equation="max(z, 10⁻¹⁰)", look=ERROR)
        k = Index("k", rows)
        for n, height in enumerate(heights):
            shown[k, n] = call("MAX", height[k], FLOOR)
        return shown

    def _contours(self, valley: Valley) -> None:
        q, axes = self._quantities, (down(CONTOUR_POINTS), right(len(CONTOUR_SHARES)))
        self.level = q.tensor("contour_level", axes[1], equation="s·z₀")
        start = valley.height(valley.start["x"], valley.start["y"])
        for n, share in enumerate(CONTOUR_SHARES):
            self.level[n] = start if share == 1 else share * start
        self.angle = q.tensor("contour_angle", axes[0], equation="θ")
        k = Index("k", CONTOUR_POINTS - 1)
        self.angle[0], self.angle[k + 1] = 0, self.angle[k] + 2 * call("PI") / (CONTOUR_POINTS - 1)
        self.lines = [
            q.tensor(f"contour_{axis}", *axes, equation=e) for axis, e in (("x", "√z cos θ"), ("y", "√(z/c) sin θ"))
        ]
        for line, function, curvature in zip(self.lines, ("COS", "SIN"), (None, valley.curvature), strict=True):
            self._ellipse(line, function, curvature)

    def _ellipse(self, line: Tensor, function: str, curvature: Tensor | None) -> None:
        """Write one coordinate of the points of all lines."""
        k, n = line.indices()
        level = self.level[n] if curvature is None else self.level[n] / curvature
        line[k, n] = call("SQRT", level) * call("ROUND", call(function, self.angle[k]), DIRECTION_DIGITS)

    def chart(self) -> Chart:
        """Draw the paths that are to be seen over the lines."""
        paths = [(self.x[:, n], self.y[:, n]) for n in range(len(self._walks))]
        return replace(self._over_lines(paths), size=SIZE, legend=False, tight=True)

    def overview(self) -> Chart:
        """Draw all paths, whatever is to be seen."""
        return self._over_lines([tuple(c.place[...] for c in w.coordinates.values()) for w in self._walks.values()])

    def _over_lines(self, paths: Sequence[tuple[Expression, ...]]) -> Chart:
        texts, limits = self._quantities.texts, self._limits()
        lines = [
            Series(literal(f"{share:g}"), self.lines[0][:, n], self.lines[1][:, n], color=GREY, width=1, named=False)
            for n, share in enumerate(CONTOUR_SHARES)
        ]
        drawn = [
            Series(texts[f"rules.{rule}"], x, y, marker=True, mark=4, width=1, color=PALETTE[n])
            for n, (rule, (x, y)) in enumerate(zip(self._walks, paths, strict=True))
        ]
        return Chart(
            texts["charts.path"], literal("x"), literal("y"), [*lines, *drawn],
            x_limits=limits[0], y_limits=limits[1],
        )  # fmt: skip

    def height_chart(self) -> Chart:
        """Draw the heights of all walks, by powers of ten."""
        texts, number = self._quantities.texts, self._number
        curves = [Series(texts[f"rules.{rule}"], number[...], self.z[:, n]) for n, rule in enumerate(self._walks)]
        return Chart(
            texts["charts.cost"], texts["charts.step"], literal("z"), curves,
            x_limits=(0, number.shape[0] - 1), y_limits=(FLOOR, None), y_log=True,
            size=HEIGHTS,
        )  # fmt: skip

    def _limits(self) -> list[tuple[float, float] | None]:
        """Return the ends of both axes: the start, and as much on the other side for rules that swing past the middle.

        The valley is far longer than that. For a start on an axis the program chooses.
        """
        starts = (abs(self._model.start_x), abs(self._model.start_y))
        if not all(starts):
            return [None, None]
        return [(-reach, reach) for reach in (_rounded_up(AIR * start) for start in starts)]

    def points(self) -> Element:
        """Arrange the points behind the chart."""
        heads = [f"{share:g}" for share in CONTOUR_SHARES]
        table = Table(
            Column(self.angle, ["θ"]),
            Column(self.lines[0], [f"x ({head})" for head in heads]),
            Column(self.lines[1], [f"y ({head})" for head in heads]),
        )
        texts = self._quantities.texts
        names = [str(n + 1) for n in range(len(self._walks))]
        drawn = {"x": self.x, "y": self.y, "z": self.z}
        paths = Table(*(Column(points, names, literal(symbol)) for symbol, points in drawn.items()))
        heading = Caption(texts["contours.heading"], "heading")
        return beside(below(heading, Form(self.level), table), below(Caption(texts["charts.path"], "heading"), paths))


def _rounded_up(reach: float) -> float:
    """Return the next larger number with one digit."""
    power = 10.0 ** math.floor(math.log10(reach))
    return power * math.ceil(reach / power)
