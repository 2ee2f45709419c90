"""The share of a normal distribution below x, by formulas that every spreadsheet computes alike.

Spreadsheets' own ERF differ from each other in the tenth digit. These are W. J. Cody's rational approximations
("Rational Chebyshev approximations for the error function", Mathematics of Computation 23, 1969), good to 1e-15: of
erf near 0, and of erfc further out, where what is left of a 1 keeps its digits.
"""

from __future__ import annotations

from collections.abc import Sequence

from sheetnet.formula import Expression, as_expression, call, where
from sheetnet.models.activations import GELU_CUBIC

NEAR, FAR = 0.46875, 4
"""Ends of the ranges of |x|/√2 in which one approximation is used."""
_NEAR_ABOVE = (0.185777706184603, 3.16112374387057, 113.864154151050, 377.485237685302, 3209.37758913847)
_NEAR_BELOW = (1, 23.6012909523441, 244.024637934444, 1282.61652607737, 2844.23683343917)
_MIDDLE_ABOVE = (
    2.15311535474404e-8, 0.564188496988670, 8.88314979438838, 66.1191906371416, 298.635138197400, 881.952221241769,
    1712.04761263407, 2051.07837782607, 1230.33935479800,
)  # fmt: skip
_MIDDLE_BELOW = (
    1, 15.7449261107098, 117.693950891312, 537.181101862010, 1621.38957456669, 3290.79923573346, 4362.61909014325,
    3439.36767414372, 1230.33935480375,
)  # fmt: skip
_FAR_ABOVE = (
    0.0163153871373021, 0.305326634961232, 0.360344899949804, 0.125781726111229, 0.0160837851487423,
    0.000658749161529838,
)  # fmt: skip
_FAR_BELOW = (1, 2.56852019228982, 1.87295284992346, 0.527905102951428, 0.0605183413124413, 0.00233520497626869)


def normal_share(x: Expression) -> Expression:
    """Return Φ(x) = erfc(−x/√2)/2.

    Args:
        x: A single cell.
    """
    y = call("ABS", x) / call("SQRT", 2)
    square = x * x / 2
    near = 0.5 + x / call("SQRT", 2) * (_polynomial(_NEAR_ABOVE, square) / _polynomial(_NEAR_BELOW, square)) / 2
    middle = _polynomial(_MIDDLE_ABOVE, y) / _polynomial(_MIDDLE_BELOW, y)
    inverse = 2 / (x * x)
    series = inverse * (_polynomial(_FAR_ABOVE, inverse) / _polynomial(_FAR_BELOW, inverse))
    far = (1 / call("SQRT", call("PI")) - series) / y
    tail = call("EXP", -square) * where(y > FAR, far, middle) / 2
    return where(y <= NEAR, near, where(x > 0, 1 - tail, tail))


def tanh_share(x: Expression) -> Expression:
    """Return its approximation (1 + tanh(√(2/π) (x + 0.044715 x³)))/2."""
    return (1 + call("TANH", call("SQRT", 2 / call("PI")) * (x + GELU_CUBIC * (x * x * x)))) / 2


def _polynomial(coefficients: Sequence[float], x: Expression) -> Expression:
    """Return a polynomial by Horner's rule, the highest power's coefficient first."""
    first, *others = coefficients
    value = as_expression(first)
    for number, coefficient in enumerate(others):
        value = (x if number == 0 and first == 1 else value * x) + coefficient
    return value
