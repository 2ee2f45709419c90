"""Difference quotients (f(x + h) − f(x))/h and (f(x + h) − f(x − h))/2h beside f′."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sheetnet.models.derivative import (
    CURVE_POINTS,
    EXPONENTS,
    ROUNDING,
    RULES,
    SMALLEST_SHOWN,
    STANDARD,
    TABLE_AGREEMENT,
    TABLE_STEP,
    Derivative,
)
from sheetnet.reference.arithmetic import np

Function = Callable[[Any], Any]
FUNCTIONS: dict[str, tuple[Function, Function]] = {
    "quadratic": (lambda x: 3 * x * x - 4 * x, lambda x: 6 * x - 4),
    "cubic": (lambda x: x * x * x - 2 * x, lambda x: 3 * x * x - 2),
    "sine": (np.sin, np.cos),
    "exponential": (np.exp, np.exp),
}
HIGHER: dict[str, tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Any]]] = {
    "quadratic": (lambda x, h: 6.0 + 0 * h, lambda x, h: 0 * h),
    "cubic": (lambda x, h: 6 * np.maximum(np.abs(x - h), np.abs(x + h)), lambda x, h: 6.0 + 0 * h),
    "sine": (lambda x, h: 1.0 + 0 * h, lambda x, h: 1.0 + 0 * h),
    "exponential": (lambda x, h: np.exp(x + h), lambda x, h: np.exp(x + h)),
}
"""The largest |f″| and |f‴| between x − h and x + h."""


def trace(model: Derivative) -> dict[str, Any]:
    """Compute every tensor: quotients and errors for each h, the tangent, the tables of derivatives and rules."""
    f, slope = FUNCTIONS[model.function]
    x, exact = model.point, slope(model.point)
    h = np.array([float(f"1e-{k}") for k in EXPONENTS])
    forward, central = (f(x + h) - f(x)) / h, (f(x + h) - f(x - h)) / (2 * h)
    tensors = {
        **model.inputs(),
        "value": f(x),
        "exact": exact,
        "h": h,
        "forward": forward,
        "central": central,
        "forward_error": np.maximum(np.abs(forward - exact), SMALLEST_SHOWN),
        "central_error": np.maximum(np.abs(central - exact), SMALLEST_SHOWN),
    }
    return tensors | _tangent(model, f, exact) | _bounds(model, tensors) | _tables(model)


def _tangent(model: Derivative, f: Function, exact: float) -> dict[str, Any]:
    x = model.point - 2 + np.arange(CURVE_POINTS) * 0.1
    return {"curve_x": x, "curve_y": f(x), "tangent_y": f(model.point) + exact * (x - model.point)}


def _bounds(model: Derivative, found: dict[str, Any]) -> dict[str, Any]:
    """Taylor's theorem bounds the errors by ½h·max|f″| and ⅙h²·max|f‴|; rounding adds a part of f's size over h."""
    x, h = model.point, found["h"]
    second, third = (bound(x, h) for bound in HIGHER[model.function])
    size = np.abs(found["value"]) + (np.abs(x) + h) * (np.abs(found["exact"]) + h * second)
    bounds = {"forward": h / 2 * second + ROUNDING * size / h, "central": h * h / 6 * third + ROUNDING * size / h}
    within = {f"{name}_within": np.float64((found[f"{name}_error"] <= bounds[name]).all()) for name in bounds}
    return {f"{name}_bound": bound for name, bound in bounds.items()} | within


def _tables(model: Derivative) -> dict[str, Any]:
    p, n, c, h = model.table_point, model.exponent, model.constant, TABLE_STEP
    pairs: dict[str, tuple[Function, float]] = {
        "constant": (lambda x: c, 0.0),
        "power": (lambda x: x**n, n * p ** (n - 1)),
        "exponential": (np.exp, np.exp(p)),
        "logarithm": (np.log, 1 / p),
        "reciprocal": (lambda x: 1 / x, -1 / (p * p)),
        "sigmoid": (lambda x: 1 / (1 + np.exp(-x)), np.exp(-p) / (1 + np.exp(-p)) ** 2),
        "multiple": (lambda x: c * x * x, c * 2 * p),
        "sum": (lambda x: x * x + np.exp(x), 2 * p + np.exp(p)),
        "product": (lambda x: x * x * np.exp(x), (2 * p + p * p) * np.exp(p)),
        "quotient": (lambda x: x * x / np.exp(x), (2 * p - p * p) / np.exp(p)),
        "chain": (lambda x: np.exp(x * x), 2 * p * np.exp(p * p)),
    }
    found: dict[str, Any] = {}
    for table, names in (("standard", STANDARD), ("rule", RULES)):
        by_formula = np.array([pairs[name][1] for name in names])
        numeric = np.array([(pairs[name][0](p + h) - pairs[name][0](p - h)) / (2 * h) for name in names])
        found |= {
            f"{table}_formula": by_formula,
            f"{table}_numeric": numeric,
            f"{table}_difference": np.abs(numeric - by_formula),
            f"{table}_agrees": np.float64((abs(numeric - by_formula) <= TABLE_AGREEMENT * (1 + abs(by_formula))).all()),
        }
    return found
