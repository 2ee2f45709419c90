"""Least squares: C_T = ½ Σ (y − (px + q))², exactly and by gradient descent on standardised data."""

from __future__ import annotations

from typing import Any

from sheetnet.models.regression import CONTOUR_POINTS, CONTOUR_SHARES, DIRECTION_DIGITS, Regression
from sheetnet.reference.arithmetic import np


def trace(model: Regression) -> dict[str, Any]:
    """Compute every tensor of the lesson.

    Args:
        model: The points and how the descent runs.

    Returns:
        Tensors by name: vectors over the points or over the steps, and single numbers.
    """
    x, y = model.heights, model.weights
    slope, intercept = _exact(x, y)
    tensors: dict[str, Any] = dict(model.inputs())
    tensors |= _normal_equations(x, y)
    tensors |= {
        "exact_slope": slope,
        "exact_intercept": intercept,
        "function_slope": slope,
        "function_intercept": intercept,
        "linest": np.array([slope, intercept]),
        "predictions": slope * x + intercept,
        "residuals": y - (slope * x + intercept),
        "total_cost": _cost(x, y, slope, intercept),
        "r_squared": np.corrcoef(x, y)[0, 1] ** 2,
        "line_ends": np.array([x.min(), x.max()]),
        "line_at_ends": slope * np.array([x.min(), x.max()]) + intercept,
        "least_cost": _cost(x, y, slope, intercept),
        "cost_above": _cost(x, y, model.adjusted_slope, model.adjusted_intercept) - _cost(x, y, slope, intercept),
        "adjusted_predictions": model.adjusted_slope * x + model.adjusted_intercept,
        "adjusted_errors": y - (model.adjusted_slope * x + model.adjusted_intercept),
        "adjusted_cost": _cost(x, y, model.adjusted_slope, model.adjusted_intercept),
    }
    tensors |= _guess(x, y, model)
    tensors |= _detours(x, y, tensors["adjusted_predictions"], "adjusted_")
    descent = _descent(model)
    tensors |= descent
    slopes = np.array([slope, slope, slope, descent["descent_slope"], model.adjusted_slope])
    intercepts = np.array([intercept, intercept, intercept, descent["descent_intercept"], model.adjusted_intercept])
    tensors |= {
        "answer_slopes": slopes,
        "answer_intercepts": intercepts,
        "answer_costs": np.array([_cost(x, y, p, q) for p, q in zip(slopes, intercepts, strict=True)]),
        "slope_differences": slopes - slope,
        "intercept_differences": intercepts - intercept,
    }
    return tensors


def _exact(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Slope and intercept from centred data, not from the normal equations."""
    centred = x - x.mean()
    slope = centred @ y / (centred @ centred)
    return float(slope), float(y.mean() - slope * x.mean())


def _normal_equations(x: np.ndarray, y: np.ndarray) -> dict[str, np.ndarray]:
    sums = {"sum_x": x.sum(), "sum_y": y.sum(), "sum_xx": x @ x, "sum_xy": x @ y, "points": x.size}
    return {**sums, "determinant": x.size * (x @ x) - x.sum() ** 2}


def _cost(x: np.ndarray, y: np.ndarray, slope: float, intercept: float) -> float:
    return float(0.5 * np.sum((y - (slope * x + intercept)) ** 2))


def _guess(x: np.ndarray, y: np.ndarray, model: Regression) -> dict[str, np.ndarray]:
    """Compute the reader's own line: what it leaves, and the path along it with a detour to every point."""
    line = model.guessed_slope * x + model.guessed_intercept
    return {
        "guessed_predictions": line,
        "guessed_residuals": y - line,
        "guessed_cost": np.asarray(_cost(x, y, model.guessed_slope, model.guessed_intercept)),
        **_detours(x, y, line, ""),
    }


def _detours(x: np.ndarray, y: np.ndarray, line: np.ndarray, prefix: str) -> dict[str, np.ndarray]:
    """Go along a line, to every point and back."""
    return {f"{prefix}detour_x": np.repeat(x, 3), f"{prefix}detour_y": np.stack([line, y, line], axis=1).ravel()}


def _descent(model: Regression) -> dict[str, np.ndarray]:
    """Descend on u = (x − x̄)/s_x, v = (y − ȳ)/s_y and map the line back."""
    x, y = model.heights, model.weights
    mean_x, mean_y, spread_x, spread_y = x.mean(), y.mean(), x.std(), y.std()
    u, v = (x - mean_x) / spread_x, (y - mean_y) / spread_y
    parameters = np.empty((model.steps + 1, 2))  # (steps + 1, slope and intercept)
    parameters[0] = model.start_slope, model.start_intercept
    design = np.stack([u, np.ones_like(u)], axis=1)  # (points, 2)
    with np.errstate(over="ignore", invalid="ignore"):
        for i in range(model.steps):
            parameters[i + 1] = parameters[i] - model.learning_rate * (design.T @ (design @ parameters[i] - v))
        errors = design @ parameters.T - v[:, None]  # (points, steps + 1)
        gradient = design.T @ errors
        slope = parameters[:, 0] * spread_y / spread_x
        intercept = mean_y + spread_y * parameters[:, 1] - slope * mean_x
        cost = 0.5 * (errors**2).sum(axis=0)
    return {
        "mean_height": mean_x,
        "mean_weight": mean_y,
        "spread_height": spread_x,
        "spread_weight": spread_y,
        "standard_heights": u,
        "standard_weights": v,
        "step_number": np.arange(model.steps + 1.0),
        "slope": parameters[:, 0],
        "intercept": parameters[:, 1],
        "slope_gradient": gradient[0],
        "intercept_gradient": gradient[1],
        "standard_cost": cost,
        "slope_in_kg_per_cm": slope,
        "intercept_in_kg": intercept,
        "descent_slope": slope[-1],
        "descent_intercept": intercept[-1],
        **_bowl(model, float(np.corrcoef(x, y)[0, 1])),
    }


def _bowl(model: Regression, correlation: float) -> dict[str, Any]:
    """Circles around (r, 0): the standardised answer is the correlation r, and the cost rises alike on all sides."""
    away = complex(model.start_slope - correlation, model.start_intercept)
    angle = np.linspace(0.0, 2.0 * np.pi, CONTOUR_POINTS)
    direction = np.round([np.cos(angle), np.sin(angle)], DIRECTION_DIGITS)  # (coordinates, points)
    circles = direction[:, :, None] * np.sqrt(CONTOUR_SHARES) * abs(away)  # (coordinates, points, circles)
    found = {"bowl_middle": correlation, "bowl_reach": abs(away), "bowl_angle": angle}
    return {**found, "bowl_p": correlation + circles[0], "bowl_q": circles[1]}
