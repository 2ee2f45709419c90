"""The functions whose derivative is taken, with what Taylor's theorem and rounding need to know of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sheetnet.formula import Expression, Operand, as_expression, call


@dataclass(frozen=True)
class Function:
    """A function of one variable.

    Args:
        equation: The function and its derivative, in symbols.
        value: f as a formula of x.
        slope: f′ as a formula of x.
        second: The largest |f″| between x − h and x + h, as a formula of x and h.
        third: The largest |f‴| there, likewise.
        sizes: From the largest |x| to bounds of |f| and |x f′|, every term counted by its size.
    """

    equation: str
    value: Callable[[Operand], Expression]
    slope: Callable[[Operand], Expression]
    second: Callable[[Operand, Operand], Expression]
    third: Callable[[Operand, Operand], Expression]
    sizes: Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


FUNCTIONS = {
    "quadratic": Function(
        "f(x) = 3x² − 4x        f′(x) = 6x − 4",
        lambda x: 3 * x**2 - 4 * x,
        lambda x: 6 * x - 4,
        lambda x, h: as_expression(6),
        lambda x, h: as_expression(0),
        lambda x: (3 * x**2 + 4 * x, 6 * x**2 + 4 * x),
    ),
    "cubic": Function(
        "f(x) = x³ − 2x        f′(x) = 3x² − 2",
        lambda x: x**3 - 2 * x,
        lambda x: 3 * x**2 - 2,
        lambda x, h: 6 * (call("ABS", x) + h),
        lambda x, h: as_expression(6),
        lambda x: (x**3 + 2 * x, 3 * x**3 + 2 * x),
    ),
    "sine": Function(
        "f(x) = sin x        f′(x) = cos x",
        lambda x: call("SIN", x),
        lambda x: call("COS", x),
        lambda x, h: as_expression(1),
        lambda x, h: as_expression(1),
        lambda x: (np.ones_like(x), x),
    ),
    "exponential": Function(
        "f(x) = eˣ        f′(x) = eˣ",
        lambda x: call("EXP", x),
        lambda x: call("EXP", x),
        lambda x, h: call("EXP", x + h),
        lambda x, h: call("EXP", x + h),
        lambda x: (np.exp(x), x * np.exp(x)),
    ),
}
