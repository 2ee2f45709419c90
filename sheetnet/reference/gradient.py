"""Directional derivatives D_u f = ∇f · u for unit vectors u = (cos θ, sin θ)."""

from __future__ import annotations

from typing import Any

from sheetnet.models.gradient import CLAIM_SLACK, DIRECTIONS, NO_DIRECTION, Gradient
from sheetnet.reference.arithmetic import np

SLOPES: dict[str, Any] = {
    "bowl": lambda x, y: (2 * x, 2 * y),
    "saddle": lambda x, y: (2 * x, -2 * y),
    "waves": lambda x, y: (np.cos(x), -np.sin(y)),
}
VALUES: dict[str, Any] = {
    "bowl": lambda x, y: x * x + y * y,
    "saddle": lambda x, y: x * x - y * y,
    "waves": lambda x, y: np.sin(x) + np.cos(y),
}


def trace(model: Gradient) -> dict[str, Any]:
    """Compute every tensor: the gradient, its length and direction, and D_u f over θ."""
    slope = np.array(SLOPES[model.function](model.x, model.y), dtype=np.float64)
    length = np.linalg.norm(slope)
    degrees = 360.0 / DIRECTIONS * np.arange(DIRECTIONS)
    unit = np.stack([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))], axis=1)  # (directions, 2)
    rise = unit @ slope
    toward = np.degrees(np.arctan2(slope[1], slope[0])) % 360.0 if length > 0 else NO_DIRECTION
    highest, lowest = degrees[[rise.argmax(), rise.argmin()]] if length > 0 else 2 * [NO_DIRECTION]
    ahead = slope / length if length > 0 else np.zeros(2)
    return {
        **model.inputs(),
        "z": VALUES[model.function](model.x, model.y),
        "gradient_x": slope[0],
        "gradient_y": slope[1],
        "gradient_length": length,
        "gradient_angle": toward,
        "angle": degrees,
        "direction_x": unit[:, 0],
        "direction_y": unit[:, 1],
        "derivative": rise,
        "bound": np.full(DIRECTIONS, length),
        "opposite_bound": np.full(DIRECTIONS, -length),
        "along": ahead @ slope,
        "against": -ahead @ slope,
        "largest": rise.max(),
        "smallest": rise.min(),
        "never_above": np.float64((np.abs(rise) <= length + CLAIM_SLACK).all()),
        "largest_angle": highest,
        "smallest_angle": lowest,
        "largest_along": np.float64(length == 0 or _apart(highest, toward) <= 180 / DIRECTIONS + CLAIM_SLACK),
        "smallest_opposite": np.float64(length == 0 or _apart(lowest, toward + 180) <= 180 / DIRECTIONS + CLAIM_SLACK),
    }


def _apart(first: float, second: float) -> float:
    """Return the angle between two directions, in degrees."""
    turn = abs(first - second) % 360
    return min(turn, 360 - turn)
