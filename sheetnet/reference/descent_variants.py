"""Descent on C = 1/(2b) Σ (px + q − y)² over the b samples of a step."""

from __future__ import annotations

from typing import Any

from sheetnet.models.descent_variants import CONTOUR_POINTS, CONTOUR_SHARES, VARIANTS, DescentVariants
from sheetnet.reference.arithmetic import np


def trace(model: DescentVariants) -> dict[str, Any]:
    """Compute every tensor: for each variant picked samples, errors and gradients of each step, and the lines between.

    Args:
        model: The samples, learning rates and orders.

    Returns:
        For each variant ``seen``, ``slope``, ``intercept`` and ``cost`` of shape (steps + 1,), the gradients of shape
        (steps,), and the step's samples and their errors of shape (steps, samples of a step), epoch after epoch.
    """
    tensors: dict[str, Any] = dict(model.inputs())
    with np.errstate(over="ignore", invalid="ignore"):
        for variant in VARIANTS:
            tensors |= {f"{variant}_{name}": values for name, values in _walk(model, variant).items()}
    tensors["final_costs"] = np.array([tensors[f"{variant}_cost"][-1] for variant in VARIANTS])
    tensors |= {"best_slope": np.polyfit(model.x, model.y, 1)[0], "best_intercept": np.polyfit(model.x, model.y, 1)[1]}
    tensors["best_cost"] = _cost(model, tensors["best_slope"], tensors["best_intercept"])
    ends = np.array([model.x.min(), model.x.max()])
    slopes = {f"{variant}_end": tensors[f"{variant}_end_slope"] for variant in VARIANTS}
    intercepts = {f"{variant}_end": tensors[f"{variant}_end_intercept"] for variant in VARIANTS}
    tensors |= {f"{key}_line": slope * ends + intercepts[key] for key, slope in slopes.items()}
    tensors |= {"x_ends": ends, "best_line": tensors["best_slope"] * ends + tensors["best_intercept"]}
    away = complex(tensors["stochastic_end_slope"], tensors["stochastic_end_intercept"])
    distance = abs(away - complex(tensors["best_slope"], tensors["best_intercept"]))
    tensors |= {"ordered_cost": tensors["stochastic_end_cost"], "ordered_distance": distance}
    return tensors | _contours(model, tensors["best_slope"], tensors["best_intercept"])


def _contours(model: DescentVariants, slope: float, intercept: float) -> dict[str, Any]:
    """Return the ellipses C − C* = share · (C₀ − C*): the axes of (px + q)² come from the second moments of x."""
    mean, angle = model.x.mean(), np.linspace(0.0, 2.0 * np.pi, CONTOUR_POINTS)
    spread = np.sqrt((model.x**2).mean() - mean**2)
    away = model.start_slope - slope
    height = np.hypot(spread * away, mean * away + model.start_intercept - intercept)
    reach = height * np.sqrt(CONTOUR_SHARES)
    p = slope + np.cos(angle)[:, None] * reach / spread  # (points, lines)
    q = intercept + np.sin(angle)[:, None] * reach - mean * (np.cos(angle)[:, None] * reach / spread)
    found = {"contour_angle": angle, "contour_p": p, "contour_q": q}
    return found | {"mean_x": mean, "spread_x": spread, "contour_height": height}


def _walk(model: DescentVariants, variant: str) -> dict[str, Any]:
    size, rate = model.size(variant), float(getattr(model, f"{variant}_rate"))
    picked = model.order.astype(int).reshape(-1, size) - 1  # (steps, samples of a step)
    x, y = model.x[picked], model.y[picked]
    line = np.empty((len(picked) + 1, 2))  # (steps + 1, slope and intercept)
    error, gradient = np.empty(picked.shape), np.empty((len(picked), 2))
    line[0] = model.start_slope, model.start_intercept
    for t in range(len(picked)):
        error[t] = line[t, 0] * x[t] + line[t, 1] - y[t]
        gradient[t] = (error[t] * x[t]).mean(), error[t].mean()
        line[t + 1] = line[t] - rate * gradient[t]
    found = {"seen": size * np.arange(len(line)), "x": x, "y": y, "error": error}
    found |= {"slope": line[:, 0], "intercept": line[:, 1], "cost": np.array([_cost(model, p, q) for p, q in line])}
    found |= {"end_slope": line[-1, 0], "end_intercept": line[-1, 1], "end_cost": found["cost"][-1]}
    found["rate_here"] = rate
    return found | {"slope_gradient": gradient[:, 0], "intercept_gradient": gradient[:, 1]}


def _cost(model: DescentVariants, p: float, q: float) -> float:
    return float(((p * model.x + q - model.y) ** 2).mean() / 2)
