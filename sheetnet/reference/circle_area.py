"""Polygon areas by trigonometry: ½ n r² sin(2π/n) inside, n r² tan(π/n) outside."""

from __future__ import annotations

from typing import Any

from sheetnet.models.circle_area import FIRST_CORNERS, CircleArea
from sheetnet.reference.arithmetic import np


def trace(model: CircleArea) -> dict[str, Any]:
    """Compute every tensor: corners, bounds, mean, gap and errors, (doublings + 1,) each."""
    corners = FIRST_CORNERS * 2.0 ** np.arange(model.doublings + 1)
    square, area = model.radius**2, np.pi * model.radius**2
    lower = 0.5 * corners * square * np.sin(2 * np.pi / corners)
    upper = corners * square * np.tan(np.pi / corners)
    gap, mean = upper - lower, (lower + upper) / 2
    shrinks = gap[:-1] / gap[1:]
    return {
        **model.inputs(),
        "corners": corners,
        "lower": lower,
        "upper": upper,
        "mean": mean,
        "gap": gap,
        "error": np.abs(mean - area),
        "lower_share": lower / area,
        "upper_share": upper / area,
        "mean_share": mean / area,
        "area": area,
        "shrinks": shrinks,
        "bounds_hold": np.float64((lower < area).all() and (area < upper).all()),
        "gap_quarters": np.float64(abs(shrinks[-1] - 4) < 0.01),
    }
