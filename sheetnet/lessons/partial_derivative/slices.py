"""Two slices through a point of a surface, one along x and one along y, each with its tangent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sheetnet.formula import Expression, Index, Operand
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.partial_derivative import SLICE_POINTS
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Chart, Series, Tensor, Tolerance, down, right
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Table, below, beside

SIZE = (9.0, 11.0)
MOVES = {"x": "y", "y": "x"}
"""Along each axis the other one is held."""
COLORS = {"x": "0072B2", "y": "009E73"}
SMALL = (10.4, 5.2)
"""Of a chart beside the map, on which the colours say which slice it is."""


@dataclass(frozen=True)
class At:
    """A point of a surface.

    Args:
        value: The surface, as a formula of x and y.
        place: The cells of x and y.
        height: The value at the point.
        slopes: Along x and along y, (2,).
        gradient: The same anywhere, as formulas of x and y.
    """

    value: Callable[[Operand, Operand], Expression]
    place: Sequence[Tensor]
    height: Tensor
    slopes: Tensor
    gradient: Callable[[Operand, Operand], tuple[Expression, Expression]]


class Slices:
    """The values along x and along y, and the tangents there.

    Args:
        quantities: Makes the tensors; its prefix tells one surface from another.
        texts: The lesson's texts.
        at: The point.
        reach: How far the slices go on either side of it.
        tolerance: Bounds what rounding does to a value near the point.
    """

    def __init__(self, quantities: Quantities, texts: Texts, at: At, reach: float, tolerance: Tolerance) -> None:
        self._texts, self._at = texts, at
        self._curves = {axis: self._slice(quantities, number, reach, tolerance) for number, axis in enumerate(MOVES)}

    def _slice(self, q: Quantities, number: int, reach: float, tolerance: Tolerance) -> list[Tensor]:
        """Return the places along an axis, the values there and those of the tangent."""
        at, axis, column, i = self._at, "xy"[number], down(SLICE_POINTS), Index("i", SLICE_POINTS - 1)
        here = at.place[number]
        places = q.tensor(f"slice_{axis}", column, tolerance=tolerance)
        places[0], places[i + 1] = here - reach, places[i] + 2 * reach / (SLICE_POINTS - 1)
        values = q.tensor(f"slice_along_{axis}", column, tolerance=tolerance)
        values.fill(lambda k: at.value(places[k], at.place[1]) if number == 0 else at.value(at.place[0], places[k]))
        tangent = q.tensor(f"tangent_along_{axis}", column, tolerance=tolerance, equation=f"z + ∂z/∂{axis} · Δ{axis}")
        tangent.fill(lambda k: at.height + at.slopes[number] * (places[k] - here))
        frame = q.tensor(f"slice_frame_{axis}", down(2), right(2), tolerance=tolerance)
        for row, apart in enumerate((-1, 1)):
            frame[row, 0], frame[row, 1] = here, at.height + apart
        return [places, values, tangent, frame]

    def charts(self) -> ChartBox:
        """Return a chart for each axis."""
        return ChartBox(*(self._chart(number, axis) for number, axis in enumerate(MOVES)))

    def charts_beside(self, chart: Chart) -> ChartBox:
        """Return small charts, one below the other, beside another one."""
        small = [self._chart(number, axis) for number, axis in enumerate(MOVES)]
        return ChartBox(chart, [replace(each, size=SMALL, legend=False, tight=True) for each in small])

    def _chart(self, number: int, axis: str) -> Chart:
        texts, at, (places, values, tangent, frame) = self._texts, self._at, self._curves[axis]
        curves = [
            Series(texts["charts.slice"], places[...], values[...], color=COLORS[axis], width=2.5),
            Series(texts["charts.slope_line"], places[...], tangent[...], color="D55E00", dashed=True),
            Series(
                texts["charts.here"], at.place[number][...], at.height[...], color="D55E00", line=False, marker=True
            ),
            Series(literal("±1"), frame[:, 0], frame[:, 1], line=False, named=False),
        ]
        title = texts["charts.held"].format(axis=axis, held=MOVES[axis])
        return Chart(title, literal(axis), literal("z"), curves, size=SIZE)

    def points_arranged(self) -> Element:
        """Arrange the points of the charts."""
        columns = []
        for axis, (places, values, tangent, _) in self._curves.items():
            columns += [Column(places, [axis]), Column(values, ["z"]), Column(tangent, [f"z + ∂z/∂{axis}·Δ{axis}"])]
        frames = (Table(Column(curves[-1], [axis, "z ± 1"])) for axis, curves in self._curves.items())
        return below(Caption(self._texts["headings.points"], "heading"), beside(Table(*columns), *frames))
