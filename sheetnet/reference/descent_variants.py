"""Descent on C = 1/(2b) Σ (px + q − y)² over the b samples of a step."""

from __future__ import annotations

from typing import Any

import numpy as np

from sheetnet.models.descent_variants import VARIANTS, DescentVariants


def trace(model: DescentVariants) -> dict[str, Any]:
    """Compute every tensor: for each variant picked samples, errors, gradients, parameters and cost, step by step."""
    tensors: dict[str, Any] = dict(model.inputs())
    with np.errstate(over="ignore", invalid="ignore"):
        for variant in VARIANTS:
            tensors |= {f"{variant}_{name}": values for name, values in _walk(model, variant).items()}
    tensors["final_costs"] = np.array([tensors[f"{variant}_final_cost"] for variant in VARIANTS])
    tensors |= {"best_slope": np.polyfit(model.x, model.y, 1)[0], "best_intercept": np.polyfit(model.x, model.y, 1)[1]}
    tensors["best_cost"] = _cost(model, tensors["best_slope"], tensors["best_intercept"])
    return tensors


def _walk(model: DescentVariants, variant: str) -> dict[str, Any]:
    size, rate = model.size(variant), float(getattr(model, f"{variant}_rate"))
    p, q = model.start_slope, model.start_intercept
    rows = []
    for picked in model.order.astype(int).reshape(-1, size) - 1:  # (steps, samples of a step)
        x, y = model.x[picked], model.y[picked]
        error = p * x + q - y
        row = {"x": x, "y": y, "error": error, "slope": p, "intercept": q, "cost": _cost(model, p, q)}
        row |= {"slope_gradient": (error * x).mean(), "intercept_gradient": error.mean()}
        rows.append(row)
        p, q = p - rate * row["slope_gradient"], q - rate * row["intercept_gradient"]
    shape = (model.epochs, model.samples // size)
    found: dict[str, Any] = {}
    for name in rows[0]:
        values = np.array([row[name] for row in rows])
        found[name] = values.reshape(*shape, *values.shape[1:])
    seen = size * np.arange(float(len(rows))).reshape(shape)
    end = {"seen": size * float(len(rows)), "slope": p, "intercept": q, "cost": _cost(model, p, q)}
    return {**found, "seen": seen, **{f"final_{name}": value for name, value in end.items()}}


def _cost(model: DescentVariants, p: float, q: float) -> float:
    return float(((p * model.x + q - model.y) ** 2).mean() / 2)
