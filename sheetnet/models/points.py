"""Points that a straight line is laid through."""

from __future__ import annotations

import numpy as np

from sheetnet.errors import InputError
from sheetnet.texts.numbers import readable

LEAST_SPREAD = 1 / 20_000
"""Of the mean: with less, (s_x/x̄)² has nine zeros, and Σx² keeps fewer than seven digits of how the points differ."""


def check_spread(name: str, values: np.ndarray) -> None:
    """Make sure that numbers differ, and not in the last of their digits only.

    Args:
        name: What they are, for the message.
        values: One number a point.

    Raises:
        InputError: No line can be computed from them.
    """
    if np.ptp(values) < 1e-6 * max(1.0, float(np.abs(values).max())):
        raise InputError(f"{name} are all about {readable(values[0], 6)}; a line needs points that differ")
    if values.std() < LEAST_SPREAD * np.abs(values.mean()):
        around = f"{readable(values.mean(), 6)} ± {readable(values.std(), 2)}"
        raise InputError(
            f"{name} are {around}: a line is computed from sums of squares, in which "
            f"such small differences are lost; subtract a number from all {name}, as in years since 2000"
        )
