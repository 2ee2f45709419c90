"""The derivative of a function of one variable, by its formula and by difference quotients with ever smaller h."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.models.fields import number, setting
from sheetnet.models.model import Model

FUNCTIONS = ("quadratic", "cubic", "sine", "exponential")
EXPONENTS = tuple(range(1, 13))
"""h = 10⁻¹ … 10⁻¹²."""
STANDARD = ("constant", "power", "exponential", "logarithm", "reciprocal", "sigmoid")
RULES = ("multiple", "sum", "product", "quotient", "chain")
POWER_REACH, POWER_POINTS = 0.5, 41
"""How far the power is drawn on either side of the point, as a share of x, and by how many points."""
TABLE_STEP = 1e-5
CURVE_POINTS = 41
SMALLEST_SHOWN = 1e-16
"""A logarithmic chart cannot show 0: errors are drawn no smaller than this."""
ROUNDING = 7e-15
"""About 32 units of 2⁻⁵²: by so much of its size a value of f may be off. Rounding itself takes a few of them; a
spreadsheet takes a difference of less than about 16 for 0."""
TABLE_AGREEMENT = 2e-8
"""By so much of 1 + |f′| the tables' quotients may be off: h²/6·|f‴| is at most 1.3·10⁻⁸·|f′| (xⁿ with n = −4 at 0.2),
rounding at most 2·10⁻⁹·(1 + |f′|)."""
SHARES = 3
"""So many errors of the cubic are divided by h and h²: with h = 10⁻³ rounding is at most 0.3 % of ⅙ h² f‴."""
LINE_POINTS = 7
LINE_START = -3
LINE_AGREEMENT = 1e-9
"""By so much of 1 + |k| + |b| a line's quotients may be off by rounding; Δx is at least 0.1, x at most 57."""
FLAT_REACH = 2
FLAT_STEP = 0.125
FLAT_POINTS = 33
"""From m − 2 to m + 2 in eighths: sums of eighths are exact."""
EVEN = 2
"""Of a curve that neither rises nor falls on either side of m."""
CORNER_EXPONENTS = tuple(range(1, 7))
"""h = 10⁻¹ … 10⁻⁶."""
CORNER_GAP = 1e-6
"""Rounding alone parts the two quotients of |x| by at most 2·10⁻⁷, the corner by 2."""
CORNER_REACH = 2
CORNER_STEP = 0.1
CORNER_POINTS = 41


@dataclass(frozen=True, eq=False)
class Derivative(Model):
    """The function, the point, and the point of the table of standard derivatives.

    Args:
        function: ``quadratic`` 3x² − 4x, ``cubic`` x³ − 2x, ``sine`` or ``exponential``.
        point: Where the derivative is taken.
        secant_h: h of the secant that is drawn there.
        table_point: Where the standard derivatives are checked.
        exponent: Exponent in xⁿ.
        constant: Constant in the rules.
        cubic_point: Where the derivative of the cubic is taken.
        cubic_secant_h: h of the secants that are drawn there.
        line_slope: k of the line y = kx + b.
        line_intercept: b of it.
        line_run: Δx from one point of it to the next.
        flat_factor: a of a(x − m)² and a(x − m)³.
        flat_point: m of them.
        corner_point: Where the one-sided quotients of |x| are taken.
    """

    function: str = setting("quadratic", choices=FUNCTIONS)
    point: float = number(2, low=-10, high=10, vary=(-4, 4))
    secant_h: float = number(1, low=1e-16, high=2, vary=(0.01, 1.5))
    table_point: float = number(1.5, low=0.2, high=3, vary=(0.3, 2.8))
    exponent: float = number(3, low=-4, high=6, vary=(-3, 5))
    constant: float = number(2.5, low=-100, high=100, vary=(-5, 5))
    cubic_point: float = number(1, low=-10, high=10, vary=(-4, 4))
    cubic_secant_h: float = number(1, low=1e-16, high=2, vary=(0.01, 1.5))
    line_slope: float = number(2, low=-100, high=100, vary=(-5, 5))
    line_intercept: float = number(1, low=-100, high=100, vary=(-5, 5))
    line_run: float = number(1, low=0.1, high=10, vary=(0.2, 3))
    flat_factor: float = number(1, low=-10, high=10, vary=(-3, 3))
    flat_point: float = number(1, low=-10, high=10, vary=(-3, 3))
    corner_point: float = number(0, low=-10, high=10, vary=(-2, 2))
