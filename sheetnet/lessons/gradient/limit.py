"""The directional derivative as a limit: (f(p + hu) − f(p))/h comes to ∇f·u, the slope of the section along u."""

from __future__ import annotations

import numpy as np

from sheetnet.formula import Expression, Operand, call
from sheetnet.lessons.gradient.chosen import Arrows, Chosen
from sheetnet.lessons.gradient.contours import Contours
from sheetnet.lessons.gradient.functions import FUNCTIONS
from sheetnet.lessons.gradient.point import Point
from sheetnet.lessons.gradient.section import Section
from sheetnet.lessons.panel import panel
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import quotient_rounding
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.gradient import EXPONENTS, ROUNDING, Gradient
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Chart, Look, Role, Series, Tolerance, down
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Table, below, beside
from sheetnet.workbook.look import ERROR
from sheetnet.workbook.number_format import TENTHS

EQUATION = "D_u f = lim (f(p + hu) − f(p)) / h = ∇f · u        h → 0        u = (cos θ, sin θ)"
DISTANCES = [float(f"1e-{exponent}") for exponent in EXPONENTS]
POWER_OF_TEN = Look(TENTHS, "counter")
SIX_DIGITS = Look("0.000000", width=14)
HILL = "hill"
LEAST_DRAWN = 1e-10
"""A logarithmic chart cannot show 0."""


def add_limit(book: Book, model: Gradient, contours: Contours) -> None:
    """Add the sheet with the slope in one direction at the point of the sheet before."""
    limit = _Limit(Quantities(model, book.texts), book.texts, contours.point)
    chosen = limit.chosen
    results = [chosen.ux, chosen.uy, chosen.slope, chosen.cosine]
    link = Caption(book.texts["links.point"], "link", target=contours.point.x[...])
    left = panel(book, "limit", [chosen.theta], results, link)
    equation = f"{FUNCTIONS[model.function].equation}\n{EQUATION}"
    body = limit.arranged(left, limit.section.chart(), limit.chart())
    add_sheet(book, "limit", body, equation=equation, aside=limit.points_arranged())


def add_hill(book: Book, model: Gradient) -> None:
    """Add the same on a hill, with a point of its own."""
    quantities = Quantities(model, book.texts, prefix="hill_")
    at = Point(quantities, HILL)
    contours = Contours(quantities, book.texts, at)
    limit = _Limit(quantities, book.texts, at)
    chosen = limit.chosen
    arrows = Arrows(quantities, book.texts, chosen, contours)
    results = [at.z, at.gx, at.gy, at.length, at.angle, chosen.ux, chosen.uy, chosen.slope, chosen.cosine]
    left = panel(book, HILL, [at.x, at.y, chosen.theta], results)
    equation = f"{FUNCTIONS[HILL].equation}\n{EQUATION}"
    aside = beside(limit.points_arranged(), arrows.points_arranged(), contours.points_arranged())
    body = limit.arranged(left, arrows.chart(), limit.section.chart())
    add_sheet(book, HILL, body, equation=equation, aside=aside)


class _Limit:
    """The slope in one direction by the inner product, and by quotients for ever smaller h.

    Args:
        quantities: Makes the tensors.
        texts: The lesson's texts.
        point: The point with its gradient.
    """

    def __init__(self, quantities: Quantities, texts: Texts, point: Point) -> None:
        self._quantities, self._texts, self._point = quantities, texts, point
        self.chosen = Chosen(quantities, point)
        self.section = Section(quantities, texts, point, self.chosen)
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

    def arranged(self, left: Element, *charts: Chart) -> Element:
        """Arrange a panel beside the charts, and below them the quotients beside the claim."""
        table = Table(
            Column(self.h, ["h"]),
            Column(self.quotient, ["(f(p + hu) − f(p)) / h"]),
            Column(self.error, [self._texts["columns.error"]]),
        )
        return below(beside(left, ChartBox(*charts)), beside(table, Form(self.holds)))

    def points_arranged(self) -> Element:
        """Arrange the points of the charts."""
        drawn = Table(Column(self.drawn, [self._texts["columns.drawn"]]))
        return beside(self.section.points_arranged(), drawn)

    def chart(self) -> Chart:
        """Show how the quotients come to the slope."""
        texts = self._texts
        curve = Series(texts["columns.error"], self.h[...], self.drawn[...], marker=True, color="009E73")
        return Chart(
            texts["charts.quotients"], literal("h"), texts["charts.share"], [curve],
            x_log=True, x_step=100, y_log=True, y_limits=(LEAST_DRAWN, 1), y_step=100,
            legend=False, size=(8.4, 11.0),
        )  # fmt: skip
