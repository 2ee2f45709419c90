"""The gradient of a function of two variables, and its slope in every direction."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.models.fields import number, setting
from sheetnet.models.model import Model

FUNCTIONS = ("bowl", "hill", "saddle", "waves")
DIRECTIONS = 24
CLAIM_SLACK = 1e-9
NO_DIRECTION = -1.0
"""Stands for the direction of a gradient that is zero; angles run from 0° to 360°."""
EXPONENTS = tuple(range(1, 9))
"""Distances h = 10⁻¹ … 10⁻⁸ from the point."""
ROUNDING = 7e-15
"""About 32 units of 2⁻⁵²: by so much of its size a difference of two values of f may be off."""
CONTOURS = 7
CONTOUR_HALF = 30
"""Points of a contour line on either side of the one in which it begins."""
CONTOUR_SPACING = 0.5
CONTOUR_STEP = 0.1
"""Distance of neighbouring points of a contour line."""
LEAST_SLOPE = 0.5
"""Where the gradient is smaller, the points of a contour line lie closer."""
WINDOW = 2
"""So far from the point the chart reaches in every direction."""
SECTION_POINTS = 33
"""Eighths: their sums are exact."""
ARROW_HEAD = 0.15
ARROW_HALF_WIDTH = 0.07


@dataclass(frozen=True, eq=False)
class Gradient(Model):
    """The function, the point, and a direction; the same on a hill.

    Args:
        function: ``bowl`` x² + y², ``hill`` 9 − x² − y², ``saddle`` x² − y², or ``waves`` sin x + cos y.
        x: The point.
        y: Likewise.
        turned_chosen_angle: θ, the direction that is compared with all others.
        chosen_angle: θ, the direction in which the slope is taken as a limit.
        hill_x: The point on the hill.
        hill_y: Likewise.
        hill_chosen_angle: The direction there.
    """

    function: str = setting("bowl", choices=FUNCTIONS)
    x: float = number(2, low=-1000, high=1000, vary=(-5, 5))
    y: float = number(2, low=-1000, high=1000, vary=(-5, 5))
    turned_chosen_angle: float = number(100, low=0, high=360, vary=(0, 360))
    chosen_angle: float = number(15, low=0, high=360, vary=(0, 360))
    hill_x: float = number(1.5, low=-1000, high=1000, vary=(-5, 5))
    hill_y: float = number(1, low=-1000, high=1000, vary=(-5, 5))
    hill_chosen_angle: float = number(150, low=0, high=360, vary=(0, 360))
