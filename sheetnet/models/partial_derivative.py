"""Partial derivatives, the chain rule and the linear approximation of a function of two variables."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.fields import array, number, setting
from sheetnet.models.model import Model

FUNCTIONS = ("polynomial", "quadratic", "wave")
HALVINGS = 8
SMALLEST_ERROR = 1e-6
"""Below, rounding, up to 5·10⁻¹¹, is more than a few thousandths of an error, and its ratio to the next says little."""
ROUNDING = 5e-11
"""Of errors of the approximation: 64 units of 2⁻⁵² of the largest |f| + |x f_x|, 3300 for |x|, |y| ≤ 10."""
QUOTIENT_ROUNDING = {"partial": 6e-12, "chain": 1.4e-8, "total": 1e-11}
"""Of difference quotients, times h: 8 units of 2⁻⁵² of the largest |f| + |x f_x|: 3300 for f, 7.5·10⁶ for z, 5500 along
the path."""
SLICE_POINTS = 41
SLICE_REACH = 1.5
"""So far the slices through the point go on either side of it."""
CHAIN_REACH = 0.5
"""Those of the composite, which is far steeper."""
PATH_REACH = 1
PATH_STEP = 0.05
PATH_POINTS = 41
PLANE_EXPONENTS = tuple(range(1, 6))
"""Distances h = 10⁻¹ … 10⁻⁵ from the point."""
CURVE_POINTS = 41
"""Of the smooth curves from the point to the end of the first displacement."""
CONTOURS = 7
CONTOUR_HALF = 22
"""Points of a contour line on either side of the one in which it begins."""
CONTOUR_SPACING, CONTOUR_STEP = 0.4, 0.12
"""From one line to the next, and from one of a line's points to the next."""
LEAST_SLOPE = 0.5
"""Where the gradient is smaller, the points lie closer; where it is 0, the lines begin in the direction AWAY."""
AWAY = (0.6, 0.8)
LEAST_HEIGHT = 1e-9
"""The counter-example is cos θ sin θ in the direction θ; on the axes, where that is 0, rounding leaves 10⁻¹⁶."""


@dataclass(frozen=True, eq=False)
class PartialDerivative(Model):
    """The function, the point, the step of differences and the first Δ.

    Args:
        function: ``polynomial`` x²y + y², ``quadratic`` x² + xy + y², or ``wave`` y sin x.
        x: The point.
        y: Likewise.
        chain_x: The point at which the composite is taken.
        chain_y: Likewise.
        h: Step of the central differences.
        first_delta: Δx = Δy of the first approximation.
        t: Where the total derivative is taken.
        three_point: x, y and z of the approximation in three variables.
        three_displacement: Δx, Δy and Δz of it.
        plane_angle: θ, the direction in which functions are compared with their tangent planes.
    """

    function: str = setting("polynomial", choices=FUNCTIONS)
    x: float = number(2, low=-10, high=10, vary=(-4, 4))
    y: float = number(1, low=-10, high=10, vary=(-4, 4))
    chain_x: float = number(2, low=-10, high=10, vary=(-4, 4))
    chain_y: float = number(1, low=-10, high=10, vary=(-4, 4))
    h: float = number(1e-4, low=1e-5, high=0.1, vary=(1e-5, 1e-2))
    first_delta: float = number(0.5, low=0.1, high=1, vary=(0.1, 1))
    t: float = number(1, low=-3, high=3, vary=(-2, 2))
    three_point: np.ndarray = array(lambda: [1.0, 2.0, -1.0], low=-10, high=10, vary=(-4, 4))
    three_displacement: np.ndarray = array(lambda: [0.4, 0.2, -0.3], low=-1, high=1, vary=(-1, 1))
    plane_angle: float = number(30, low=0, high=360, vary=(5, 85))

    def validate(self) -> None:
        """Check that point and displacement have three coordinates."""
        for name in ("three_point", "three_displacement"):
            if getattr(self, name).shape != (3,):
                raise InputError(f"{name} has shape {getattr(self, name).shape}; it must have three numbers: x, y, z")
