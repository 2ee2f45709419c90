"""Partial derivatives, the chain rule and the linear approximation of a function of two variables."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.models.fields import number, setting
from sheetnet.models.model import Model

FUNCTIONS = ("polynomial", "quadratic", "wave")
HALVINGS = 8
SMALLEST_ERROR = 1e-6
"""Below, rounding, up to 5·10⁻¹¹, is more than a few thousandths of an error, and its ratio to the next says little."""
ROUNDING = 5e-11
"""Of errors of the approximation: 64 units of 2⁻⁵² of the largest |f| + |x f_x|, 3300 for |x|, |y| ≤ 10."""
QUOTIENT_ROUNDING = {"partial": 6e-12, "chain": 1.4e-8}
"""Of difference quotients, times h: 8 units of 2⁻⁵² of the largest |f| + |x f_x|: 3300 for f, 7.5·10⁶ for z."""


@dataclass(frozen=True, eq=False)
class PartialDerivative(Model):
    """The function, the point, the step of differences and the first Δ.

    Args:
        function: ``polynomial`` x²y + y², ``quadratic`` x² + xy + y², or ``wave`` y sin x.
        x: The point.
        y: Likewise.
        h: Step of the central differences.
        first_delta: Δx = Δy of the first approximation.
    """

    function: str = setting("polynomial", choices=FUNCTIONS)
    x: float = number(2, low=-10, high=10, vary=(-4, 4))
    y: float = number(1, low=-10, high=10, vary=(-4, 4))
    h: float = number(1e-4, low=1e-5, high=0.1, vary=(1e-5, 1e-2))
    first_delta: float = number(0.5, low=0.1, high=1, vary=(0.1, 1))
