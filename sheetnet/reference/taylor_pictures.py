"""The pictures of the lesson taylor: contour lines of the surfaces, arrows, vectors in the plane in which they lie."""

from __future__ import annotations

from typing import Any

from sheetnet.models.taylor import (
    ARROW_HALF_WIDTH,
    ARROW_HEAD,
    BOX_CORNERS,
    BOX_PARTS,
    DIRECTIONS,
    EDGE,
    HALF,
    LEVELS,
    REACH,
    TOP,
    Taylor,
)
from sheetnet.reference.arithmetic import np


def arrow(foot: np.ndarray, tip: np.ndarray) -> np.ndarray:
    """Return foot and tip, and the tip between the ends of the head, (points, 2)."""
    along = tip - foot
    aside = np.array([[0.0, -1.0], [1.0, 0.0]]) @ along * ARROW_HALF_WIDTH
    back = tip - ARROW_HEAD * along
    return np.stack([foot, tip, back + aside, tip, back - aside])


def contours(surface: str) -> dict[str, np.ndarray]:
    """Return contour lines, each in two halves: x and y, (points, lines)."""
    heights, part = np.array(LEVELS[surface], dtype=np.float64), np.linspace(0, 1, HALF)
    there_and_back = np.concatenate([part, part[::-1]])
    sign = np.repeat([1.0, -1.0], HALF)
    lines = np.array([LINES[surface](height, there_and_back, sign) for height in heights])  # (lines, 2, points)
    return {
        "contour_level": heights,
        "contour_part": there_and_back,
        "contour_x": lines[:, 0].T,
        "contour_y": lines[:, 1].T,
    }


def _ellipse(height: float, part: np.ndarray, sign: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """2v² + ⅞u² = z + 2/7 with u = x − 4/7 and v = y + x/4."""
    u = np.sqrt((height + 2 / 7) / 0.875) * np.cos(np.pi * part)
    v = np.sqrt((height + 2 / 7) / 2) * np.sin(np.pi * part) * sign
    return u + 4 / 7, v - (u + 4 / 7) / 4


def _hyperbola(height: float, part: np.ndarray, sign: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """1.25x² − v² = z with v = y − x/2."""
    t, root = REACH * (2 * part - 1), np.sqrt(np.abs(height))
    near, far = sign * root * np.cosh(t), root * np.sinh(t)
    x, v = (near / np.sqrt(1.25), far) if height > 0 else (far / np.sqrt(1.25), near)
    return x, v + x / 2


def _hook(height: float, part: np.ndarray, sign: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return x from |z|/TOP to EDGE in equal ratios, at the side of z, and y = ±√((z − sin x)/x)."""
    size = np.abs(height)
    x = size / TOP * np.power(EDGE * TOP / size, part)
    return np.sign(height) * x, sign * np.sqrt((size - np.sin(x)) / x)


LINES: dict[str, Any] = {"bowl": _ellipse, "saddle": _hyperbola, "wave": _hook}


def boxes(model: Taylor) -> dict[str, Any]:
    """Return a rectangle at the point, its image by z ↦ z², u + iv = (x₁ + ix₂)², and what the slope 2z makes of it."""
    z, corners = complex(*model.map_point), np.array(BOX_CORNERS) @ np.array([1, 1j])
    stretched = corners.real * model.map_step[0] + 1j * corners.imag * model.map_step[1]
    way = np.interp(np.arange(4 * BOX_PARTS + 1) / BOX_PARTS, np.arange(5), stretched)
    found = {"box": stretched, "box_image": way * (2 * z + way), "box_linear": 2 * z * stretched}
    pairs = {name: np.stack([points.real, points.imag], axis=1) for name, points in found.items()}
    every = np.concatenate(list(pairs.values()))
    middle, unit = (every.max(axis=0) + every.min(axis=0)) / 2, np.ptp(every, axis=0).max() / 2 or 1.0
    drawn = {f"{name}_drawn": (points - middle) / unit for name, points in pairs.items()}
    return {**pairs, **drawn, "box_middle": middle, "box_unit": unit}


def norm_pictures(model: Taylor) -> dict[str, np.ndarray]:
    """Return a, b and a + b in their plane, in units of ‖a‖ + ‖b‖; and M·u in its own, in units of ‖M‖."""
    a, b, matrix = model.first, model.second, model.matrix
    bound, size = np.linalg.norm(a) + np.linalg.norm(b), np.linalg.norm(matrix)
    angle = np.radians(np.linspace(0, 360, DIRECTIONS))
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)  # (directions, 2)
    pair = _in_their_plane(a, b) / (bound if bound > 0 else 1.0)
    columns = _in_their_plane(matrix[:, 0], matrix[:, 1]) / (size if size > 0 else 1.0)
    origin, total = np.zeros(2), pair[0] + pair[1]
    return {
        "circle": circle,
        "sum_plane": pair,
        "a_arrow": arrow(origin, pair[0]),
        "b_arrow": arrow(pair[0], total),
        "sum_arrow": arrow(origin, total),
        "matrix_plane": columns,
        "ellipse": circle @ columns,
        "unit_circle": circle / (size if size > 0 else 1.0),
    }


def _in_their_plane(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """Return p and q in an orthonormal basis of their plane whose first vector goes along p, (2, 2)."""
    length = np.linalg.norm(p)
    if length == 0:
        return np.array([np.zeros(2), np.array([np.linalg.norm(q), 0.0])])
    return np.array([[length, 0.0], [p @ q / length, np.linalg.norm(np.cross(p, q)) / length]])
