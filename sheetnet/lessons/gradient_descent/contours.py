"""Contour lines of a surface: the ellipses c₁x² + c₂y² = z of a few heights z."""

from __future__ import annotations

from sheetnet.formula import Expression, Index, Operand, call
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.gradient_descent import CONTOUR_POINTS, CONTOUR_SHARES, DIRECTION_DIGITS, Surface
from sheetnet.texts import Text, Texts
from sheetnet.workbook import Tensor, down, right
from sheetnet.workbook.arrange import Caption, Column, Element, Form, Table, below


class Contours:
    """The ellipses c₁x² + c₂y² = z of a few heights z, as points over the angle θ.

    Args:
        quantities: Makes the tensors.
        surface: The surface; it has two coordinates.
        base: The height of which the lines' heights are shares.
        height: Its symbol.
    """

    def __init__(self, quantities: Quantities, surface: Surface, base: Expression, height: str) -> None:
        q, self.height = quantities, height
        self.level = q.tensor("contour_level", right(len(CONTOUR_SHARES)), symbol=f"c·{height}")
        for n, share in enumerate(CONTOUR_SHARES):
            self.level[n] = times(share, base)
        self.angle = q.tensor("contour_angle", down(CONTOUR_POINTS), equation=f"θ = 2π k / {CONTOUR_POINTS - 1}")
        k = Index("k", CONTOUR_POINTS - 1)
        self.angle[0], self.angle[k + 1] = 0, self.angle[k] + 2 * call("PI") / (CONTOUR_POINTS - 1)
        c, d = surface.coefficients
        self.x, self.y = self._points(q, "x", c, "COS"), self._points(q, "y", d, "SIN")

    def _points(self, q: Quantities, axis: str, c: float, function: str) -> Tensor:
        equation = f"{axis} = √(z/{c:g}) {function.lower()} θ"
        points = q.tensor(f"contour_{axis}", *self.angle.axes, *self.level.axes, equation=equation)
        return points.fill(
            lambda k, n: (
                call("SQRT", self.level[n] if c == 1 else self.level[n] / c)
                * call("ROUND", call(function, self.angle[k]), DIRECTION_DIGITS)
            )
        )

    def points_arranged(self, heading: Text) -> Element:
        """Arrange the points of the lines, which a chart shows.

        Args:
            heading: What stands above them.
        """
        table = Table(
            Column(self.angle, ["θ"]),
            Column(self.x, [f"x ({share:g})" for share in CONTOUR_SHARES]),
            Column(self.y, [f"y ({share:g})" for share in CONTOUR_SHARES]),
        )
        return below(Caption(heading, "heading"), Form(self.level), table)


def named(contours: Contours, share: float, texts: Texts) -> Text:
    """Return what a line is called, by its share of the height."""
    return texts["charts.contour"].format(share=f"{share:g}", height=contours.height)


def times(factor: float, operand: Operand) -> Expression:
    """Return a product, without a factor of 1."""
    return operand.expression() if factor == 1 else factor * operand
