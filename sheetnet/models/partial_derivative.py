"""Partial derivatives, the chain rule and the linear approximation of a function of two variables."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.models.fields import number, setting
from sheetnet.models.model import Model

FUNCTIONS = ("polynomial", "quadratic", "wave")
HALVINGS = 8
LEAST_STEP = 1e-5
SMALLEST_ERROR = 1e-9
"""Below, an error is mostly rounding and its ratio to the next says nothing."""


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
    h: float = number(1e-4, low=LEAST_STEP, high=0.1, vary=(1e-5, 1e-2))
    first_delta: float = number(0.5, low=0.1, high=1, vary=(0.1, 1))
