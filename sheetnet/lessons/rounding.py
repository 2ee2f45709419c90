"""How far rounding alone may move a sheet's numbers, where that is more than the usual tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from sheetnet.workbook.tolerance import ABSOLUTE

Numbers = TypeVar("Numbers", float, np.ndarray)
"""One number for all entries of a tensor, or one an entry."""

EPSILON = 2.0**-52
"""From 1 to the next number that a cell can hold; what one operation rounds off is at most half of that."""


def tolerance_of(units: Numbers) -> Numbers:
    """Return so many ε as an absolute tolerance, at least the usual one.

    Args:
        units: How many; one number, or an array with one an entry.

    Returns:
        The tolerance, in the shape of the units.
    """
    tolerance: Numbers = np.maximum(ABSOLUTE, units * EPSILON)
    return tolerance


def quotient_rounding(size: Numbers, moved: Numbers, run: Numbers | float) -> Numbers:
    """Bound what rounding does to a difference quotient: some ε of f, divided by the run.

    Up to 8 ε are of rounding, on both sides of the check: of x ± h, which f′ passes on, and of the values of f. Another
    16 ε are of f alone, for a spreadsheet takes a difference smaller than that for 0.

    Args:
        size: |f|, every term of it counted by its size; one number, or an array with one an entry.
        moved: |x f′|, likewise: x ± h is rounded as well.
        run: What the difference of two values is divided by, h or 2h.

    Returns:
        The bound, at least the usual tolerance.
    """
    return tolerance_of((24 * size + 8 * moved) / run)


@dataclass(frozen=True)
class LineRounding:
    """Bounds for a straight line through points that lie far from 0, in units of their spread: years, say.

    The normal equations subtract sums of squares that agree in their first digits. A sum of n products is rounded to
    (n + 3)/2 · ε of its terms' sizes at the worst, and D = nΣx² − (Σx)², whose parts never round so badly at once, to
    ρ = (n + 3) ε κ of itself, κ = nΣx²/D. (Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition,
    sections 3.1 and 20.4.)

    Args:
        x: x of each point.
        y: y of each point.
    """

    x: np.ndarray
    y: np.ndarray

    @property
    def determinant(self) -> float:
        """Of D."""
        return max(ABSOLUTE, self._relative * self.x.size**2 * float(self.x.var()))

    @property
    def slope(self) -> float:
        """Of p: its numerator's rounding is at most that of n √(Σx² Σy²), and |p| at most s_y/s_x."""
        return max(ABSOLUTE, self._relative * (self._size_y / self._size_x + self._steepest))

    @property
    def intercept(self) -> float:
        """Of q: its numerator's rounding is at most that of 2 Σx² √(nΣy²), and |q| at most |ȳ| + |p x̄|."""
        return max(ABSOLUTE, self._relative * (3 * self._size_y + self._steepest * self._size_x))

    @property
    def residual(self) -> float:
        """Of px + q and of what is left to y."""
        return self.slope * self._farthest + self.intercept

    def residual_of(self, slope: float, intercept: float) -> float:
        """Of px + q with p and q given, and of what is left to y: each term is rounded once."""
        return max(ABSOLUTE, 2 * EPSILON * (abs(slope) * self._farthest + abs(intercept) + self._highest))

    @property
    def cost(self) -> float:
        """Of ½ Σ r² at the line of least squares.

        There Σ r = Σ r x = 0: what p and q are off by, and with them every r by up to δ, counts squared only. What y
        and px + q are rounded by, ρ, counts with Σ|r|, at most n s_y.
        """
        steepest, height = self._steepest, self._size_y + self._steepest * self._size_x
        rounded = self.residual_of(steepest, height)
        return max(ABSOLUTE, self.x.size * (rounded * float(self.y.std()) + self.residual**2))

    def cost_of(self, slope: float, intercept: float) -> float:
        """Of ½ Σ r² with p and q given: what each r is rounded by counts with its size."""
        sizes = float(np.abs(self.y - (slope * self.x + intercept)).sum())
        return max(ABSOLUTE, self.residual_of(slope, intercept) * sizes)

    @property
    def correlation(self) -> float:
        """Of r², a quotient of three sums like D."""
        steadiest = float(self.y.std()) / self._size_y
        return max(ABSOLUTE, 3 * self._relative + 3 * (self.x.size + 3) * EPSILON / steadiest**2)

    @property
    def standardised(self) -> float:
        """Of u = (x − x̄)/s_x and v = (y − ȳ)/s_y, whose means are rounded as x and y are."""
        sizes = self._size_x / float(self.x.std()) + self._size_y / float(self.y.std())
        return max(ABSOLUTE, (self.x.size + 3) * EPSILON * sizes)

    @property
    def _relative(self) -> float:
        return (self.x.size + 3) * EPSILON * self._size_x**2 / float(self.x.var())

    @property
    def _farthest(self) -> float:
        return float(np.abs(self.x).max())

    @property
    def _highest(self) -> float:
        return float(np.abs(self.y).max())

    @property
    def _size_x(self) -> float:
        return float(np.sqrt(np.mean(self.x**2)))

    @property
    def _size_y(self) -> float:
        return float(np.sqrt(np.mean(self.y**2)))

    @property
    def _steepest(self) -> float:
        return float(self.y.std() / self.x.std())
