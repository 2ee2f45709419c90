"""The directional derivative as a limit: (f(p + hu) − f(p))/h comes to ∇f·u; u and ∇f as arrows on contour lines."""

from __future__ import annotations

import numpy as np

from sheetnet.formula import Expression, Operand, call, where
from sheetnet.lessons.gradient.contours import Contours
from sheetnet.lessons.gradient.functions import FUNCTIONS
from sheetnet.lessons.gradient.point import Point
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import quotient_rounding
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.gradient import EXPONENTS, ROUNDING, Gradient
from sheetnet.texts import Texts
from sheetnet.workbook import Book, Look, Role, Tolerance, down
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Table, below, beside
from sheetnet.workbook.look import ERROR

EQUATION = "Dᵤ f = lim (f(p + hu) − f(p)) / h = ∇f · u        h → 0        u = (cos θ, sin θ)"
DISTANCES = [float(f"1e-{exponent}") for exponent in EXPONENTS]
POWER_OF_TEN = Look("0E+00", "counter")
EIGHT_DIGITS = Look("0.00000000", width=14)
HILL = "hill"


def add_limit(book: Book, model: Gradient, point: Point) -> None:
    """Add the sheet with the slope in one direction at the point of the sheet before."""
    limit = _Limit(Quantities(model, book.texts), book.texts, point)
    equation = f"{FUNCTIONS[model.function].equation}\n{EQUATION}"
    add_sheet(book, "limit", limit.arranged(), equation=equation, aside=limit.contours.points_arranged())


def add_hill(book: Book, model: Gradient) -> None:
    """Add the same on a hill, with a point of its own."""
    quantities = Quantities(model, book.texts, prefix="hill_")
    point = Point(quantities, HILL)
    limit = _Limit(quantities, book.texts, point)
    equation = f"{FUNCTIONS[HILL].equation}\n{EQUATION}"
    body = limit.arranged(Form(*point.rows))
    add_sheet(book, HILL, body, equation=equation, aside=limit.contours.points_arranged())


class _Limit:
    """The slope in one direction by the inner product, and by quotients for ever smaller h.

    Args:
        quantities: Makes the tensors.
        texts: The lesson's texts.
        point: The point with its gradient.
    """

    def __init__(self, quantities: Quantities, texts: Texts, point: Point) -> None:
        self._quantities, self._texts, self._point = q, _, at = quantities, texts, point
        self.theta = q.input("chosen_angle", symbol="θ (°)")
        self.ux = q.result("unit_x", call("COS", call("RADIANS", self.theta)), "cos θ")
        self.uy = q.result("unit_y", call("SIN", call("RADIANS", self.theta)), "sin θ")
        self.slope = q.result("inner_product", at.gx * self.ux + at.gy * self.uy, "∇f · u", role=Role.OUTPUT)
        cosine = where(at.length > 0, self.slope / at.length, 0)
        self.cosine = q.result("cosine", cosine, "cos φ = ∇f · u / ‖∇f‖")
        self._quotients()
        self._claim()
        self.contours = Contours(q, texts, point, self.ux, self.uy)

    def _quotients(self) -> None:
        q, at, column = self._quantities, self._point, down(len(DISTANCES))
        self.h = h = q.tensor("distance", column, look=POWER_OF_TEN)
        for row, distance in enumerate(DISTANCES):
            h[row] = distance
        rounding, f = Tolerance(absolute=self._tolerance()), at.function.value
        self.quotient = q.tensor(
            "quotient", column, equation="(f(p + hu) − f(p)) / h", look=EIGHT_DIGITS, tolerance=rounding
        )
        self.quotient.fill(lambda k: (f(at.x + h[k] * self.ux, at.y + h[k] * self.uy) - at.z) / h[k])
        self.error = q.tensor("quotient_error", column, role=Role.LOSS, look=ERROR, tolerance=rounding)
        self.error.fill(lambda k: call("ABS", self.quotient[k] - self.slope))

    def _tolerance(self) -> np.ndarray:
        """Bound what rounding does to the quotients, (distances,)."""
        runs, model, prefix = np.array(DISTANCES), self._quantities.model, self._quantities.prefix
        x, y = (abs(getattr(model, f"{prefix}{name}")) + runs for name in ("x", "y"))
        f = self._point.function
        return quotient_rounding(np.broadcast_to(f.size(x, y), runs.shape), f.moved(x, y), runs)

    def _claim(self) -> None:
        within = (self.error[n] <= self._bound(self.h[n]) for n in range(len(DISTANCES)))
        self.holds = self._quantities.claim("limit_holds", call("AND", *within), "≤ ½ h max|f″| + R/h")

    def _bound(self, h: Operand) -> Expression:
        """Return how far a quotient may be from the slope: by Taylor's theorem, and by rounding."""
        at, f = self._point, self._point.function
        x, y = call("ABS", at.x) + h, call("ABS", at.y) + h
        rounding: Expression = ROUNDING * (f.size(x, y) + f.moved(x, y)) / h
        return h / 2 * f.bend + rounding

    def arranged(self, *above: Element) -> Element:
        """Arrange the direction and the quotients, below a form if there is one, beside the chart."""
        texts = self._texts
        form = Form(self.theta, self.ux, self.uy, self.slope, self.cosine, self.holds)
        table = Table(
            Column(self.h, ["h"]),
            Column(self.quotient, ["(f(p + hu) − f(p)) / h"]),
            Column(self.error, [texts["columns.error"]]),
        )
        return beside(below(*above, form, table), ChartBox(self.contours.chart()))
