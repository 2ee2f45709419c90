"""A direction that the reader turns: its unit vector u, the slope ∇f · u along it; its arrow on contour lines."""

from __future__ import annotations

from sheetnet.formula import call, where
from sheetnet.lessons.gradient.contours import RED, Contours, arrow_to
from sheetnet.lessons.gradient.point import Point
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.gradient import WINDOW
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Chart, Role, Series, down, right
from sheetnet.workbook.arrange import Column, Element, Table, beside

BLUE = "0072B2"
WIDER = 2.0
"""The head of u, so that it is seen on that of ∇f, whichever is drawn last."""
SIZE = (10.6, 11.8)


class Chosen:
    """A direction at a point, with its slope.

    Args:
        quantities: Makes the tensors.
        point: The point with its gradient.
    """

    def __init__(self, quantities: Quantities, point: Point) -> None:
        q = quantities
        self.theta = q.input("chosen_angle", symbol="θ (°)")
        self.ux = q.result("unit_x", call("COS", call("RADIANS", self.theta)), "cos θ")
        self.uy = q.result("unit_y", call("SIN", call("RADIANS", self.theta)), "sin θ")
        slope = point.gx * self.ux + point.gy * self.uy
        self.slope = q.result("inner_product", slope, "D_u f = ∇f · u", role=Role.OUTPUT)
        cosine = where(point.length > 0, self.slope / point.length, 0)
        self.cosine = q.result("cosine", cosine, "cos φ = ∇f · u / ‖∇f‖")


class Arrows:
    """The arrow of a direction and that of the gradient, on contour lines.

    Args:
        quantities: Makes the tensors.
        texts: The lesson's texts.
        chosen: The direction.
        contours: The contour lines, with the gradient's arrow.
    """

    def __init__(self, quantities: Quantities, texts: Texts, chosen: Chosen, contours: Contours) -> None:
        q, self._texts, self._contours = quantities, texts, contours
        units, tips = (chosen.ux, chosen.uy), contours.gradient_tip
        self.arrow = arrow_to(q, "direction_arrow", *units, head=WIDER)
        cosine = tips[0] * chosen.ux + tips[1] * chosen.uy
        # From the tip of the gradient's arrow at right angles to u.
        self.foot = q.tensor("projection", down(2), right(2), equation="∇f/‖∇f‖ → cos φ · u")
        for axis, (tip, u) in enumerate(zip(tips, units, strict=True)):
            self.foot[0, axis], self.foot[1, axis] = tip, cosine * u

    def points_arranged(self) -> Element:
        """Arrange the points of arrow and projection."""
        found = (("direction", self.arrow), ("projection", self.foot))
        return beside(*(Table(Column(tensor, ["x", "y"], self._texts[f"charts.{name}"])) for name, tensor in found))

    def chart(self) -> Chart:
        """Return the square chart with contour lines and both arrows."""
        texts, arrow, foot = self._texts, self.arrow, self.foot
        u = Series(texts["charts.direction"], arrow[:, 0], arrow[:, 1], color=BLUE, width=1.75)
        shadow = Series(texts["charts.projection"], foot[:, 0], foot[:, 1], color=RED, width=1, dashed=True)
        return Chart(
            texts["charts.arrows"], literal("x − x₀"), literal("y − y₀"), [*self._contours.series(), u, shadow],
            x_limits=(-WINDOW, WINDOW), y_limits=(-WINDOW, WINDOW), x_step=1, y_step=1, size=SIZE, square=True,
        )  # fmt: skip
