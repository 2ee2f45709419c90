"""Taylor: f(a + d) ≈ f + f′d + ½f″d²; for two variables f + ∇f·d + ½ dᵀHd."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sheetnet.models.taylor import (
    CLAIM_SLACK,
    CURVE_END,
    CURVE_POINTS,
    CURVE_START,
    DIRECTIONS,
    FLAT,
    GRID,
    NEAR,
    NOTHING,
    PARTS,
    PATH_REACH,
    SINGULAR,
    Taylor,
)
from sheetnet.reference.arithmetic import np
from sheetnet.reference.taylor_pictures import arrow, boxes, contours, norm_pictures


def trace(model: Taylor) -> dict[str, Any]:
    """Compute every tensor of the four sheets."""
    surface, mapped = _surface(model), {**_map(model), **_jacobian(model)}
    norms = {**_norms(model), **_stretched(model), **norm_pictures(model)}
    return {**model.inputs(), **_curve(model), **surface, **mapped, **norms}


def _logistic(x: Any) -> tuple[Any, Any, Any]:
    s = 1 / (1 + np.exp(-x))
    return s, s * (1 - s), s * (1 - s) * (1 - 2 * s)


CURVES: dict[str, Callable[[Any], tuple[Any, Any, Any]]] = {
    "exponential": lambda x: (np.exp(x), np.exp(x), np.exp(x)),
    "sine": lambda x: (np.sin(x), np.cos(x), -np.sin(x)),
    "logistic": _logistic,
}
"""From x to f, f′ and f″."""


def _curve(model: Taylor) -> dict[str, Any]:
    value, slope, bend = CURVES[model.curve](model.center)
    x = np.linspace(CURVE_START, CURVE_END, CURVE_POINTS)
    true = CURVES[model.curve](x)[0]
    orders = np.stack(
        [np.polyval(terms, x - model.center) for terms in ([value], [slope, value], [bend / 2, slope, value])], axis=1
    )
    aside = np.array([-NEAR, NEAR])
    near = np.outer(aside, [slope, slope]) + np.outer(aside**2, [0, bend / 2]) + value
    near_errors = np.abs(near - CURVES[model.curve](model.center + aside)[0][:, None])
    return {
        "value": value,
        "slope": slope,
        "bend": bend,
        "grid": x,
        "true": true,
        "orders": orders,
        "order_errors": np.abs(orders - true[:, None]),
        "near_errors": near_errors,
        "errors_shrink": float((near_errors[:, 1] <= near_errors[:, 0] + CLAIM_SLACK).all()),
    }


def _value(name: str, x: Any, y: Any) -> Any:
    return {"bowl": x * x + x * y + 2 * y * y - x, "saddle": x * x - y * y + x * y, "wave": np.sin(x) + x * y * y}[name]


def _slopes(name: str, x: float, y: float) -> np.ndarray:
    pairs = {
        "bowl": (2 * x + y - 1, x + 4 * y),
        "saddle": (2 * x + y, x - 2 * y),
        "wave": (np.cos(x) + y * y, 2 * x * y),
    }
    return np.array(pairs[name])


def _hessian(name: str, x: float, y: float) -> np.ndarray:
    table = {"bowl": [[2, 1], [1, 4]], "saddle": [[2, 1], [1, -2]], "wave": [[-np.sin(x), 2 * y], [2 * y, 2 * x]]}
    return np.array(table[name], dtype=np.float64)


def _surface(model: Taylor) -> dict[str, Any]:
    name, place, d = model.surface_name, np.array([model.x, model.y]), np.array([model.step_x, model.step_y])
    value, slopes, hessian = _value(name, *place), _slopes(name, *place), _hessian(name, *place)
    small, large = np.linalg.eigvalsh(hessian)
    determinant = hessian[0, 0] * hessian[1, 1] - hessian[0, 1] ** 2
    expansion = value + np.cumsum([0.0, slopes @ d, d @ hessian @ d / 2])
    newton = place - (np.linalg.solve(hessian, slopes) if abs(determinant) > SINGULAR else 0.0)
    after, numeric = _slopes(name, *newton), _numeric_hessian(model)
    return {
        "surface_value": value,
        "surface_slopes": slopes,
        "hessian": hessian,
        "numeric_hessian": numeric,
        "symmetry_gap": abs(numeric[0, 1] - numeric[1, 0]),
        "hessian_determinant": determinant,
        "eigenvalues": np.array([small, large]),
        "kind": 1.0 if small > FLAT else -1.0 if large < -FLAT else 0.0,
        "true_there": _value(name, *(place + d)),
        "expansion": expansion,
        "expansion_errors": np.abs(expansion - _value(name, *(place + d))),
        **_path(name, place, d, expansion),
        "newton": newton,
        **contours(name),
        "step_arrow": arrow(place, place + d),
        "newton_arrow": arrow(place, newton),
        "newton_slopes": np.where(np.abs(after) > NOTHING, after, 0.0),
        "newton_lands": float(np.abs(after).max() <= 1e-6),
    }


def _path(name: str, place: np.ndarray, d: np.ndarray, expansion: np.ndarray) -> dict[str, Any]:
    """Return the surface along the step, and polynomials in t that are the expansions at t = 1."""
    t = np.linspace(-PATH_REACH, PATH_REACH, GRID)
    orders = [np.polyval(np.diff(expansion[: n + 1], prepend=0.0)[::-1], t) for n in range(3)]
    return {
        "path_part": t,
        "path_true": _value(name, place[0] + t * d[0], place[1] + t * d[1]),
        "path_orders": np.stack(orders, axis=1),
    }


def _numeric_hessian(model: Taylor) -> np.ndarray:
    """Row i is the central difference of ∂f/∂xᵢ by x and by y, so that the two mixed ones come in either order."""
    place, steps = np.array([model.x, model.y]), model.h * np.eye(2)
    columns = [_slopes(model.surface_name, *(place + d)) - _slopes(model.surface_name, *(place - d)) for d in steps]
    return np.stack(columns, axis=1) / (2 * model.h)


def _mapped(point: np.ndarray) -> np.ndarray:
    """Return y₁ = x₁x₂, y₂ = x₁² − x₂, y₃ = x₁ + sin x₂ of points, (…, 2), as (…, 3)."""
    x, y = np.moveaxis(point, -1, 0)
    return np.stack([x * y, np.square(x) - y, x + np.sin(y)], axis=-1)


def _map(model: Taylor) -> dict[str, Any]:
    """The map from 2 to 3 numbers: row i of J is ∇yᵢᵀ, beside central differences, and y + t·J·d along the step."""
    point, step, h = model.map_point, model.map_step, model.map_h
    gradients = np.array([[point[1], 2 * point[0], 1.0], [point[0], -1.0, np.cos(point[1])]])  # a column each
    moves = h * np.eye(2)
    numeric = ((_mapped(point + moves) - _mapped(point - moves)) / (2 * h)).T
    gap, part = np.abs(gradients.T - numeric).max(), np.linspace(0, 1, PARTS + 1)
    values, there = _mapped(point), _mapped(point + part[:, None] * step)
    linear = values + np.outer(part, step @ gradients)
    return {
        "map_values": values,
        "map_jacobian": gradients.T,
        "map_transposed": gradients,
        "map_numeric": numeric,
        "map_gap": gap,
        "map_agrees": float(gap <= h * h / 6 + CLAIM_SLACK),
        "map_part": part,
        "map_there": there,
        "map_linear": linear,
        "map_way": np.linalg.norm(_mapped(point + step) - values),
        "map_off": np.linalg.norm(_mapped(point + step) - values - step @ gradients),
        "map_moved": np.linalg.norm(there - values, axis=1),
        "map_error": np.linalg.norm(there - linear, axis=1),
    }


def _jacobian(model: Taylor) -> dict[str, Any]:
    """U = x₁² − x₂², v = 2x₁x₂."""
    x, y = model.map_point
    jacobian = np.array([[2 * x, -2 * y], [2 * y, 2 * x]])
    square = 4 * (x * x + y * y)
    return {"jacobian": jacobian, "jacobian_determinant": square, "jacobian_function": square, **boxes(model)}


def _norms(model: Taylor) -> dict[str, Any]:
    a, b, c, m = model.first, model.second, model.scale, model.matrix
    lengths = np.array([np.linalg.norm(v) for v in (a, b, a + b, c * a, m @ a)])
    size, slack = float(np.linalg.norm(m)), CLAIM_SLACK * (1 + np.abs(lengths).max())
    claims = [
        bool((lengths[:2] >= 0).all()),
        abs(lengths[3] - abs(c) * lengths[0]) <= slack,
        lengths[2] <= lengths[0] + lengths[1] + slack,
        lengths[4] <= size * lengths[0] + slack,
    ]
    return {
        "total": a + b,
        "scaled": c * a,
        "image": m @ a,
        "lengths": lengths,
        "matrix_length": size,
        "sum_norms": np.array([np.abs(v).sum() for v in (a, b)]),
        "largest_norms": np.array([np.abs(v).max() for v in (a, b)]),
        "norm_positive": float(claims[0]),
        "norm_definite": float(not any(v.any() for v in (a, b) if np.linalg.norm(v) == 0)),
        "norm_scales": float(claims[1]),
        "norm_triangle": float(claims[2]),
        "norm_bounds": float(claims[3]),
    }


def _stretched(model: Taylor) -> dict[str, Any]:
    """How far M stretches unit vectors of the plane of the first two axes: ‖M·u‖ ≤ ‖M‖_F."""
    degrees = np.linspace(0, 360, DIRECTIONS)
    units = np.stack([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])  # (2, directions)
    stretch, bound = np.linalg.norm(model.matrix[:, :2] @ units, axis=0), np.linalg.norm(model.matrix)
    return {
        "direction": degrees,
        "stretch": stretch,
        "stretch_bound": np.full(DIRECTIONS, bound),
        "largest_stretch": stretch.max(),
        "norm_compatible": float(np.all(stretch <= bound + CLAIM_SLACK * (1 + bound))),
    }
