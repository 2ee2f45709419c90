"""Six update rules on z = x² + c·y², from one start."""

from __future__ import annotations

from typing import Any

from sheetnet.models.optimizers import CONTOUR_POINTS, CONTOUR_SHARES, DIRECTION_DIGITS, FLOOR, RULES, Optimizers
from sheetnet.models.update_rules import UPDATE_RULES
from sheetnet.reference.arithmetic import np
from sheetnet.reference.update_rules import advance, zero_state


def trace(model: Optimizers) -> dict[str, Any]:
    """Compute every tensor: for each rule the path, gradients, states, steps and heights, (steps + 1,) each."""
    tensors: dict[str, Any] = {**model.inputs(), "step_number": np.arange(model.steps + 1.0)}
    final = []
    with np.errstate(over="ignore", invalid="ignore"):
        for rule in RULES:
            tensors |= {f"{rule}_{name}": values for name, values in _walk(model, rule).items()}
            final.append(tensors[f"{rule}_z"][-1])
    paths = {f"shown_{axis}": _shown(model, [tensors[f"{rule}_{axis}"] for rule in RULES]) for axis in "xy"}
    paths["shown_z"] = np.stack([np.maximum(tensors[f"{rule}_z"], FLOOR) for rule in RULES], axis=1)
    return tensors | {"final_z": np.array(final), **paths, **_contours(model)}


def _shown(model: Optimizers, paths: list[np.ndarray]) -> np.ndarray:
    """Return the coordinate of all paths, (steps + 1, rules); one that is not to be seen stays at the start."""
    drawn = np.arange(1, len(paths) + 1) == model.shown if model.shown else np.full(len(paths), True)
    together = np.stack(paths, axis=1)
    return np.where(drawn, together, together[0])


def _contours(model: Optimizers) -> dict[str, np.ndarray]:
    """Return the ellipses x² + c y² = level, as points over the angle."""
    level = np.array(CONTOUR_SHARES) * (model.start_x**2 + model.curvature * model.start_y**2)
    angle = np.linspace(0.0, 2.0 * np.pi, CONTOUR_POINTS)
    radius = np.sqrt(level / np.array([1.0, model.curvature])[:, None])  # (coordinates, levels)
    return {
        "contour_level": level,
        "contour_angle": angle,
        "contour_x": np.outer(np.round(np.cos(angle), DIRECTION_DIGITS), radius[0]),
        "contour_y": np.outer(np.round(np.sin(angle), DIRECTION_DIGITS), radius[1]),
    }


def _walk(model: Optimizers, rule: str) -> dict[str, np.ndarray]:
    slopes = np.array([2.0, 2.0 * model.curvature])
    constants = {name: float(getattr(model, name)) for name in UPDATE_RULES[rule].constants}
    rate = float(getattr(model, f"{rule}_rate"))
    place = np.array([model.start_x, model.start_y])
    state = zero_state(rule, place)
    rows = []
    for number in range(1, model.steps + 2):
        gradient = slopes * place
        taken, state = advance(rule, gradient, state, number, rate, constants)
        height = place[0] ** 2 + model.curvature * place[1] ** 2
        rows.append({"place": place, "gradient": gradient, "step": taken, "z": height, **state})
        place = place - taken
    return _columns(rows)


def _columns(rows: list[dict[str, Any]]) -> dict[str, np.ndarray]:
    """Split the vectors of all rows into columns named by their axis."""
    found = {}
    for name in rows[0]:
        values = np.array([row[name] for row in rows])
        if values.ndim == 1:
            found[name] = values
            continue
        for n, axis in enumerate("xy"):
            found[axis if name == "place" else f"{name}_{axis}"] = values[:, n]
    return found
