"""Gradient descent: xᵢ₊₁ = xᵢ − η ∂z/∂x, on z = Σ cₐ·xₐ²."""

from __future__ import annotations

from typing import Any

from sheetnet.models.gradient_descent import (
    AWAY,
    CONTOUR_POINTS,
    CONTOUR_SHARES,
    DIRECTION_DIGITS,
    DOWN,
    JUMP_WIDTH,
    LEVEL,
    PARABOLA_HALF,
    PARABOLA_REACH,
    SURFACES,
    GradientDescent,
    Surface,
)
from sheetnet.reference.arithmetic import np


def trace(model: GradientDescent) -> dict[str, np.ndarray]:
    """Compute every tensor of the lesson.

    Args:
        model: Starts, learning rates and the number of steps.

    Returns:
        For each surface the positions, gradients, steps and heights, each of shape (steps + 1,).
    """
    tensors = model.inputs()
    with np.errstate(over="ignore", invalid="ignore"):
        for surface in SURFACES:
            tensors |= {surface.named(name): values for name, values in _walk(model, surface).items()}
    return tensors


def _walk(model: GradientDescent, surface: Surface) -> dict[str, Any]:
    rate = float(getattr(model, surface.named("learning_rate")))
    start = np.array([getattr(model, surface.named(f"start_{axis}")) for axis in surface.axes])
    curvature = 2.0 * np.array(surface.coefficients)
    direction = rate if surface.uphill else -rate
    path = np.empty((model.steps + 1, start.size))  # (steps + 1, coordinates)
    path[0] = start
    for i in range(model.steps):
        path[i + 1] = path[i] + direction * (curvature * path[i])
    gradient = curvature * path
    height = (gradient / 2.0 * path).sum(axis=1)  # halved first: 2x² leaves the range of numbers before x² does
    tensors: dict[str, Any] = {"step_number": np.arange(model.steps + 1.0), "z": height, "final_z": height[-1]}
    tensors["verdict"] = np.float64(not height[-1] <= height[0]) if surface.uphill else _verdict(path)
    for n, axis in enumerate(surface.axes):
        tensors |= {axis: path[:, n], f"gradient_{axis}": gradient[:, n], f"step_{axis}": direction * gradient[:, n]}
    return tensors | (_contours(surface, height) if len(surface.axes) == 2 else _parabola(surface, start[0]))


def _parabola(surface: Surface, start: float) -> dict[str, np.ndarray]:
    """Points of z = c·x² on both sides of its bottom, as far as a multiple of the start."""
    number = np.arange(-PARABOLA_HALF, PARABOLA_HALF + 1.0)
    x = number / PARABOLA_HALF * PARABOLA_REACH * start
    return {"parabola_number": number, "parabola_x": x, "parabola_z": surface.coefficients[0] * x * x}


def _verdict(path: np.ndarray) -> np.float64:
    """Tell of the worse coordinate, (steps + 1, coordinates), whether it came nearer to the minimum at 0."""
    first, last = np.abs(path[0]), np.abs(path[-1])
    if not first.any():
        return np.float64(LEVEL)
    if not (last <= first * (1 + JUMP_WIDTH)).all():
        return np.float64(AWAY)
    return np.float64(DOWN if (last <= first * (1 - JUMP_WIDTH)).all() else LEVEL)


def _contours(surface: Surface, height: np.ndarray) -> dict[str, np.ndarray]:
    """Ellipses c₁x² + c₂y² = level, as points over the angle."""
    level = np.array(CONTOUR_SHARES) * (np.maximum(height[-1], 1.0) if surface.uphill else height[0])
    angle = np.linspace(0.0, 2.0 * np.pi, CONTOUR_POINTS)
    radius = np.sqrt(level[:, None] / np.array(surface.coefficients))  # (levels, coordinates)
    direction = np.round([np.cos(angle), np.sin(angle)], DIRECTION_DIGITS)  # (coordinates, points)
    return {
        "contour_level": level,
        "contour_angle": angle,
        "contour_x": radius[:, 0] * direction[0][:, None],  # (points, levels)
        "contour_y": radius[:, 1] * direction[1][:, None],
    }
