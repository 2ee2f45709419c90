"""Partial derivatives exactly and by differences; dz/dx = ∂f/∂u·∂u/∂x + ∂f/∂v·∂v/∂x; f(x + Δ) ≈ f + ∇f·Δ."""

from __future__ import annotations

from typing import Any

import numpy as np

from sheetnet.models.partial_derivative import HALVINGS, SMALLEST_ERROR, PartialDerivative


def _value(name: str, x: Any, y: Any) -> Any:
    return {"polynomial": x * x * y + y * y, "quadratic": x * x + x * y + y * y, "wave": y * np.sin(x)}[name]


def _slopes(name: str, x: float, y: float) -> np.ndarray:
    pairs = {
        "polynomial": (2 * x * y, x * x + 2 * y),
        "quadratic": (2 * x + y, x + 2 * y),
        "wave": (y * np.cos(x), np.sin(x)),
    }
    return np.array(pairs[name])


def trace(model: PartialDerivative) -> dict[str, Any]:
    """Compute every tensor of the three sheets."""
    f, x, y, h = model.function, model.x, model.y, model.h
    exact = _slopes(f, x, y)
    numeric = np.array([_value(f, x + h, y) - _value(f, x - h, y), _value(f, x, y + h) - _value(f, x, y - h)]) / (2 * h)
    return {
        **model.inputs(),
        "z": _value(f, x, y),
        "slopes": exact,
        "numeric_slopes": numeric,
        "slope_errors": np.abs(numeric - exact),
        **_chain(model),
        **_approximation(model, exact),
    }


def _chain(model: PartialDerivative) -> dict[str, Any]:
    """U = x + y², v = xy; the Jacobian times the outer slopes, beside differences of the composite."""
    f, x, y, h = model.function, model.x, model.y, model.h

    def composite(a: float, b: float) -> Any:
        return _value(f, a + b * b, a * b)

    inner = np.array([[1.0, 2 * y], [y, x]])  # rows u, v; columns x, y
    outer = _slopes(f, x + y * y, x * y)
    chain = outer @ inner
    direct = np.array([composite(x + h, y) - composite(x - h, y), composite(x, y + h) - composite(x, y - h)]) / (2 * h)
    return {
        "u": x + y * y,
        "v": x * y,
        "composite": composite(x, y),
        "outer_slopes": outer,
        "inner_slopes": inner,
        "chain_slopes": chain,
        "direct_slopes": direct,
        "chain_errors": np.abs(chain - direct),
    }


def _approximation(model: PartialDerivative, slopes: np.ndarray) -> dict[str, Any]:
    f, x, y = model.function, model.x, model.y
    delta = model.first_delta / 2.0 ** np.arange(HALVINGS)
    true, linear = _value(f, x + delta, y + delta), _value(f, x, y) + slopes.sum() * delta
    error = np.abs(true - linear)
    ratio = np.where(error[1:] > SMALLEST_ERROR, error[:-1] / np.maximum(error[1:], SMALLEST_ERROR), 4.0)
    return {
        "delta": delta,
        "true_value": true,
        "linear_value": linear,
        "linear_error": error,
        "error_ratio": ratio,
        "quarters": float(abs(ratio[-1] - 4) < 0.3),
    }
