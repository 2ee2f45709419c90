"""The directional derivative as a limit: (f(p + hu) − f(p))/h comes to ∇f·u; u and ∇f as arrows on contour lines."""

from __future__ import annotations

import numpy as np

from sheetnet.formula import Expression, Operand, call
from sheetnet.lessons.gradient.chosen import Chosen
from sheetnet.lessons.gradient.contours import Contours
from sheetnet.lessons.gradient.functions import FUNCTIONS
from sheetnet.lessons.gradient.point import Point
from sheetnet.lessons.panel import panel
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import quotient_rounding
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.gradient import EXPONENTS, ROUNDING, Gradient
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Chart, Look, Role, Series, Tolerance, down
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Table, below, beside
from sheetnet.workbook.look import ERROR
from sheetnet.workbook.number_format import TENTHS

EQUATION = "Dᵤ f = lim (f(p + hu) − f(p)) / h = ∇f · u        h → 0        u = (cos θ, sin θ)"
DISTANCES = [float(f"1e-{exponent}") for exponent in EXPONENTS]
POWER_OF_TEN = Look(TENTHS, "counter")
SIX_DIGITS = Look("0.000000", width=14)
HILL = "hill"
LEAST_DRAWN = 1e-10
"""A logarithmic chart cannot show 0."""


def add_limit(book: Book, model: Gradient, contours: Contours) -> None:
    """Add the sheet with the slope in one direction at the point of the sheet before."""
    limit = _Limit(Quantities(model, book.texts), book.texts, contours)
    chosen = limit.chosen
    results = [chosen.ux, chosen.uy, chosen.slope, chosen.cosine]
    left = panel(book, "limit", [chosen.theta], results)
    equation = f"{FUNCTIONS[model.function].equation}\n{EQUATION}"
    add_sheet(book, "limit", limit.arranged(left), equation=equation, aside=chosen.points_arranged())


def add_hill(book: Book, model: Gradient) -> None:
    """Add the same on a hill, with a point of its own."""
    quantities = Quantities(model, book.texts, prefix="hill_")
    at = Point(quantities, HILL)
    limit = _Limit(quantities, book.texts, Contours(quantities, book.texts, at))
    chosen = limit.chosen
    results = [at.z, at.gx, at.gy, at.length, at.angle, chosen.ux, chosen.uy, chosen.slope, chosen.cosine]
    left = panel(book, HILL, [at.x, at.y, chosen.theta], results)
    equation = f"{FUNCTIONS[HILL].equation}\n{EQUATION}"
    aside = beside(chosen.points_arranged(), limit.contours.points_arranged())
    add_sheet(book, HILL, limit.arranged(left), equation=equation, aside=aside)


class _Limit:
    """The slope in one direction by the inner product, and by quotients for ever smaller h.

    Args:
        quantities: Makes the tensors.
        texts: The lesson's texts.
        contours: The contour lines around the point.
    """

    def __init__(self, quantities: Quantities, texts: Texts, contours: Contours) -> None:
        self._quantities, self._texts, self._point, self.contours = quantities, texts, contours.point, contours
        self.chosen = Chosen(quantities, texts, contours.point, contours)
        self._quotients()
        self._claim()

    def _quotients(self) -> None:
        q, at, u, column = self._quantities, self._point, self.chosen, down(len(DISTANCES))
        self.h = h = q.tensor("distance", column, look=POWER_OF_TEN)
        for row, distance in enumerate(DISTANCES):
            h[row] = distance
        rounding, f = Tolerance(absolute=self._tolerance()), at.function.value
        self.quotient = q.tensor(
            "quotient", column, equation="(f(p + hu) − f(p)) / h", look=SIX_DIGITS, tolerance=rounding
        )
        self.quotient.fill(lambda k: (f(at.x + h[k] * u.ux, at.y + h[k] * u.uy) - at.z) / h[k])
        self.error = q.tensor("quotient_error", column, role=Role.LOSS, look=ERROR, tolerance=rounding)
        self.error.fill(lambda k: call("ABS", self.quotient[k] - u.slope))
        drawn = q.tensor("quotient_drawn", column, role=Role.LOSS, look=ERROR, tolerance=rounding)
        self.drawn = drawn.fill(lambda k: call("MAX", self.error[k], LEAST_DRAWN))

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

    def arranged(self, left: Element) -> Element:
        """Arrange a panel beside the charts, and below them the quotients beside the claim."""
        table = Table(
            Column(self.h, ["h"]),
            Column(self.quotient, ["(f(p + hu) − f(p)) / h"]),
            Column(self.error, [self._texts["columns.error"]]),
            Column(self.drawn, [self._texts["columns.drawn"]]),
        )
        charts = ChartBox(self.chosen.chart(), self._chart())
        return below(beside(left, charts), beside(table, Form(self.holds)))

    def _chart(self) -> Chart:
        """Show how the quotients come to the slope."""
        texts = self._texts
        curve = Series(texts["columns.error"], self.h[...], self.drawn[...], marker=True, color="009E73")
        return Chart(
            texts["charts.quotients"], literal("h"), texts["columns.error"], [curve],
            x_log=True, y_log=True, y_limits=(LEAST_DRAWN, 1), y_step=100,
            legend=False, size=(7.6, 11.8),
        )  # fmt: skip
