"""The functions of two variables, with what Taylor's theorem and rounding need to know of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sheetnet.formula import Expression, Operand, as_expression, call
from sheetnet.lessons.rounding import quotient_rounding


@dataclass(frozen=True)
class Sizes:
    """Bounds of a function and of how it passes on the rounding of its arguments, every term counted by its size.

    Args:
        value: |f|.
        along_x: |x ∂f/∂x|, and what rounding within the formula adds to it.
        along_y: |y ∂f/∂y|, likewise.
    """

    value: np.ndarray
    along_x: np.ndarray
    along_y: np.ndarray

    def slope_rounding(self, h: float) -> np.ndarray:
        """Bound what rounding does to the central differences by x and by y with a step h, (2,)."""
        moved = np.stack([self.along_x, self.along_y])
        return quotient_rounding(np.broadcast_to(self.value, moved.shape), moved, 2 * h)


@dataclass(frozen=True)
class Function:
    """A function of two variables, and the composite z = f(u, v) with u = x + y² and v = xy.

    Args:
        equation: The function, in symbols.
        slope_equations: Its partial derivatives, in symbols.
        composite_equation: The function of u and v, in symbols.
        value: f as a formula of x and y.
        slopes: ∂f/∂x and ∂f/∂y, likewise.
        second_order: ½(f_xx + 2 f_xy + f_yy), the coefficient of Δ² along Δx = Δy = Δ, likewise.
        third: A bound of |∂³f/∂x³| and |∂³f/∂y³|, as a formula of y.
        third_order: A bound of the coefficient of Δ³ along that line, as a formula of y and Δ.
        bend: A bound of ½|f″| in any direction for arguments up to x and y in size, as a formula of both.
        path_third: A bound of |d³z/dt³| along x = t², y = 1 + t for arguments up to t in size, as a formula of t.
        composite_third: A bound of |∂³z/∂x³| and |∂³z/∂y³| for arguments up to x and y in size, as a formula of both.
        sizes: Bounds of f for arguments up to x and y in size.
        composite_sizes: Bounds of z likewise, as numbers of x, y, u and v; rounding of u and v goes into it.
    """

    equation: str
    slope_equations: str
    composite_equation: str
    value: Callable[[Operand, Operand], Expression]
    slopes: Callable[[Operand, Operand], tuple[Expression, Expression]]
    second_order: Callable[[Operand, Operand], Expression]
    third: Callable[[Operand], Expression]
    third_order: Callable[[Operand, Operand], Expression]
    bend: Callable[[Operand, Operand], Expression]
    path_third: Callable[[Operand], Expression]
    composite_third: Callable[[Operand, Operand], Expression]
    sizes: Callable[[np.ndarray, np.ndarray], Sizes]
    composite_sizes: Callable[[np.ndarray, np.ndarray, np.ndarray, np.ndarray], Sizes]


FUNCTIONS = {
    "polynomial": Function(
        "f(x, y) = x²y + y²",
        "∂f/∂x = 2xy        ∂f/∂y = x² + 2y",
        "z = f(u, v) = u²v + v²",
        lambda x, y: x**2 * y + y**2,
        lambda x, y: (2 * x * y, x**2 + 2 * y),
        lambda x, y: y + 2 * x + 1,
        lambda y: as_expression(0),
        lambda y, delta: as_expression(1),
        lambda x, y: x + y + 1,
        lambda t: 24 * t + 60 * t**2,
        lambda x, y: call("MAX", 6 * y, 12 * x**2 + 60 * x * y**2),
        lambda x, y: Sizes(x**2 * y + y**2, 2 * x**2 * y, x**2 * y + 2 * y**2),
        lambda x, y, u, v: Sizes(u**2 * v + v**2, 3 * u**2 * v + 2 * v**2, 5 * u**2 * v + 2 * v**2),
    ),
    "quadratic": Function(
        "f(x, y) = x² + xy + y²",
        "∂f/∂x = 2x + y        ∂f/∂y = x + 2y",
        "z = f(u, v) = u² + uv + v²",
        lambda x, y: x**2 + x * y + y**2,
        lambda x, y: (2 * x + y, x + 2 * y),
        lambda x, y: as_expression(3),
        lambda y: as_expression(0),
        lambda y, delta: as_expression(0),
        lambda x, y: as_expression(1.5),
        lambda t: 24 * t + 6,
        lambda x, y: 24 * y + 6 * x,
        lambda x, y: Sizes(x**2 + x * y + y**2, 2 * x**2 + x * y, x * y + 2 * y**2),
        lambda x, y, u, v: Sizes(u**2 + u * v + v**2, 2 * (u**2 + u * v + v**2), 4 * u**2 + 3 * u * v + 2 * v**2),
    ),
    "wave": Function(
        "f(x, y) = y sin x",
        "∂f/∂x = y cos x        ∂f/∂y = sin x",
        "z = f(u, v) = v sin u",
        lambda x, y: y * call("SIN", x),
        lambda x, y: (y * call("COS", x), call("SIN", x)),
        lambda x, y: call("COS", x) - y * call("SIN", x) / 2,
        lambda y: call("ABS", y),
        lambda y, delta: (call("ABS", y) + delta + 3) / 6,
        lambda x, y: (y + 1) / 2,
        lambda t: 3 * (2 + 4 * t**2) + (1 + t) * (12 * t + 8 * t**3),
        lambda x, y: call("MAX", y * (3 + x), x * (6 + 24 * y**2 + 8 * y**4)),
        lambda x, y: Sizes(y, x * y, y),
        lambda x, y, u, v: Sizes(v, v * (1 + u), v * (1 + u + 2 * y**2)),
    ),
}
