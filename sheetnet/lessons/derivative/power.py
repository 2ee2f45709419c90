"""The power xⁿ drawn with its tangent, whose slope is the rule's: n xⁿ⁻¹."""

from __future__ import annotations

from sheetnet.formula import Index, Operand
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.derivative import POWER_POINTS, POWER_REACH
from sheetnet.texts import literal
from sheetnet.workbook import Chart, Series, Tensor, down
from sheetnet.workbook.arrange import Caption, Column, Element, Table, below

SIZE = (11.0, 10.5)
"""Below the inputs."""


class Power:
    """Points of the curve and of its tangent, around a point.

    Args:
        quantities: Makes the tensors.
        x: The point.
        n: The exponent.
        slope: The power's derivative there.
    """

    def __init__(self, quantities: Quantities, x: Tensor, n: Tensor, slope: Operand) -> None:
        self._texts, q, column = quantities.texts, quantities, down(POWER_POINTS)
        k = Index("k", POWER_POINTS - 1)
        self.x = q.tensor("power_x", column, equation="x (1 ± ½)")
        self.x[0], self.x[k + 1] = (1 - POWER_REACH) * x, self.x[k] + 2 * POWER_REACH / (POWER_POINTS - 1) * x
        self.y = q.tensor("power_y", column, equation="xⁿ").fill(lambda k: self.x[k] ** n)
        self.tangent = q.tensor("power_tangent", column, equation="xⁿ + n xⁿ⁻¹ Δx")
        self.tangent.fill(lambda k: x**n + slope * (self.x[k] - x))
        self.here = q.result("power_here", x**n, "xⁿ")
        self._point = x

    def chart(self) -> Chart:
        """Show curve, tangent and point."""
        texts = self._texts
        curves = [
            Series(literal("xⁿ"), self.x[...], self.y[...], width=2.5),
            Series(texts["charts.power_tangent"], self.x[...], self.tangent[...], color="009E73", dashed=True),
            Series(texts["charts.power_point"], self._point[...], self.here[...], line=False, marker=True),
        ]
        return Chart(texts["charts.power"], texts["charts.x"], texts["charts.y"], curves, size=SIZE)

    def points_arranged(self) -> Element:
        """Arrange the points that the chart shows."""
        tangent = self._texts["charts.power_tangent"]
        table = Table(
            Column(self.x, ["x"]), Column(self.y, ["xⁿ"]), Column(self.tangent, [tangent]), Column(self.here, ["xⁿ"])
        )
        return below(Caption(self._texts["headings.power"], "heading"), table)
