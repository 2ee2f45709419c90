"""One unit, z = Σ w x + b, a = f(z); functions, slopes, and central differences (f(z + h) − f(z − h))/2h."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sheetnet.models.activation import (
    CLAIM_SLACK,
    EDGE,
    FUNCTIONS,
    JUMPS,
    KINK_WIDTH,
    LEAK,
    LINE_FROM,
    LINE_TO,
    SLOPE_JUMPS,
    Activation,
)
from sheetnet.reference.activations import UNIT_BY_UNIT, sigmoid
from sheetnet.reference.arithmetic import np

_CONSTANTS = {"leaky_relu": {"slope": LEAK}}


def trace(model: Activation) -> dict[str, Any]:
    """Compute every tensor of the lesson.

    Args:
        model: The unit and the grid.

    Returns:
        Tables of shape (rows, functions), the unit's z and its activations.
    """
    z = np.asarray(model.w @ model.x + model.b)
    grid = np.cumsum(np.concatenate([[model.first_z], np.full(model.rows - 1, model.z_step)]))
    slopes = _table(_slope, grid)
    numeric = (_table(_value, grid + model.h) - _table(_value, grid - model.h)) / (2 * model.h)
    s = sigmoid(grid)
    gap = np.abs(s * (1 - s) - numeric[:, FUNCTIONS.index("sigmoid")])
    return {
        **model.inputs(),
        **_edges(grid),
        "products": model.w * model.x,
        "unit_z": z,
        "unit_activations": _table(_value, z[None])[0],
        "unit_slopes": _table(_slope, z[None])[0],
        "line_z": np.full(2, z),
        "line_a": np.array([LINE_FROM, LINE_TO]),
        "z": grid,
        "activations": _table(_value, grid),
        "slopes": slopes,
        "numeric_slopes": numeric,
        "sigmoid_identity": s * (1 - s),
        "identity_gap": gap,
        "identity_error": gap.max(),
        "identity_holds": np.float64(gap.max() <= model.h**2 + CLAIM_SLACK),
    }


def _edges(grid: np.ndarray) -> dict[str, np.ndarray]:
    """Compute the ends of both sides of 0, within the grid, and what jumps there, (ends, functions)."""
    ends = np.clip(np.array([-np.inf, -EDGE, EDGE, np.inf]), grid[0], grid[-1])
    return {
        "edge_z": ends,
        "edge_activations": np.stack([_value(name, ends) for name in JUMPS], axis=1),
        "edge_slopes": np.stack([_slope(name, ends) for name in SLOPE_JUMPS], axis=1),
    }


def _table(function: Callable[[str, np.ndarray], np.ndarray], z: np.ndarray) -> np.ndarray:
    return np.stack([function(name, z) for name in FUNCTIONS], axis=1)


def _value(name: str, z: np.ndarray) -> np.ndarray:
    return np.heaviside(_settled(z), 1.0) if name == "step" else UNIT_BY_UNIT[name].value(z, **_CONSTANTS.get(name, {}))


def _slope(name: str, z: np.ndarray) -> np.ndarray:
    if name == "step":
        return np.zeros_like(z)
    return UNIT_BY_UNIT[name].derivative(_settled(z), **_CONSTANTS.get(name, {}))


def _settled(z: np.ndarray) -> np.ndarray:
    """Return z with 0 in place of what rounding alone may have left of a 0."""
    return np.where(np.abs(z) <= KINK_WIDTH, 0.0, z)
