"""Partial derivatives exactly and by differences; dz/dx = ∂f/∂u·∂u/∂x + ∂f/∂v·∂v/∂x; f(x + Δ) ≈ f + ∇f·Δ."""

from __future__ import annotations

from typing import Any

from sheetnet.models.partial_derivative import (
    HALVINGS,
    QUOTIENT_ROUNDING,
    ROUNDING,
    SMALLEST_ERROR,
    PartialDerivative,
)
from sheetnet.reference.arithmetic import np


def _value(name: str, x: Any, y: Any) -> Any:
    return {"polynomial": x * x * y + y * y, "quadratic": x * x + x * y + y * y, "wave": y * np.sin(x)}[name]


def _slopes(name: str, x: float, y: float) -> np.ndarray:
    pairs = {
        "polynomial": (2 * x * y, x * x + 2 * y),
        "quadratic": (2 * x + y, x + 2 * y),
        "wave": (y * np.cos(x), np.sin(x)),
    }
    return np.array(pairs[name])


def _second_order(name: str, x: float, y: float) -> float:
    """Return ½(f_xx + 2 f_xy + f_yy): what Δ² is multiplied by along Δx = Δy = Δ."""
    return {"polynomial": y + 2 * x + 1, "quadratic": 3.0, "wave": np.cos(x) - y * np.sin(x) / 2}[name]


def _third(name: str, y: float) -> float:
    """Bound |∂³f/∂x³| and |∂³f/∂y³|."""
    return {"polynomial": 0.0, "quadratic": 0.0, "wave": abs(y)}[name]


def _third_order(name: str, y: float, delta: float) -> float:
    """Bound ⅙ of the third derivative along that line: what Δ³ is multiplied by at most."""
    return {"polynomial": 1.0, "quadratic": 0.0, "wave": (abs(y) + delta + 3) / 6}[name]


def _composite_third(name: str, x: float, y: float) -> float:
    """Bound |∂³z/∂x³| and |∂³z/∂y³| for arguments up to x and y in size, z = f(x + y², xy)."""
    bounds = {
        "polynomial": (6 * y, 12 * x * x + 60 * x * y * y),
        "quadratic": (0.0, 24 * y + 6 * x),
        "wave": (y * (3 + x), x * (6 + 24 * y**2 + 8 * y**4)),
    }
    return max(bounds[name])


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
        "slopes_agree": np.float64(
            (np.abs(numeric - exact) <= h * h / 6 * _third(f, y) + QUOTIENT_ROUNDING["partial"] / h).all()
        ),
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
    most = h * h / 6 * _composite_third(f, abs(x) + h, abs(y) + h) + QUOTIENT_ROUNDING["chain"] / h
    return {
        "chain_x": x,
        "chain_y": y,
        "u": x + y * y,
        "v": x * y,
        "composite": composite(x, y),
        "outer_slopes": outer,
        "inner_slopes": inner,
        "chain_slopes": chain,
        "direct_slopes": direct,
        "chain_errors": np.abs(chain - direct),
        "chain_agrees": np.float64((np.abs(chain - direct) <= most).all()),
    }


def _approximation(model: PartialDerivative, slopes: np.ndarray) -> dict[str, Any]:
    f, x, y = model.function, model.x, model.y
    delta = model.first_delta / 2.0 ** np.arange(HALVINGS)
    true, linear = _value(f, x + delta, y + delta), _value(f, x, y) + slopes.sum() * delta
    error = np.abs(true - linear)
    ratio = np.where(error[1:] > SMALLEST_ERROR, error[:-1] / np.maximum(error[1:], SMALLEST_ERROR), 0.0)
    second, last = _second_order(f, x, y), delta[-1]
    beyond = abs(error[-1] - abs(second) * last**2)
    return {
        "delta": delta,
        "true_value": true,
        "linear_value": linear,
        "linear_error": error,
        "error_ratio": ratio,
        "error_share": error / delta**2,
        "second_order": second,
        "falls_squared": np.float64(beyond <= _third_order(f, y, last) * last**3 + ROUNDING),
    }
