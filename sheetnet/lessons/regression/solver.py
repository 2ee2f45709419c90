"""The same line by Excel's Solver: the sheet whose Solver dialogue is filled in already."""

from __future__ import annotations

from sheetnet.formula import call
from sheetnet.lessons.panel import panel
from sheetnet.lessons.regression.detours import Detours
from sheetnet.lessons.regression.exact import Exact
from sheetnet.lessons.regression.points import Line, Points, Rounding, limits_of, limits_with
from sheetnet.models.regression import Regression
from sheetnet.workbook import Book, Chart, Look, Role, Series, SolverModel, Tolerance
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Table, below, beside, counted
from sheetnet.workbook.tolerance import ABSOLUTE

WIDTH = 44.0
"""Of the words beside the picture, in characters."""
CHANGED = Look("0.0000")


class Solver:
    """The two cells that the Solver changes, and the cost that it minimises.

    Args:
        points: The points.
        model: What the two cells hold at first.
        exact: The best line, which is the goal.
    """

    def __init__(self, points: Points, model: Regression, exact: Exact) -> None:
        self._points, self._texts, q = points, points.quantities.texts, points.quantities
        self._best_line = exact.best_line()
        start = model.adjusted_slope, model.adjusted_intercept
        self._y_limits = limits_with(*start, points.rounding)
        self._rounding = Rounding(ABSOLUTE, ABSOLUTE, points.rounding.cost_of(*start))
        self.p = q.input("adjusted_slope", symbol="p", role=Role.PARAMETER, look=CHANGED)
        self.q = q.input("adjusted_intercept", symbol="q", role=Role.PARAMETER, look=CHANGED)
        names, rounding = ("adjusted_predictions", "adjusted_errors"), points.rounding.residual_of(*start)
        self.predictions, self.errors = points.fitted(self.p, self.q, names, rounding)
        self.detours = Detours(points, self.predictions, "adjusted_", Tolerance(rounding))
        cost, tolerance = call("SUMSQ", self.errors) / 2, Tolerance(self._rounding.cost)
        self.cost = q.result("adjusted_cost", cost, "C_T = ½ Σ (y − ŷ)²", role=Role.LOSS, tolerance=tolerance)
        least = Tolerance(points.rounding.cost)
        self.least = q.result("least_cost", exact.cost.expression(), "min C_T", role=Role.LOSS, tolerance=least)
        above, tolerance = self.cost - self.least, Tolerance(self._rounding.cost + points.rounding.cost)
        self.above = q.result("cost_above", above, "C_T − min C_T", tolerance=tolerance)

    @property
    def line(self) -> Line:
        """The line of the two cells as they stand."""
        return Line(self.p, self.q, self._rounding)

    @property
    def task(self) -> SolverModel:
        """What the Solver is to do."""
        return SolverModel(self.cost, (self.p, self.q))

    def arranged(self, book: Book) -> Element:
        """Arrange the cells and what to do beside the picture of their line, and below it the line's errors."""
        texts = self._texts
        table = Table(
            counted(self._points.column.size, texts["columns.point"]),
            Column(self.predictions, [texts["columns.prediction"]]),
            Column(self.errors, [texts["columns.error"]]),
        )
        steps = (Caption(step, "paragraph", WIDTH, stretch=1) for step in texts.series("solver_steps"))
        left = panel(book, "solver", [self.p, self.q], [self.cost, self.least, self.above], below(*steps, gap=0))
        return below(beside(left, ChartBox(self._chart())), table)

    def _chart(self) -> Chart:
        """Show the points and the line of the two cells."""
        texts, points = self._texts, self._points
        curves = [
            self.detours.series(texts["charts.line"]),
            self._best_line,
            Series(texts["charts.points"], points.x[...], points.y[...], line=False, marker=True, color="000000"),
        ]
        return Chart(
            texts["charts.fit"], texts["charts.height"], texts["charts.weight"], curves,
            size=(15, 11), x_limits=limits_of(points.rounding.x), y_limits=self._y_limits,
        )  # fmt: skip
