"""The functions whose gradient is taken; each is a sum a(x) + b(y), so that contour lines are easy to follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sheetnet.formula import Expression, Operand, call


@dataclass(frozen=True)
class Function:
    """A function of two variables.

    Args:
        equation: The function and its slopes, in symbols.
        value: z as a formula of x and y.
        slopes: ∂z/∂x as a formula of x, and ∂z/∂y as one of y.
        bend: The largest |f″| in any direction anywhere.
        size: From |x| and |y| to |f|, every term counted by its size; formulas and numbers alike.
        moved: From |x| and |y| to |x ∂z/∂x| + |y ∂z/∂y|, likewise.
    """

    equation: str
    value: Callable[[Operand, Operand], Expression]
    slopes: Callable[[Operand, Operand], tuple[Expression, Expression]]
    bend: int
    size: Callable[[Any, Any], Any]
    moved: Callable[[Any, Any], Any]


FUNCTIONS = {
    "bowl": Function(
        "z = x² + y²        ∂z/∂x = 2x        ∂z/∂y = 2y",
        lambda x, y: x**2 + y**2,
        lambda x, y: (2 * x, 2 * y),
        2,
        lambda x, y: x**2 + y**2,
        lambda x, y: 2 * x**2 + 2 * y**2,
    ),
    "hill": Function(
        "z = 9 − x² − y²        ∂z/∂x = −2x        ∂z/∂y = −2y",
        lambda x, y: 9 - x**2 - y**2,
        lambda x, y: (-2 * x, -2 * y),
        2,
        lambda x, y: 9 + x**2 + y**2,
        lambda x, y: 2 * x**2 + 2 * y**2,
    ),
    "saddle": Function(
        "z = x² − y²        ∂z/∂x = 2x        ∂z/∂y = −2y",
        lambda x, y: x**2 - y**2,
        lambda x, y: (2 * x, -2 * y),
        2,
        lambda x, y: x**2 + y**2,
        lambda x, y: 2 * x**2 + 2 * y**2,
    ),
    "waves": Function(
        "z = sin x + cos y        ∂z/∂x = cos x        ∂z/∂y = −sin y",
        lambda x, y: call("SIN", x) + call("COS", y),
        lambda x, y: (call("COS", x), -call("SIN", y)),
        1,
        lambda x, y: 2,
        lambda x, y: x + y,
    ),
}
