"""A straight line through points: heights and weights, y = px + q."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib import resources

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.fields import array, number, setting
from sheetnet.models.model import Model
from sheetnet.models.points import check_spread

LEAST_POINTS = 3
MOST_POINTS = 1000
CONTOUR_SHARES = (1.0, 0.5, 0.2, 0.05)
"""The contour lines drawn: shares of how far the cost at the start exceeds the least."""
CONTOUR_POINTS = 49
DIRECTION_DIGITS = 12
"""Sines and cosines are rounded to so many digits: cos 90° is 0 then, not 6e-17."""


def _column(name: str) -> list[float]:
    source = resources.files("sheetnet.data").joinpath("height_weight.csv").read_text(encoding="utf-8")
    return [float(row[name]) for row in csv.DictReader(source.splitlines())]


@dataclass(frozen=True, eq=False)
class Regression(Model):
    """The points, and how the descent runs.

    Args:
        steps: Steps of gradient descent.
        heights: x of each point, in cm.
        weights: y of each point, in kg.
        guessed_slope: p of the reader's own line.
        guessed_intercept: Its q.
        learning_rate: η on the standardised data.
        start_slope: Slope at which the descent starts, in standardised units.
        start_intercept: Intercept at which the descent starts, in standardised units; away from the answer, 0, so that
            both numbers have to be found.
        adjusted_slope: p in the cell that the Solver changes; at first a guess by eye.
        adjusted_intercept: q in the cell that the Solver changes; at first a guess by eye.
    """

    steps: int = setting(60, low=1, high=2000, whole=True)
    heights: np.ndarray = array(lambda: _column("height_cm"), low=-1e6, high=1e6, vary=(140, 190))
    weights: np.ndarray = array(lambda: _column("weight_kg"), low=-1e6, high=1e6, vary=(40, 90))
    guessed_slope: float = number(0.5, low=-1e6, high=1e6, vary=(-1, 1))
    guessed_intercept: float = number(-25, low=-1e6, high=1e6, vary=(-50, 50))
    learning_rate: float = number(0.05, low=0, high=1, strict_low=True, vary=(0.005, 0.25))
    start_slope: float = number(0, low=-1000, high=1000, vary=(-2, 2))
    start_intercept: float = number(1, low=-1000, high=1000, vary=(-2, 2))
    adjusted_slope: float = number(0.5, low=-1e6, high=1e6, vary=(-1, 1))
    adjusted_intercept: float = number(-25, low=-1e6, high=1e6, vary=(-50, 50))

    @property
    def points(self) -> int:
        """How many points there are."""
        return int(self.heights.size)

    def validate(self) -> None:
        """Check that the points determine a line."""
        if self.heights.ndim != 1 or self.heights.shape != self.weights.shape:
            raise InputError(
                f"heights has shape {self.heights.shape}, weights {self.weights.shape}: "
                "give one height and one weight a point"
            )
        if not LEAST_POINTS <= self.points <= MOST_POINTS:
            raise InputError(f"there are {self.points} points; allowed are {LEAST_POINTS} to {MOST_POINTS}")
        check_spread("heights", self.heights)
        check_spread("weights", self.weights)
