"""The functions of two variables that are expanded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sheetnet.formula import Expression, Operand, as_expression, call, where
from sheetnet.lessons.rounding import quotient_rounding
from sheetnet.lessons.taylor.conics import ellipse, hook, hyperbola
from sheetnet.models.taylor import SURFACES as NAMES
from sheetnet.workbook import Tensor


@dataclass(frozen=True)
class Surface:
    """A function of two variables.

    Args:
        equation: f(x, y), in symbols.
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
        "x² + xy + 2y² − x",
        lambda x, y: x**2 + x * y + 2 * y**2 - x,
        lambda x, y: (2 * x + y - 1, x + 4 * y),
        constants(2, 1, 4),
        lambda x, y: (2 * x + y + 1, x + 4 * y),
        lambda x, y: [[2 * x, y], [x, 4 * y]],
        ellipse,
    ),
    "saddle": Surface(
        "x² − y² + xy",
        lambda x, y: x**2 - y**2 + x * y,
        lambda x, y: (2 * x + y, x - 2 * y),
        constants(2, 1, -2),
        lambda x, y: (2 * x + y, x + 2 * y),
        lambda x, y: [[2 * x, y], [x, 2 * y]],
        hyperbola,
    ),
    "wave": Surface(
        "sin x + x·y²",
        lambda x, y: call("SIN", x) + x * y**2,
        lambda x, y: (call("COS", x) + y**2, 2 * x * y),
        lambda x, y: (-call("SIN", x), 2 * y, 2 * x),
        lambda x, y: (1 + y**2, 2 * x * y),
        lambda x, y: [[x, 2 * y**2], [2 * x * y, 2 * x * y]],
        hook,
    ),
}


@dataclass(frozen=True)
class Chosen:
    """The surface that a cell chooses: every formula has all of them in it, and the cell says which one counts.

    Args:
        number: The cell, from 1 in the order of the model's names.
    """

    number: Tensor

    def of(self, *formulas: Operand) -> Expression:
        """Choose among formulas, one for each surface in the order of the model's names."""
        *others, last = formulas
        found = as_expression(last)
        for number, formula in reversed(list(enumerate(others, start=1))):
            found = where(self.number.equals(number), formula, found)
        return found

    def value(self, x: Operand, y: Operand) -> Expression:
        """Return f as a formula of x and y."""
        return self.of(*(each.value(x, y) for each in _ALL))

    def slopes(self, x: Operand, y: Operand) -> list[Expression]:
        """Return ∂f/∂x and ∂f/∂y, likewise."""
        return [self.of(*each) for each in zip(*(each.slopes(x, y) for each in _ALL), strict=True)]

    def second(self, x: Operand, y: Operand) -> list[Expression]:
        """Return ∂²f/∂x², ∂²f/∂x∂y and ∂²f/∂y², likewise."""
        return [self.of(*each) for each in zip(*(each.second(x, y) for each in _ALL), strict=True)]

    def line(self, level: Operand, heights: Sequence[float], part: Operand, sign: int) -> list[Expression]:
        """Return x and y on a contour line; ``heights`` has one for each surface."""
        pairs = (each.line(level, height, part, sign) for each, height in zip(_ALL, heights, strict=True))
        return [self.of(*each) for each in zip(*pairs, strict=True)]


def hessian_rounding(x: float, y: float, h: float) -> np.ndarray:
    """Bound what rounding does to the differences of slopes, whichever surface is chosen; see ``Surface``."""
    bounds: np.ndarray = np.stack([each.hessian_rounding(x, y, h) for each in _ALL]).max(axis=0)
    return bounds


_ALL = [SURFACES[name] for name in NAMES]
