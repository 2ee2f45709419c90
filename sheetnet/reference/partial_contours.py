"""Contour lines around a point of a surface, followed by the midpoint rule; positions count from the point."""

from __future__ import annotations

from collections.abc import Callable

from sheetnet.models.partial_derivative import (
    AWAY,
    CONTOUR_HALF,
    CONTOUR_SPACING,
    CONTOUR_STEP,
    CONTOURS,
    LEAST_SLOPE,
    SLICE_REACH,
)
from sheetnet.reference.arithmetic import np

Slopes = Callable[[np.ndarray], np.ndarray]


def contours(slopes: Slopes, point: np.ndarray) -> dict[str, np.ndarray]:
    """Return the lines, (points, lines) by axis, and the cuts through the point.

    Args:
        slopes: From places, (2, lines), to the gradient there, (2, lines).
        point: x and y.
    """
    slope = slopes(point)
    length = np.linalg.norm(slope)
    toward = slope / length if length > 0 else np.array(AWAY)
    starts = CONTOUR_SPACING * np.outer(toward, np.arange(CONTOURS) - CONTOURS // 2)  # (2, lines)
    ahead, back = (_followed(slopes, point, starts, step) for step in (CONTOUR_STEP, -CONTOUR_STEP))
    place, halfway = (np.concatenate([b[:0:-1], a]) for a, b in zip(ahead, back, strict=True))  # (points, 2, lines)
    ends = np.array([-SLICE_REACH, SLICE_REACH])
    return {
        "toward": toward,
        "contour_x": place[:, 0],
        "contour_y": place[:, 1],
        "halfway_x": halfway[:, 0],
        "halfway_y": halfway[:, 1],
        "cuts": np.stack([ends, 0 * ends, 0 * ends, ends], axis=1),
    }


def _followed(slopes: Slopes, point: np.ndarray, starts: np.ndarray, step: float) -> tuple[np.ndarray, np.ndarray]:
    places, halfway = [starts], [starts]
    for _ in range(CONTOUR_HALF):
        halfway.append(places[-1] + step / 2 * _along(slopes, point, places[-1]))
        places.append(places[-1] + step * _along(slopes, point, halfway[-1]))
    return np.array(places), np.array(halfway)


def _along(slopes: Slopes, point: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Return the gradient turned by 90° and divided by its length, (2, lines)."""
    across, up = slopes(point[:, None] + places)
    return np.stack([-up, across]) / np.maximum(np.hypot(across, up), LEAST_SLOPE)
