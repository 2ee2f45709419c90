"""The points, and what is left of them when a line y = px + q is laid through."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sheetnet.formula import Operand
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import LineRounding
from sheetnet.models.regression import Regression
from sheetnet.workbook import Look, Tensor, Tolerance, down

STEEPER = 0.1
"""So much is the slope raised in the first trial."""
MEASURED = Look("0.0##", width=12)


class Rounding(NamedTuple):
    """What rounding may amount to in p, in q and in the cost of a line."""

    slope: float
    intercept: float
    cost: float


class Line(NamedTuple):
    """A line y = px + q as one of the ways finds it.

    Args:
        slope: The cell of p.
        intercept: The cell of q.
        rounding: Of both, and of the line's cost.
    """

    slope: Operand
    intercept: Operand
    rounding: Rounding


class Points:
    """The points.

    Args:
        model: Their numbers.
        quantities: Makes the lesson's tensors.
    """

    def __init__(self, model: Regression, quantities: Quantities) -> None:
        self.quantities, self.column = quantities, down(model.points)
        self.rounding = LineRounding(model.heights, model.weights)
        self.x = quantities.input("heights", self.column, symbol="x", look=MEASURED)
        self.y = quantities.input("weights", self.column, symbol="y", look=MEASURED)

    def fitted(self, p: Tensor, q: Tensor, names: tuple[str, str], rounding: float) -> tuple[Tensor, Tensor]:
        """Make the line's predictions px + q, and what is left to y.

        Args:
            p: The line's slope.
            q: Its intercept.
            names: Of the two tensors.
            rounding: What rounding may amount to in them.
        """
        make, tolerance = self.quantities, Tolerance(rounding)
        predictions, residuals = (
            make.tensor(name, self.column, meaning=make.meaning(kind), equation=equation, tolerance=tolerance)
            for name, kind, equation in zip(names, ("predictions", "residuals"), ("ŷ = px + q", "y − ŷ"), strict=True)
        )
        predictions.fill(lambda k: p * self.x[k] + q)
        residuals.fill(lambda k: self.y[k] - predictions[k])
        return predictions, residuals


def limits_of(values: np.ndarray) -> tuple[float, float]:
    """Return axis limits, at multiples of 5, that leave room to move a point."""
    return 5.0 * math.floor(values.min() / 5) - 5, 5.0 * math.ceil(values.max() / 5) + 5


def limits_with(slope: float, intercept: float, points: LineRounding) -> tuple[float, float]:
    """Return limits of the upright axis in which a line stays when a reader makes it steeper.

    Args:
        slope: Of the line as it is at first.
        intercept: Likewise.
        points: The points, which stay in them too.
    """
    low, high = limits_of(points.y)
    return low, max(high, 5.0 * math.ceil(((slope + STEEPER) * points.x + intercept).max() / 5))
