"""Directional derivatives D_u f = ∇f · u for unit vectors u = (cos θ, sin θ); contour lines at right angles to ∇f."""

from __future__ import annotations

from typing import Any

from sheetnet.models.gradient import (
    ARROW_HALF_WIDTH,
    ARROW_HEAD,
    CLAIM_SLACK,
    CONTOUR_HALF,
    CONTOUR_SPACING,
    CONTOUR_STEP,
    CONTOURS,
    DIRECTIONS,
    EXPONENTS,
    LEAST_SLOPE,
    NO_DIRECTION,
    ROUNDING,
    SECTION_POINTS,
    WINDOW,
    Gradient,
)
from sheetnet.reference.arithmetic import np

SLOPES: dict[str, Any] = {
    "bowl": lambda x, y: (2 * x, 2 * y),
    "hill": lambda x, y: (-2 * x, -2 * y),
    "saddle": lambda x, y: (2 * x, -2 * y),
    "waves": lambda x, y: (np.cos(x), -np.sin(y)),
}
VALUES: dict[str, Any] = {
    "bowl": lambda x, y: x * x + y * y,
    "hill": lambda x, y: 9 - (x * x + y * y),
    "saddle": lambda x, y: x * x - y * y,
    "waves": lambda x, y: np.sin(x) + np.cos(y),
}
BOUNDS: dict[str, Any] = {
    "bowl": lambda x, y: (2, 3 * (x * x + y * y)),
    "hill": lambda x, y: (2, 9 + 3 * (x * x + y * y)),
    "saddle": lambda x, y: (2, 3 * (x * x + y * y)),
    "waves": lambda x, y: (1, 2 + x + y),
}
"""The largest |f″| in any direction; and what rounding takes its part of, with |x| and |y|: |f| + |x f_x| + |y f_y|."""


def trace(model: Gradient) -> dict[str, Any]:
    """Compute every tensor: the gradient and D_u f over θ, one direction as a limit, and that on a hill again."""
    point = _point(model.function, model.x, model.y)
    point_at, hill_at = np.array([model.x, model.y]), np.array([model.hill_x, model.hill_y])
    hill = _point("hill", *hill_at) | _contours("hill", hill_at) | _along("hill", hill_at, model.hill_chosen_angle)
    hill |= _arrows("hill", hill_at, model.hill_chosen_angle)
    return {
        **model.inputs(),
        **point,
        **_directions(point),
        **{
            f"turned_{name}": values
            for part in (_chosen, _arrows)
            for name, values in part(model.function, point_at, model.turned_chosen_angle).items()
        },
        **_contours(model.function, point_at),
        **_along(model.function, point_at, model.chosen_angle),
        **{f"hill_{name}": values for name, values in hill.items()},
    }


def _point(function: str, x: float, y: float) -> dict[str, Any]:
    slope = np.array(SLOPES[function](x, y), dtype=np.float64)
    length = np.linalg.norm(slope)
    return {
        "z": VALUES[function](x, y),
        "gradient_x": slope[0],
        "gradient_y": slope[1],
        "gradient_length": length,
        "gradient_angle": np.degrees(np.arctan2(slope[1], slope[0])) % 360.0 if length > 0 else NO_DIRECTION,
    }


def _directions(point: dict[str, Any]) -> dict[str, Any]:
    slope, length = np.array([point["gradient_x"], point["gradient_y"]]), point["gradient_length"]
    toward = point["gradient_angle"]
    degrees = 360.0 / DIRECTIONS * np.arange(DIRECTIONS)
    unit = np.stack([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))], axis=1)  # (directions, 2)
    rise = unit @ slope
    highest, lowest = degrees[[rise.argmax(), rise.argmin()]] if length > 0 else 2 * [NO_DIRECTION]
    ahead = slope / length if length > 0 else np.zeros(2)
    return {
        "angle": degrees,
        "direction_x": unit[:, 0],
        "direction_y": unit[:, 1],
        "derivative": rise,
        "bound": np.full(DIRECTIONS, length),
        "opposite_bound": np.full(DIRECTIONS, -length),
        "least_height": np.array([[0.0, -1.0], [0.0, 1.0]]),
        "along": ahead @ slope,
        "against": -ahead @ slope,
        "largest": rise.max(),
        "smallest": rise.min(),
        "never_above": np.float64((np.abs(rise) <= length + CLAIM_SLACK).all()),
        "largest_angle": highest,
        "smallest_angle": lowest,
        "largest_along": np.float64(length == 0 or _apart(highest, toward) <= 180 / DIRECTIONS + CLAIM_SLACK),
        "smallest_opposite": np.float64(length == 0 or _apart(lowest, toward + 180) <= 180 / DIRECTIONS + CLAIM_SLACK),
    }


def _along(function: str, point: np.ndarray, angle: float) -> dict[str, Any]:
    """Return the slope in one direction, by the inner product and by quotients."""
    found, (x, y) = _chosen(function, point, angle), point
    unit, slope = np.array([found["unit_x"], found["unit_y"]]), found["inner_product"]
    h = np.array([float(f"1e-{k}") for k in EXPONENTS])
    quotient = (VALUES[function](x + h * unit[0], y + h * unit[1]) - VALUES[function](x, y)) / h
    error = np.abs(quotient - slope)
    way = np.linspace(-WINDOW, WINDOW, SECTION_POINTS)
    bend, size = BOUNDS[function](abs(x) + h, abs(y) + h)
    return found | {
        "section_way": way,
        "section_height": VALUES[function](x + way * unit[0], y + way * unit[1]),
        "section_tangent": VALUES[function](x, y) + way * slope,
        "distance": h,
        "quotient": quotient,
        "quotient_error": error,
        "quotient_drawn": np.maximum(error, 1e-10),
        "limit_holds": np.float64((error <= bend * h / 2 + ROUNDING * size / h).all()),
    }


def _chosen(function: str, point: np.ndarray, angle: float) -> dict[str, Any]:
    """Return a direction: its unit vector, the slope along it."""
    slope, toward = _toward(function, point)
    unit = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    return {
        "unit_x": unit[0],
        "unit_y": unit[1],
        "inner_product": slope @ unit,
        "cosine": toward @ unit,
    }


def _arrows(function: str, point: np.ndarray, angle: float) -> dict[str, Any]:
    """Return the arrow of a direction, and what the gradient's throws on it."""
    toward, unit = _toward(function, point)[1], np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    return {
        "direction_arrow": _arrow(unit, head=2.0),
        "projection": np.stack([toward, (toward @ unit) * unit]),
    }


def _toward(function: str, point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the gradient, and the unit vector along it; zeros where it is zero."""
    slope = np.array(SLOPES[function](*point), dtype=np.float64)
    length = np.linalg.norm(slope)
    return slope, slope / length if length > 0 else np.zeros(2)


def _arrow(tip: np.ndarray, head: float = 1.0) -> np.ndarray:
    """Return the points of an arrow: its foot, its tip, and the tip between the ends of its head."""
    turned = np.array([[0.0, -1.0], [1.0, 0.0]]) @ tip
    back, half = tip - head * ARROW_HEAD * tip, head * ARROW_HALF_WIDTH * turned
    return np.stack([np.zeros(2), tip, back + half, tip, back - half])


def _contours(function: str, point: np.ndarray) -> dict[str, np.ndarray]:
    """Follow contour lines both ways by leapfrog; positions count from the point, (points, lines)."""
    toward = _toward(function, point)[1]
    along = toward if toward.any() else np.array([1.0, 0.0])
    starts = CONTOUR_SPACING * np.outer(along, np.arange(CONTOURS) - CONTOURS // 2)  # (2, lines)
    steepness = np.hypot(*_slopes(function, point, starts))
    step = CONTOUR_STEP / np.maximum(steepness, LEAST_SLOPE)
    ahead, back = _followed(function, point, starts, step), _followed(function, point, starts, -step)
    lines = np.concatenate([back[:0:-1], ahead])  # (points, 2, lines)
    return {
        "toward_x": toward[0],
        "toward_y": toward[1],
        "gradient_arrow": _arrow(toward),
        "contour_step": step,
        "contour_x": lines[:, 0],
        "contour_y": lines[:, 1],
    }


def _followed(function: str, point: np.ndarray, starts: np.ndarray, step: np.ndarray) -> np.ndarray:
    places = [starts]
    for _ in range(CONTOUR_HALF):
        x, y = places[-1]
        x = x - step / 2 * _slopes(function, point, np.array([x, y]))[1]
        y = y + step * _slopes(function, point, np.array([x, y]))[0]
        x = x - step / 2 * _slopes(function, point, np.array([x, y]))[1]
        places.append(np.array([x, y]))
    return np.array(places)


def _slopes(function: str, point: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return ∂z/∂x and ∂z/∂y at places that count from the point, (2, lines)."""
    x, y = point[:, None] + places
    across, up = SLOPES[function](x, y)
    return across, up


def _apart(first: float, second: float) -> float:
    """Return the angle between two directions, in degrees."""
    turn = abs(first - second) % 360
    return min(turn, 360 - turn)
