"""Partial derivatives exactly and by differences; dz/dx = ∂f/∂u·∂u/∂x + ∂f/∂v·∂v/∂x; f(x + Δ) ≈ f + ∇f·Δ."""

from __future__ import annotations

from typing import Any

from sheetnet.models.partial_derivative import (
    CHAIN_REACH,
    CURVE_POINTS,
    HALVINGS,
    LEAST_HEIGHT,
    PATH_POINTS,
    PATH_REACH,
    PLANE_EXPONENTS,
    QUOTIENT_ROUNDING,
    ROUNDING,
    SLICE_POINTS,
    SLICE_REACH,
    SMALLEST_ERROR,
    PartialDerivative,
)
from sheetnet.reference.arithmetic import np
from sheetnet.reference.partial_contours import contours


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


def _path_third(name: str, t: float) -> float:
    """Bound |z‴| along x = t², y = 1 + t for arguments up to t in size."""
    wave = 3 * (2 + 4 * t * t) + (1 + t) * (12 * t + 8 * t**3)
    return {"polynomial": 24 * t + 60 * t * t, "quadratic": 24 * t + 6, "wave": wave}[name]


def _bend(name: str, x: float, y: float) -> float:
    """Bound ½|f″| in any direction for arguments up to x and y in size."""
    return {"polynomial": x + y + 1, "quadratic": 1.5, "wave": (y + 1) / 2}[name]


def trace(model: PartialDerivative) -> dict[str, Any]:
    """Compute every tensor of the six sheets."""
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
        **_slices(lambda a, b: _value(f, a, b), (x, y), exact, SLICE_REACH),
        **contours(lambda place: _slopes(f, *place), np.array([x, y])),
        **_chain(model),
        **_total(model),
        **_approximation(model, exact),
        **_three(model),
        **_plane(model, exact),
    }


def _chain(model: PartialDerivative) -> dict[str, Any]:
    """U = x + y², v = xy; the Jacobian times the outer slopes, beside differences of the composite."""
    f, x, y, h = model.function, model.chain_x, model.chain_y, model.h

    def composite(a: Any, b: Any) -> Any:
        return _value(f, a + b * b, a * b)

    inner = np.array([[1.0, 2 * y], [y, x]])  # rows u, v; columns x, y
    outer = _slopes(f, x + y * y, x * y)
    chain = outer @ inner
    direct = np.array([composite(x + h, y) - composite(x - h, y), composite(x, y + h) - composite(x, y - h)]) / (2 * h)
    most = h * h / 6 * _composite_third(f, abs(x) + h, abs(y) + h) + QUOTIENT_ROUNDING["chain"] / h
    return {
        "u": x + y * y,
        "v": x * y,
        "composite": composite(x, y),
        "outer_slopes": outer,
        "inner_slopes": inner,
        "chain_slopes": chain,
        "direct_slopes": direct,
        "chain_errors": np.abs(chain - direct),
        "chain_agrees": np.float64((np.abs(chain - direct) <= most).all()),
        "chain_first_outer": np.repeat(outer[0], 2),
        "chain_first_inner": inner[0],
        "chain_second_outer": np.repeat(outer[1], 2),
        "chain_second_inner": inner[1],
        "chain_sum": chain,
        **{f"chain_{name}": values for name, values in _slices(composite, (x, y), chain, CHAIN_REACH).items()},
    }


def _slices(value: Any, point: tuple[float, float], slopes: np.ndarray, reach: float) -> dict[str, np.ndarray]:
    """Return the values along x and along y through a point, and the tangents there."""
    moved = np.linspace(-reach, reach, SLICE_POINTS)
    places = {"x": (point[0] + moved, point[1] + 0 * moved), "y": (point[0] + 0 * moved, point[1] + moved)}
    found: dict[str, np.ndarray] = {}
    for number, (axis, place) in enumerate(places.items()):
        found |= {
            f"slice_{axis}": place[number],
            f"slice_along_{axis}": value(*place),
            f"tangent_along_{axis}": value(*point) + slopes[number] * moved,
            f"slice_frame_{axis}": np.array([[point[number], value(*point) + apart] for apart in (-1, 1)]),
        }
    return found


def _approximation(model: PartialDerivative, slopes: np.ndarray) -> dict[str, Any]:
    f, x, y = model.function, model.x, model.y
    delta = model.first_delta / 2.0 ** np.arange(HALVINGS)
    true, linear = _value(f, x + delta, y + delta), _value(f, x, y) + slopes.sum() * delta
    error, run = np.abs(true - linear), np.linspace(0, model.first_delta, CURVE_POINTS)
    ratio = np.where(error[1:] > SMALLEST_ERROR, error[:-1] / np.maximum(error[1:], SMALLEST_ERROR), 0.0)
    second, last = _second_order(f, x, y), delta[-1]
    beyond = abs(error[-1] - abs(second) * last**2)
    return {
        "delta": delta,
        "approximation_x": x,
        "approximation_y": y,
        "approximation_z": _value(f, x, y),
        "drawn_delta": run,
        "drawn_true": _value(f, x + run, y + run),
        "drawn_linear": _value(f, x, y) + slopes.sum() * run,
        "true_value": true,
        "linear_value": linear,
        "linear_error": error,
        "error_ratio": ratio,
        "error_share": error / delta**2,
        "second_order": second,
        "falls_squared": np.float64(beyond <= _third_order(f, y, last) * last**3 + ROUNDING),
    }


def _total(model: PartialDerivative) -> dict[str, Any]:
    """Return dz/dt along x = t², y = 1 + t, by the rule and by a difference, and z over t with its tangent."""
    f, t, h = model.function, model.t, model.h

    def along(time: Any) -> Any:
        return _value(f, time * time, 1 + time)

    outer, inner = _slopes(f, t * t, 1 + t), np.array([2 * t, 1.0])
    slope, numeric = outer @ inner, (along(t + h) - along(t - h)) / (2 * h)
    most = h * h / 6 * _path_third(f, abs(t) + h) + QUOTIENT_ROUNDING["total"] / h
    times = t + np.linspace(-PATH_REACH, PATH_REACH, PATH_POINTS)
    return {
        "path_x": t * t,
        "path_y": 1 + t,
        "path_value": along(t),
        "path_gradient": outer,
        "path_slopes": inner,
        "total_slope": slope,
        "total_numeric": numeric,
        "total_error": abs(slope - numeric),
        "total_agrees": np.float64(abs(slope - numeric) <= most),
        "curve_t": times,
        "curve_x": times * times,
        "curve_y": 1 + times,
        "curve_z": along(times),
        "path_tangent": along(t) + slope * (times - t),
    }


def _three(model: PartialDerivative) -> dict[str, Any]:
    """Return f(p + sΔ) ≈ f + s ∇f·Δ for f = y(x² + z²), with q = ½ ΔᵀHΔ and c = Δy(Δx² + Δz²)."""
    (x, y, z), move = model.three_point, model.three_displacement
    gradient = np.array([2 * x * y, x * x + z * z, 2 * y * z])
    hessian = 2 * np.array([[y, x, 0], [x, 0, z], [0, z, y]])
    second, third = move @ hessian @ move / 2, move[1] * (move[0] ** 2 + move[2] ** 2)
    part = 0.5 ** np.arange(HALVINGS)
    moved = model.three_point + part[:, None] * move  # (halvings, 3)
    true = moved[:, 1] * (moved[:, 0] ** 2 + moved[:, 2] ** 2)
    linear = y * (x * x + z * z) + part * (gradient @ move)
    error = np.abs(true - linear)
    run = np.linspace(0, 1, CURVE_POINTS)
    along = model.three_point + run[:, None] * move
    near = np.abs(error - abs(second) * part**2) <= abs(third) * part**3 + ROUNDING
    return {
        "three_value": y * (x * x + z * z),
        "three_gradient": gradient,
        "three_products": gradient * move,
        "three_change": gradient @ move,
        "three_second": second,
        "three_third": third,
        "three_part": part,
        "three_drawn_part": run,
        "three_drawn_true": along[:, 1] * (along[:, 0] ** 2 + along[:, 2] ** 2),
        "three_drawn_linear": y * (x * x + z * z) + run * (gradient @ move),
        "three_true": true,
        "three_linear": linear,
        "three_error": error,
        "three_share": error / part**2,
        "three_falls": np.float64(near.all()),
    }


def _plane(model: PartialDerivative, slopes: np.ndarray) -> dict[str, Any]:
    """Return how far f, and xy/(x² + y²) at 0, are from the plane of their slopes, in one direction."""
    f, x, y = model.function, model.x, model.y
    h = np.array([float(f"1e-{k}") for k in PLANE_EXPONENTS])
    u = np.round([np.cos(np.radians(model.plane_angle)), np.sin(np.radians(model.plane_angle))], 12)
    counter = np.full(h.size, u.prod() / (u @ u))
    error = np.abs(_value(f, x + h * u[0], y + h * u[1]) - _value(f, x, y) - h * (slopes @ u))
    first = np.array([_slopes(f, x, y + step)[0] for step in h])
    bend = _bend(f, abs(x) + h[0], abs(y) + h[0])
    return {
        "plane_direction_x": u[0],
        "plane_direction_y": u[1],
        "plane_h": h,
        "counter_value": counter,
        "counter_share": np.abs(counter) / h,
        "counter_slope": 1 / h,
        "counter_line": np.array([[end, counter[0], 0.0] for end in (-1.0, 1.0)]),
        "counter_origin": np.zeros(2),
        "counter_leaves": np.float64(abs(counter[-1]) > LEAST_HEIGHT),
        "counter_drawn": np.maximum(np.abs(counter) / h, 1e-8),
        "smooth_drawn": np.maximum(error / h, 1e-8),
        "plane_error": error,
        "plane_share": error / h,
        "slope_change": np.abs(first - slopes[0]),
        "plane_fits": np.float64((error / h <= bend * h + ROUNDING / h).all()),
    }
