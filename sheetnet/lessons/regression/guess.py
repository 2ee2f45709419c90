"""The reader's own line: p and q to move, what it leaves of every point, and its cost beside the least."""

from __future__ import annotations

from sheetnet.formula import call
from sheetnet.lessons.regression.detours import Detours
from sheetnet.lessons.regression.points import Points, limits_with
from sheetnet.models.regression import Regression
from sheetnet.workbook import Look, Role, Tolerance
from sheetnet.workbook.look import WALKED

GUESSED = Look("0.0###", runs_away=True)


class Guess:
    """A line that the reader moves.

    Args:
        points: The points.
        model: p and q as they are at first.
    """

    def __init__(self, points: Points, model: Regression) -> None:
        q = points.quantities
        line = model.guessed_slope, model.guessed_intercept
        self.y_limits = limits_with(*line, points.rounding)
        self.p = q.input("guessed_slope", symbol="p", look=GUESSED)
        self.q = q.input("guessed_intercept", symbol="q", look=GUESSED)
        names, rounding = ("guessed_predictions", "guessed_residuals"), points.rounding.residual_of(*line)
        self.predictions, self.residuals = points.fitted(self.p, self.q, names, rounding)
        cost, tolerance = call("SUMSQ", self.residuals) / 2, Tolerance(points.rounding.cost_of(*line))
        self.cost = q.result(
            "guessed_cost", cost, "C_T = ½ Σ (y − ŷ)²", role=Role.LOSS, tolerance=tolerance, look=WALKED
        )
        self.detours = Detours(points, self.predictions, "", Tolerance(rounding))
