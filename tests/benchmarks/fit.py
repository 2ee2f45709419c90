"""The exponent of a power law, fitted on logarithms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Return how cost grows with size: 1 if twice the size costs twice as much, 2 if four times as much.

    Args:
        sizes: The smallest first.
        costs: What each costs. That of the smallest size is taken for the fixed part of all of them: it is subtracted
            from their costs, and the size from their sizes, so that a cost which grows by equal steps has exponent 1.

    Returns:
        The slope of the straight line, by least squares, through the logarithms of what is left; nan where a larger
        size costs no more than the smallest, so that there is nothing to take the logarithm of.
    """
    grown = np.asarray(costs[1:], dtype=np.float64) - costs[0]
    if (grown <= 0).any():
        return float("nan")
    slope, _ = np.polyfit(np.log(np.asarray(sizes[1:], dtype=np.float64) - sizes[0]), np.log(grown), 1)
    return float(slope)
