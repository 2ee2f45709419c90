"""The exact line: the normal equations, and the spreadsheet's own functions."""

from __future__ import annotations

import numpy as np

from sheetnet.formula import call, entry_of
from sheetnet.lessons.regression.guess import Guess
from sheetnet.lessons.regression.points import Line, Points, Rounding, limits_of
from sheetnet.workbook import Chart, Look, Role, Series, Tolerance, down, right
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Table, below, counted

SUM = Look("0.00")


class Exact:
    """The line of least squares, from sums over the points and from the spreadsheet's functions.

    Args:
        points: The points.
    """

    def __init__(self, points: Points) -> None:
        self._points, self._quantities, self._texts = points, points.quantities, points.quantities.texts
        bounds = points.rounding
        self._rounding = Rounding(bounds.slope, bounds.intercept, bounds.cost)
        self._sums()
        self._normal_equations()
        self._functions()

    def _sums(self) -> None:
        q, x, y = self._quantities, self._points.x, self._points.y
        self.count = q.result("points", call("COUNT", x), "n", look=Look("0"))
        self.sum_x = q.result("sum_x", call("SUM", x), "Σx", look=SUM)
        self.sum_y = q.result("sum_y", call("SUM", y), "Σy", look=SUM)
        self.sum_xx = q.result("sum_xx", call("SUMSQ", x), "Σx²", look=SUM)
        self.sum_xy = q.result("sum_xy", call("SUMPRODUCT", x, y), "Σxy", look=SUM)

    def _normal_equations(self) -> None:
        make, bounds = self._quantities, self._points.rounding
        n, sx, sy, sxx, sxy = self.count, self.sum_x, self.sum_y, self.sum_xx, self.sum_xy
        tolerance = Tolerance(bounds.determinant)
        d = make.result("determinant", n * sxx - sx**2, "D = nΣx² − (Σx)²", look=SUM, tolerance=tolerance)
        p, q = (n * sxy - sx * sy) / d, (sxx * sy - sx * sxy) / d
        tolerance = Tolerance(bounds.slope)
        self.p = make.result("exact_slope", p, "p = (nΣxy − ΣxΣy)/D", role=Role.OUTPUT, tolerance=tolerance)
        tolerance = Tolerance(bounds.intercept)
        self.q = make.result("exact_intercept", q, "q = (Σx²Σy − ΣxΣxy)/D", role=Role.OUTPUT, tolerance=tolerance)
        names = ("predictions", "residuals")
        self.predictions, self.residuals = self._points.fitted(self.p, self.q, names, bounds.residual)
        cost, tolerance = call("SUMSQ", self.residuals) / 2, Tolerance(bounds.cost)
        self.cost = make.result("total_cost", cost, "C_T = ½ Σ (y − ŷ)²", role=Role.LOSS, tolerance=tolerance)
        self.determinant = d
        self._ends()

    def _ends(self) -> None:
        """Write the two ends of the best line: drawn from point to point, to and fro, dashes would fill each other."""
        make, x, bounds = self._quantities, self._points.x, self._points.rounding
        self.ends = make.tensor("line_ends", down(2), symbol="x", look=SUM)
        self.ends[0], self.ends[1] = call("MIN", x), call("MAX", x)
        tolerance = Tolerance(bounds.residual)
        self.at_ends = make.tensor("line_at_ends", down(2), symbol="px + q", look=SUM, tolerance=tolerance)
        self.at_ends.fill(lambda end: self.p * self.ends[end] + self.q)

    def _functions(self) -> None:
        make, x, y, bounds = self._quantities, self._points.x, self._points.y, self._points.rounding
        tolerance = Tolerance(bounds.slope)
        self.function_p = make.result("function_slope", call("SLOPE", y, x), "SLOPE(y, x)", tolerance=tolerance)
        tolerance = Tolerance(bounds.intercept)
        self.function_q = make.result(
            "function_intercept", call("INTERCEPT", y, x), "INTERCEPT(y, x)", tolerance=tolerance
        )
        tolerance = Tolerance(bounds.correlation)
        self.r_squared = make.result("r_squared", call("RSQ", y, x), "r² = RSQ(y, x)", tolerance=tolerance)
        tolerance = Tolerance(np.array([bounds.slope, bounds.intercept]))
        self.linest = make.tensor("linest", right(2), symbol="(p, q) = LINEST(y, x)", tolerance=tolerance)
        self.linest[0], self.linest[1] = (entry_of("LINEST", (1, column), y, x) for column in (1, 2))

    @property
    def lines(self) -> list[Line]:
        """The line of the normal equations, of SLOPE and INTERCEPT, and of LINEST."""
        ways = [(self.p, self.q), (self.function_p, self.function_q), (self.linest[0], self.linest[1])]
        return [Line(p, q, self._rounding) for p, q in ways]

    def table(self, guess: Guess) -> Element:
        """Arrange the points with the best line's predictions and what is left, beside those of the reader's line."""
        texts, points = self._texts, self._points
        return Table(
            counted(points.column.size, texts["columns.point"]),
            Column(points.x, [texts["columns.height"]]),
            Column(points.y, [texts["columns.weight"]]),
            Column(self.predictions, [texts["columns.prediction"]], texts["columns.best"]),
            Column(self.residuals, [texts["columns.residual"]], texts["columns.best"]),
            Column(guess.predictions, [texts["columns.prediction"]], texts["columns.own"]),
            Column(guess.residuals, [texts["columns.residual"]], texts["columns.own"]),
        )

    def answers(self) -> Element:
        """Arrange the normal equations above the spreadsheet's functions."""
        texts = self._texts
        sums = (self.count, self.sum_x, self.sum_y, self.sum_xx, self.sum_xy)
        solved = (self.determinant, self.p, self.q)
        functions = (self.function_p, self.function_q, self.r_squared, self.linest)
        return Form(texts["headings.normal"], *sums, *solved, None, texts["headings.functions"], *functions)

    def best_line(self) -> Series:
        """Draw the best line, from end to end."""
        title = self._texts["charts.best"]
        return Series(title, self.ends[...], self.at_ends[...], color="0072B2", dashed=True, width=2.25)

    def ends_arranged(self) -> Element:
        """Arrange the ends of the best line, which charts show."""
        heading = Caption(self._texts["headings.ends"], "heading")
        return below(heading, Table(Column(self.ends, ["x"]), Column(self.at_ends, ["px + q"])), gap=0)

    def chart(self, guess: Guess) -> Element:
        """Show the points, the best line and the reader's, with what that leaves of every point."""
        texts, points = self._texts, self._points
        curves = [
            guess.detours.series(texts["charts.guess"]),
            self.best_line(),
            Series(texts["charts.points"], points.x[...], points.y[...], line=False, marker=True, color="000000"),
        ]
        return ChartBox(
            Chart(
                texts["charts.fit"], texts["charts.height"], texts["charts.weight"], curves,
                size=(17, 11.5), x_limits=limits_of(points.rounding.x), y_limits=guess.y_limits,
            )
        )  # fmt: skip
