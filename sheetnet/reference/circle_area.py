"""Polygon areas by trigonometry: ½ n r² sin(2π/n) inside, n r² tan(π/n) outside."""

from __future__ import annotations

from typing import Any

from sheetnet.models.circle_area import FIRST_CORNERS, FRAME, MOST_DRAWN, CircleArea
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
        **_drawing(model),
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


def _drawing(model: CircleArea) -> dict[str, Any]:
    """Compute the drawn polygons: their areas, and the points of picture and circle in the complex plane."""
    n, r, k = model.drawn, model.radius, np.arange(MOST_DRAWN + 1.0)
    lower, upper = 0.5 * n * r * r * np.sin(2 * np.pi / n), n * r * r * np.tan(np.pi / n)
    around, corner = np.linspace(0, 2 * np.pi, MOST_DRAWN + 1), np.minimum(k, n) * (2 * np.pi / n)
    angles = {"circle": around, "inner": corner, "outer": corner + np.pi / n}
    away = {"circle": r, "inner": r, "outer": r / np.cos(np.pi / n)}
    corners = {name: away[name] * np.exp(1j * angle) for name, angle in angles.items()}
    side = FRAME * r
    return {
        "drawn_lower": lower,
        "drawn_upper": upper,
        "drawn_gap": upper - lower,
        "drawn_lower_error": np.pi * r * r - lower,
        "drawn_upper_error": upper - np.pi * r * r,
        "drawn_corner": k,
        **{f"{name}_angle": angle for name, angle in angles.items()},
        **{f"{name}_x": points.real for name, points in corners.items()},
        **{f"{name}_y": points.imag for name, points in corners.items()},
        "frame": np.array([[side, side], [-side, side], [-side, -side], [side, -side], [side, side]]),
    }
