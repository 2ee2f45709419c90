"""The functions of two variables that are expanded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sheetnet.formula import Expression, Operand, as_expression, call
from sheetnet.lessons.rounding import quotient_rounding
from sheetnet.lessons.taylor.conics import ellipse, hook, hyperbola


@dataclass(frozen=True)
class Surface:
    """A function of two variables.

    Args:
        equation: The function, in symbols.
        value: f as a formula of x and y.
        slopes: ∂f/∂x and ∂f/∂y, likewise.
        second: ∂²f/∂x², ∂²f/∂x∂y and ∂²f/∂y², likewise.
        slope_sizes: Bounds of ∂f/∂x and ∂f/∂y for arguments up to x and y in size, every term counted by its size.
        passed_on: How much of the rounding of x and of y each of them passes on: x ∂²f/∂x², … in a row for each slope.
        line: x and y on a contour line, see ``contours``.
    """

    equation: str
    value: Callable[[Operand, Operand], Expression]
    slopes: Callable[[Operand, Operand], tuple[Expression, Expression]]
    second: Callable[[Operand, Operand], tuple[Expression, Expression, Expression]]
    slope_sizes: Callable[[float, float], tuple[float, float]]
    passed_on: Callable[[float, float], list[list[float]]]
    line: Callable[[Operand, float, Operand, int], tuple[Expression, Expression]]

    def hessian_rounding(self, x: float, y: float, h: float) -> np.ndarray:
        """Bound what rounding does to the differences of slopes at a point with a step h, (slopes, directions)."""
        reached = abs(x) + h, abs(y) + h
        moved = np.array(self.passed_on(*reached))
        size = np.broadcast_to(np.array(self.slope_sizes(*reached))[:, None], moved.shape)
        return quotient_rounding(size, moved, 2 * h)


def constants(*numbers: int) -> Callable[[Operand, Operand], tuple[Expression, Expression, Expression]]:
    """Return the second derivatives of a quadratic."""
    xx, xy, yy = map(as_expression, numbers)
    return lambda x, y: (xx, xy, yy)


SURFACES = {
    "bowl": Surface(
        "f(x, y) = x² + xy + 2y² − x",
        lambda x, y: x**2 + x * y + 2 * y**2 - x,
        lambda x, y: (2 * x + y - 1, x + 4 * y),
        constants(2, 1, 4),
        lambda x, y: (2 * x + y + 1, x + 4 * y),
        lambda x, y: [[2 * x, y], [x, 4 * y]],
        ellipse,
    ),
    "saddle": Surface(
        "f(x, y) = x² − y² + xy",
        lambda x, y: x**2 - y**2 + x * y,
        lambda x, y: (2 * x + y, x - 2 * y),
        constants(2, 1, -2),
        lambda x, y: (2 * x + y, x + 2 * y),
        lambda x, y: [[2 * x, y], [x, 2 * y]],
        hyperbola,
    ),
    "wave": Surface(
        "f(x, y) = sin x + x·y²",
        lambda x, y: call("SIN", x) + x * y**2,
        lambda x, y: (call("COS", x) + y**2, 2 * x * y),
        lambda x, y: (-call("SIN", x), 2 * y, 2 * x),
        lambda x, y: (1 + y**2, 2 * x * y),
        lambda x, y: [[x, 2 * y**2], [2 * x * y, 2 * x * y]],
        hook,
    ),
}
