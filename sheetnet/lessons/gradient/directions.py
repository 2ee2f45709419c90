"""The gradient points where a function rises most: D_u f = ∇f · u = ‖∇f‖ cos φ, φ the angle between u and ∇f."""

from __future__ import annotations

from sheetnet.formula import Expression, Index, Operand, call, where
from sheetnet.lessons.gradient.chosen import BLUE, Arrows, Chosen
from sheetnet.lessons.gradient.contours import Contours
from sheetnet.lessons.gradient.functions import FUNCTIONS
from sheetnet.lessons.gradient.point import ANGLE, Point
from sheetnet.lessons.panel import panel
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.gradient import CLAIM_SLACK, DIRECTIONS, NO_DIRECTION, Gradient
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Chart, Role, Series, Tensor, down, right
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Table, below, beside
from sheetnet.workbook.look import COUNTER

STEP = 360 / DIRECTIONS


def add_directions(book: Book, model: Gradient) -> Contours:
    """Add the sheet with the slopes in all directions, and return the contour lines around its point."""
    quantities, turned = Quantities(model, book.texts), Quantities(model, book.texts, prefix="turned_")
    point = Point(quantities, model.function)
    contours = Contours(quantities, book.texts, point)
    chosen = Chosen(turned, point)
    arrows = Arrows(turned, book.texts, chosen, contours)
    directions = _Directions(model, book.texts, point)
    results = [point.gx, point.gy, point.length, point.angle, chosen.ux, chosen.uy, chosen.slope, chosen.cosine]
    left = panel(book, "directions", [point.x, point.y, chosen.theta], results)
    body = directions.arranged(left, chosen, arrows)
    equation = FUNCTIONS[model.function].equation + "        D_u f = ∇f · u = ∂z/∂x · cos θ + ∂z/∂y · sin θ"
    aside = beside(arrows.points_arranged(), contours.points_arranged(), Table(Column(directions.frame, ["θ", "± 1"])))
    add_sheet(book, "directions", body, equation=equation, aside=aside)
    return contours


class _Directions:
    """The slopes in all directions at a point.

    Args:
        model: The function and the point.
        texts: The lesson's texts.
        point: The point with its gradient.
    """

    def __init__(self, model: Gradient, texts: Texts, point: Point) -> None:
        self._quantities, self._texts, self._point = Quantities(model, texts), texts, point
        self.gx, self.gy, self.length, self.angle = point.gx, point.gy, point.length, point.angle
        self._slopes()
        self._extremes()
        self._claims()

    def _slopes(self) -> None:
        q, column = self._quantities, down(DIRECTIONS)
        i, k = Index("i", DIRECTIONS - 1), Index("k", DIRECTIONS)
        self.theta = q.tensor("angle", column, look=COUNTER)
        self.theta[0], self.theta[i + 1] = 0, self.theta[i] + STEP
        self.ux, self.uy = q.tensor("direction_x", column), q.tensor("direction_y", column)
        self.ux[k] = call("COS", call("RADIANS", self.theta[k]))
        self.uy[k] = call("SIN", call("RADIANS", self.theta[k]))
        self.rise = q.tensor("derivative", column, equation="D_u f = ∂z/∂x cos θ + ∂z/∂y sin θ", role=Role.OUTPUT)
        self.rise[k] = self.gx * self.ux[k] + self.gy * self.uy[k]
        self.bound = q.tensor("bound", column, equation="‖∇f‖").fill(lambda k: self.length)
        self.frame = q.tensor("least_height", down(2), right(2))
        for row, height in enumerate((-1, 1)):
            self.frame[row, 0], self.frame[row, 1] = 0, height
        self.opposite = q.tensor("opposite_bound", column, equation="−‖∇f‖").fill(lambda k: -self.length)

    def _extremes(self) -> None:
        q, length = self._quantities, self.length
        ahead = where(length > 0, self.gx * (self.gx / length) + self.gy * (self.gy / length), 0)
        self.along = q.result("along", ahead, "∇f · ∇f/‖∇f‖")
        self.against = q.result("against", -self.along, "∇f · (−∇f/‖∇f‖)")
        self.most = q.result("largest", call("MAX", self.rise), "max D_u f")
        self.least = q.result("smallest", call("MIN", self.rise), "min D_u f")
        self.highest = q.result("largest_angle", self._angle_of(self.most), "θ of max (°)", look=ANGLE)
        self.lowest = q.result("smallest_angle", self._angle_of(self.least), "θ of min (°)", look=ANGLE)

    def _angle_of(self, extreme: Tensor) -> Expression:
        """Return the θ of the table where D_u f has its largest or least value."""
        position = call("MATCH", extreme, self.rise, 0)
        return where(self.length > 0, call("INDEX", self.theta, position), NO_DIRECTION)

    def _claims(self) -> None:
        q, length = self._quantities, self.length
        within = call("AND", self.most <= length + CLAIM_SLACK, self.least >= -length - CLAIM_SLACK)
        half = f"{STEP / 2:g}°"
        self.verdicts = [
            q.claim("never_above", within, "−‖∇f‖ ≤ D_u f ≤ ‖∇f‖"),
            q.claim("largest_along", self._near(self.highest, self.angle), f"|θ − ∠∇f| ≤ {half}"),
            q.claim("smallest_opposite", self._near(self.lowest, self.angle + 180), f"|θ − ∠∇f − 180°| ≤ {half}"),
        ]

    def _near(self, angle: Operand, wanted: Operand) -> Expression:
        """Say whether two directions differ by no more than half a step of the table, the circle being closed."""
        apart = call("ABS", call("MOD", angle - wanted + 180, 360) - 180)
        return call("OR", self.length <= 0, apart <= STEP / 2 + CLAIM_SLACK)

    def arranged(self, left: Element, chosen: Chosen, arrows: Arrows) -> Element:
        """Arrange a panel beside both charts, and below them the table beside extremes and claims."""
        table = Table(
            Column(self.theta, ["θ (°)"]),
            Column(self.ux, ["cos θ"]),
            Column(self.uy, ["sin θ"]),
            Column(self.rise, ["D_u f"]),
            Column(self.bound, ["‖∇f‖"]),
            Column(self.opposite, ["−‖∇f‖"]),
        )
        extremes = (self.along, self.against, self.most, self.least, self.highest, self.lowest)
        form = Form(self._point.z, *extremes, *self.verdicts)
        charts = beside(left, ChartBox(arrows.chart(), self._chart(chosen)))
        return below(charts, beside(table, form))

    def _chart(self, chosen: Chosen) -> Chart:
        """Show the slope over the direction, and where on it the chosen direction is."""
        texts, theta = self._texts, self.theta[...]
        curves = [
            Series(texts["charts.derivative"], theta, self.rise[...], color="009E73"),
            Series(texts["charts.bound"], theta, self.bound[...], color="7F7F7F", dashed=True),
            Series(texts["charts.opposite"], theta, self.opposite[...], color="7F7F7F", dashed=True),
            Series(texts["charts.turned"], chosen.theta[...], chosen.slope[...], color=BLUE, line=False, marker=True),
            Series(literal("±1"), self.frame[:, 0], self.frame[:, 1], line=False, named=False),
        ]
        return Chart(
            texts["charts.title"], texts["charts.angle"], texts["charts.derivative"], curves,
            x_limits=(0, 360), x_step=90, size=(7.6, 11.8),
        )  # fmt: skip
