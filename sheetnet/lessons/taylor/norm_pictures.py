"""Two pictures of norms, each in the plane in which two vectors p and q lie, so that every length is a true one.

With p along the first axis, p = (‖p‖, 0) and q = (p·q/‖p‖, ‖p × q‖/‖p‖). The arrows of a, b and a + b: the sum ends
within the circle of the radius ‖a‖ + ‖b‖. The ellipse of all M·u, u in the plane of the first two axes, which is that
of M's first two columns: it lies within the circle of the radius ‖M‖.
"""

from __future__ import annotations

from collections.abc import Sequence

from sheetnet.formula import Expression, Index, Operand, call, where
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.taylor.arrow import arrow
from sheetnet.models.taylor import DIMENSIONS, DIRECTIONS
from sheetnet.texts import Text, Texts, literal
from sheetnet.workbook import Chart, Series, Tensor, down, right
from sheetnet.workbook.arrange import Caption, Column, Element, Form, Table, below, beside

SIZE = (8.5, 9.7)
BEYOND, STEP = 1.2, 0.4
"""The charts' limits, and the distance of their ticks, of the circle's radius."""
GREY, BLACK, BLUE, ORANGE, GREEN = "A6A6A6", "000000", "0072B2", "D55E00", "009E73"


class NormPictures:
    """The sum of two vectors, and what a matrix makes of unit vectors.

    Args:
        quantities: Makes the tensors.
        texts: The lesson's texts.
        vectors: a, b and M.
        direction: θ of the unit vectors, in degrees.
        lengths: ‖a‖, ‖b‖ and further lengths.
        size: ‖M‖.
    """

    def __init__(
        self,
        quantities: Quantities,
        texts: Texts,
        vectors: tuple[Tensor, Tensor, Tensor],
        direction: Tensor,
        lengths: Tensor,
        size: Tensor,
    ) -> None:
        self._quantities, self._texts = quantities, texts
        a, b, matrix = vectors
        self._circle(direction)
        self._sum([a[n] for n in range(DIMENSIONS)], [b[n] for n in range(DIMENSIONS)], lengths)
        self._ellipse([[matrix[n, column] for n in range(DIMENSIONS)] for column in range(2)], size)

    def _circle(self, direction: Tensor) -> None:
        """Return to (1, 0) in small steps."""
        k = Index("k", DIRECTIONS)
        self.circle = self._quantities.tensor("circle", down(DIRECTIONS), right(2), equation="(cos θ, sin θ)")
        self.circle[k, 0] = call("COS", call("RADIANS", direction[k]))
        self.circle[k, 1] = call("SIN", call("RADIANS", direction[k]))

    def _sum(self, a: Sequence[Operand], b: Sequence[Operand], lengths: Tensor) -> None:
        q, bound = self._quantities, lengths[0] + lengths[1]
        self.plane = _in_their_plane(q, "sum_plane", a, b, where(bound > 0, bound, 1))
        first, second = (tuple(self.plane[row, axis] for axis in range(2)) for row in range(2))
        total = first[0] + second[0], first[1] + second[1]
        origin = 0 * first[0], 0 * first[1]
        feet_and_tips = {"a": (origin, first), "b": (first, total), "sum": (origin, total)}
        self.arrows = {
            name: arrow(q, f"{name}_arrow", (foot[0], foot[1]), (tip[0], tip[1]))
            for name, (foot, tip) in feet_and_tips.items()
        }

    def _ellipse(self, columns: Sequence[Sequence[Operand]], size: Tensor) -> None:
        q, k, scale = self._quantities, Index("k", DIRECTIONS), where(size > 0, size, 1)
        self.columns = _in_their_plane(q, "matrix_plane", columns[0], columns[1], scale)
        self.ellipse = q.tensor("ellipse", *self.circle.axes, equation="M·u / ‖M‖")
        self.units = q.tensor("unit_circle", *self.circle.axes, equation="u / ‖M‖")
        for axis in range(2):
            turned = (self.circle[k, column] * self.columns[column, axis] for column in range(2))
            self.ellipse[k, axis] = next(turned) + next(turned)
            self.units[k, axis] = self.circle[k, axis] / scale

    def charts(self) -> tuple[Chart, Chart]:
        """Return both pictures."""
        texts = self._texts
        arrows = [
            Series(literal(title), points[:, 0], points[:, 1], color=color, width=2.25)
            for (title, color), points in zip(
                (("a", BLUE), ("b", ORANGE), ("a + b", GREEN)), self.arrows.values(), strict=True
            )
        ]
        bound = self._closed(literal("‖a‖ + ‖b‖"), self.circle, GREY, 1.5, dashed=True)
        images = [
            self._closed(literal("M·u"), self.ellipse, BLUE, 2.25),
            self._closed(literal("u"), self.units, BLACK, 1.0),
            self._closed(literal("‖M‖"), self.circle, GREY, 1.5, dashed=True),
        ]
        unit = texts["charts.in_units"]
        return (
            _square(texts["charts.sum"], unit.format(unit="‖a‖ + ‖b‖"), [*arrows, bound]),
            _square(texts["charts.stretch"], unit.format(unit="‖M‖"), images),
        )

    def _closed(self, title: Text, points: Tensor, color: str, width: float, dashed: bool = False) -> Series:
        return Series(title, points[:, 0], points[:, 1], color=color, width=width, dashed=dashed)

    def points_arranged(self) -> Element:
        """Arrange the points of both charts."""
        texts, names = self._texts, ("a", "b", "a + b")
        arrows = (
            Table(Column(points, ["x", "y"], literal(name)))
            for name, points in zip(names, self.arrows.values(), strict=True)
        )
        lines = ((literal("‖…‖"), self.circle), (literal("M·u"), self.ellipse), (literal("u"), self.units))
        closed = (Table(Column(points, ["x", "y"], title)) for title, points in lines)
        return below(
            Caption(texts["charts.sum"], "heading"), Form(self.plane), beside(*arrows),
            Caption(texts["charts.stretch"], "heading"), Form(self.columns), beside(*closed),
        )  # fmt: skip


def _in_their_plane(
    quantities: Quantities, name: str, p: Sequence[Operand], q: Sequence[Operand], scale: Expression
) -> Tensor:
    """Return two vectors in the plane in which they lie, p along its first axis, divided by a scale, (2, 2)."""
    found = quantities.tensor(name, down(2), right(2))
    length, other = _length(p), _length(q)
    inner = p[0] * q[0] + p[1] * q[1] + p[2] * q[2]
    crossed = [p[n - 2] * q[n - 1] - p[n - 1] * q[n - 2] for n in range(DIMENSIONS)]
    # What stands in the numerator is 0 where p is.
    divisor = where(length > 0, length, 1) * scale
    found[0, 0], found[0, 1] = length / scale, 0
    found[1, 0] = where(length > 0, inner / divisor, other / scale)
    found[1, 1] = _length(crossed) / divisor
    return found


def _length(entries: Sequence[Operand]) -> Expression:
    first, second, third = (entry.expression() ** 2 for entry in entries)
    return call("SQRT", first + second + third)


def _square(title: Text, axis: Text, series: Sequence[Series]) -> Chart:
    limits = (-BEYOND, BEYOND)
    return Chart(
        title, axis, literal(""), series, x_limits=limits, y_limits=limits, x_step=STEP, y_step=STEP,
        x_format="0.0", y_format="0.0", size=SIZE, square=True,
    )  # fmt: skip
