"""The reader's own line: p and q to move, what it leaves of every point, and its cost beside the least."""

from __future__ import annotations

from sheetnet.formula import Index, call
from sheetnet.lessons.regression.points import Points
from sheetnet.models.regression import Regression
from sheetnet.workbook import Look, Role, Series, Tolerance, down
from sheetnet.workbook.arrange import Caption, Column, Element, Table, below

CORNERS = 3
"""Of the path along the line, at every point: on the line, at the point, on the line again."""
ORANGE = "D95F02"
GUESSED = Look("0.0###", runs_away=True)


class Guess:
    """A line that the reader moves.

    Args:
        points: The points.
        model: p and q as they are at first.
    """

    def __init__(self, points: Points, model: Regression) -> None:
        self._points, self._texts, q = points, points.quantities.texts, points.quantities
        line = model.guessed_slope, model.guessed_intercept
        self.p = q.input("guessed_slope", symbol="p", look=GUESSED)
        self.q = q.input("guessed_intercept", symbol="q", look=GUESSED)
        names, rounding = ("guessed_predictions", "guessed_residuals"), points.rounding.residual_of(*line)
        self.predictions, self.residuals = points.fitted(self.p, self.q, names, rounding)
        cost, tolerance = call("SUMSQ", self.residuals) / 2, Tolerance(points.rounding.cost_of(*line))
        look = Look("0.00", runs_away=True)
        self.cost = q.result("guessed_cost", cost, "C_T = ½ Σ (y − ŷ)²", role=Role.LOSS, tolerance=tolerance, look=look)
        self._detours(Tolerance(rounding))

    def _detours(self, tolerance: Tolerance) -> None:
        """Write a path along the line that goes to every point and back: it draws what the line leaves."""
        q, axis = self._points.quantities, down(CORNERS * self._points.column.size)
        self.detour_x = q.tensor("detour_x", axis, symbol="x")
        self.detour_y = q.tensor("detour_y", axis, equation="ŷ, y, ŷ", tolerance=tolerance)
        k = Index("k", self._points.column.size)
        for corner in range(CORNERS):
            at = k * CORNERS + corner
            self.detour_x[at] = self._points.x[k]
            self.detour_y[at] = self._points.y[k] if corner == 1 else self.predictions[k]

    def series(self) -> list[Series]:
        """Draw the line with its detours."""
        x, y = self.detour_x[...], self.detour_y[...]
        return [Series(self._texts["charts.guess"], x, y, color=ORANGE, width=1.5)]

    def detours(self) -> Element:
        """Arrange the path that the chart shows."""
        heading = Caption(self._texts["headings.detours"], "heading")
        return below(heading, Table(Column(self.detour_x, ["x"]), Column(self.detour_y, ["y"])), gap=0)
