"""The ground of a walk in one dimension: the parabola z = c·x² on which its steps lie."""

from __future__ import annotations

from sheetnet.lessons.gradient_descent.contours import times
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.gradient_descent import PARABOLA_HALF, PARABOLA_REACH
from sheetnet.texts import Text
from sheetnet.workbook import Tensor
from sheetnet.workbook.arrange import Caption, Column, Element, Table, below


class Parabola:
    """Points of the parabola from one side of the start to as far on the other side.

    Args:
        quantities: Makes the tensors.
        start: Where the walk begins.
        coefficient: c.
    """

    def __init__(self, quantities: Quantities, start: Tensor, coefficient: float) -> None:
        self.number = quantities.counter("parabola_number", 2 * PARABOLA_HALF + 1, first=-PARABOLA_HALF)
        self.x = quantities.tensor(
            "parabola_x", *self.number.axes, equation=f"{PARABOLA_REACH:g} k/{PARABOLA_HALF} · x₀"
        )
        self.x.fill(lambda k: self.number[k] * (PARABOLA_REACH / PARABOLA_HALF) * start)
        self.z = quantities.tensor("parabola_z", *self.number.axes, equation="z = x²")
        self.z.fill(lambda k: times(coefficient, self.x[k] * self.x[k]))

    def points_arranged(self, heading: Text) -> Element:
        """Arrange the points that the chart shows.

        Args:
            heading: What stands above them.
        """
        return below(
            Caption(heading, "heading"), Table(Column(self.number, ["k"]), Column(self.x, ["x"]), Column(self.z, ["z"]))
        )
