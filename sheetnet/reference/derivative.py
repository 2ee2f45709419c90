"""Difference quotients (f(x + h) − f(x))/h and (f(x + h) − f(x − h))/2h beside f′."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sheetnet.models.derivative import (
    CORNER_EXPONENTS,
    CORNER_GAP,
    CORNER_POINTS,
    CORNER_REACH,
    CORNER_STEP,
    CURVE_POINTS,
    EVEN,
    EXPONENTS,
    FLAT_POINTS,
    FLAT_REACH,
    LINE_AGREEMENT,
    LINE_POINTS,
    LINE_START,
    POWER_POINTS,
    POWER_REACH,
    ROUNDING,
    RULES,
    SHARES,
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
    """Compute every tensor: quotients with errors and tangent, special cases, the tables of derivatives and rules."""
    cubic = {f"cubic_{name}": values for name, values in _limit("cubic", model.cubic_point).items()}
    drawn = _secant("cubic", model.cubic_point, model.cubic_secant_h, "forward")
    drawn |= _secant("cubic", model.cubic_point, model.cubic_secant_h, "central")
    return {
        **model.inputs(),
        **_limit(model.function, model.point),
        **_secant(model.function, model.point, model.secant_h, "forward"),
        **cubic,
        **{f"cubic_{name}": values for name, values in drawn.items()},
        "cubic_forward_share": cubic["cubic_forward_error"][:SHARES] / cubic["cubic_h"][:SHARES],
        "cubic_central_share": cubic["cubic_central_error"][:SHARES] / cubic["cubic_h"][:SHARES] ** 2,
        **_line(model),
        **_flat(model),
        **_corner(model),
        **_tables(model),
    }


def _limit(function: str, x: float) -> dict[str, Any]:
    """Quotients, errors and bounds for each h, and the tangent."""
    f, slope = FUNCTIONS[function]
    exact = slope(x)
    h = np.array([float(f"1e-{k}") for k in EXPONENTS])
    forward, central = (f(x + h) - f(x)) / h, (f(x + h) - f(x - h)) / (2 * h)
    tensors = {
        "value": f(x),
        "exact": exact,
        "h": h,
        "forward": forward,
        "central": central,
        "forward_error": np.maximum(np.abs(forward - exact), SMALLEST_SHOWN),
        "central_error": np.maximum(np.abs(central - exact), SMALLEST_SHOWN),
    }
    return tensors | _tangent(x, f, exact) | _bounds(function, x, tensors)


def _secant(function: str, x: float, h: float, name: str) -> dict[str, Any]:
    """Return the secant from x, or from x − h, to x + h: its slope, and points of it around x."""
    f, derivative = FUNCTIONS[function]
    ends = np.array([x if name == "forward" else x - h, x + h])
    heights, run = f(ends), h if name == "forward" else 2 * h
    slope = (heights[1] - heights[0]) / run
    places = x - 2 + np.arange(CURVE_POINTS) * 0.1
    return {
        f"{name}_rise": heights[1] - heights[0],
        f"{name}_secant": slope,
        f"{name}_secant_error": np.maximum(np.abs(slope - derivative(x)), SMALLEST_SHOWN),
        f"{name}_secant_y": heights[0] + slope * (places - ends[0]),
        f"{name}_triangle": np.stack([ends[[0, 1, 1]], heights[[0, 0, 1]]], axis=1),
    }


def _tangent(point: float, f: Function, exact: float) -> dict[str, Any]:
    x = point - 2 + np.arange(CURVE_POINTS) * 0.1
    return {"curve_x": x, "curve_y": f(x), "tangent_y": f(point) + exact * (x - point)}


def _bounds(function: str, x: float, found: dict[str, Any]) -> dict[str, Any]:
    """Taylor's theorem bounds the errors by ½h·max|f″| and ⅙h²·max|f‴|; rounding adds a part of f's size over h."""
    h = found["h"]
    second, third = (bound(x, h) for bound in HIGHER[function])
    size = np.abs(found["value"]) + (np.abs(x) + h) * (np.abs(found["exact"]) + h * second)
    bounds = {"forward": h / 2 * second + ROUNDING * size / h, "central": h * h / 6 * third + ROUNDING * size / h}
    within = {f"{name}_within": np.float64((found[f"{name}_error"] <= bounds[name]).all()) for name in bounds}
    return {f"{name}_bound": bound for name, bound in bounds.items()} | within


def _line(model: Derivative) -> dict[str, Any]:
    """Return points of y = kx + b, and the quotients between neighbours."""
    k, b = model.line_slope, model.line_intercept
    x = LINE_START + np.arange(LINE_POINTS) * model.line_run
    y = np.polyval([k, b], x)
    quotient = np.diff(y) / model.line_run
    rise = k * model.line_run
    agrees = (abs(quotient - k) <= LINE_AGREEMENT * (1 + abs(k) + abs(b))).all()
    return {
        "line_x": x, "line_y": y, "line_rise": np.diff(y), "line_quotient": quotient,
        "line_agrees": np.float64(agrees), "line_ends": np.array([[-4.0, b - 4 * k], [4.0, b + 4 * k]]),
        "line_drawn_rise": np.float64(rise),
        "line_drawn_slope": np.float64(k),
        "line_triangle": np.stack([model.line_run * np.array([0, 1, 1]), b + rise * np.array([0, 0, 1])], axis=1),
    }  # fmt: skip


def _flat(model: Derivative) -> dict[str, Any]:
    """Return a parabola and a cubic around the point at which their slope is 0, and what the signs beside it say."""
    a, offset = model.flat_factor, np.linspace(-FLAT_REACH, FLAT_REACH, FLAT_POINTS)
    found: dict[str, Any] = {"flat_offset": offset, "flat_x": model.flat_point + offset}
    for name, degree in (("square", 2), ("cube", 3)):
        curve = np.poly1d([a] + [0.0] * degree)
        slope = curve.deriv()(offset)
        before, there, after = slope[FLAT_POINTS // 2 - 1 : FLAT_POINTS // 2 + 2]
        kind = (np.sign(after) - np.sign(before)) / 2  # 1 from falling to rising, −1 the other way round
        kind = EVEN if a == 0 else kind
        found |= {
            f"{name}_value": curve(offset), f"{name}_slope": slope, f"{name}_slope_there": there, f"{name}_kind": kind
        }  # fmt: skip
    return found


def _corner(model: Derivative) -> dict[str, Any]:
    """Return the one-sided quotients of |x|, and the lines with the last of them through the point."""
    x0, h = model.corner_point, np.array([float(f"1e-{k}") for k in CORNER_EXPONENTS])
    left, right = (np.abs(x0 - h) - abs(x0)) / -h, (np.abs(x0 + h) - abs(x0)) / h
    x = np.cumsum([x0 - CORNER_REACH, *[CORNER_STEP] * (CORNER_POINTS - 1)])
    return {
        "corner_h": h,
        "left_quotient": left,
        "right_quotient": right,
        "side_gap": right - left,
        "sides_agree": np.float64(abs(right[-1] - left[-1]) < CORNER_GAP),
        "corner_x": x,
        "corner_y": np.abs(x),
        "corner_here": np.float64(abs(x0)),
        "left_line": abs(x0) + left[-1] * (x - x0),
        "right_line": abs(x0) + right[-1] * (x - x0),
    }


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
    places = np.linspace(1 - POWER_REACH, 1 + POWER_REACH, POWER_POINTS) * p
    found: dict[str, Any] = {"power_x": places, "power_y": places**n, "power_here": p**n}
    found["power_tangent"] = p**n * (1 + n * (places / p - 1))
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
