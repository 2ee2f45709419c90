"""Gradient descent on sums of squares: a bowl, one dimension, a long valley, and ascent."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.models.fields import number, setting
from sheetnet.models.model import Model

MOST = 1e6
"""Coordinates beyond this teach nothing and their squares overflow after few diverging steps."""


@dataclass(frozen=True)
class Surface:
    """A function z = Σ cᵢ·xᵢ² and the way to walk on it.

    Args:
        key: The page, and the prefix of the tensors' names.
        coefficients: One c for each coordinate.
        uphill: Walk along the gradient, not against it.
    """

    key: str
    coefficients: tuple[float, ...]
    uphill: bool = False

    @property
    def axes(self) -> str:
        """The names of its coordinates."""
        return "xy"[: len(self.coefficients)]

    def named(self, name: str) -> str:
        """Return the name of one of its tensors; the bowl's stand without a prefix, as in the book."""
        return name if self.key == "bowl" else f"{self.key}_{name}"


BOWL = Surface("bowl", (1.0, 1.0))
LINE = Surface("line", (1.0,))
VALLEY = Surface("valley", (1.0, 25.0))
ASCENT = Surface("ascent", (1.0, 1.0), uphill=True)
SURFACES = (BOWL, LINE, VALLEY, ASCENT)

CONTOUR_SHARES = (1.0, 0.5, 0.2, 0.05)
"""The contour lines drawn: shares of the height at the start (of the end, when walking uphill)."""
CONTOUR_POINTS = 49
PARABOLA_HALF, PARABOLA_REACH = 20, 1.5
"""In one dimension: points of the parabola on either side of its bottom, and how far it goes, in x₀."""
JUMP_WIDTH = 1e-9
"""A walk whose coordinate is as far from 0 in the end as in the beginning, to this share of it, jumps for ever."""
DOWN, LEVEL, AWAY = 0, 1, 2
"""The verdicts on a walk downhill: each coordinate comes nearer to 0, one does not, one gets further away."""
DIRECTION_DIGITS = 12
"""Sines and cosines are rounded to so many digits: cos 90° is 0 then, not 6e-17, which a large radius would blow up."""


@dataclass(frozen=True, eq=False)
class GradientDescent(Model):
    """Starts and learning rates of the four walks.

    Args:
        steps: How many steps are taken.
        learning_rate: η on the bowl x² + y².
        start_x: Where the walk on the bowl starts.
        start_y: Likewise.
        line_learning_rate: η in one dimension, x².
        line_start_x: Its start.
        valley_learning_rate: η in the valley x² + 25y².
        valley_start_x: Its start.
        valley_start_y: Likewise.
        ascent_learning_rate: η of the walk uphill.
        ascent_start_x: Its start.
        ascent_start_y: Likewise.
    """

    steps: int = setting(30, low=1, high=1000, whole=True)
    learning_rate: float = number(0.1, low=0, high=10, strict_low=True, vary=(0.01, 1.05))
    start_x: float = number(3, low=-MOST, high=MOST, vary=(-5, 5))
    start_y: float = number(2, low=-MOST, high=MOST, vary=(-5, 5))
    line_learning_rate: float = number(0.1, low=0, high=10, strict_low=True, vary=(0.01, 1.05))
    line_start_x: float = number(3, low=-MOST, high=MOST, vary=(-5, 5))
    valley_learning_rate: float = number(0.036, low=0, high=10, strict_low=True, vary=(0.005, 0.045))
    valley_start_x: float = number(3, low=-MOST, high=MOST, vary=(-5, 5))
    valley_start_y: float = number(2, low=-MOST, high=MOST, vary=(-5, 5))
    ascent_learning_rate: float = number(0.05, low=0, high=10, strict_low=True, vary=(0.01, 0.3))
    ascent_start_x: float = number(0.3, low=-MOST, high=MOST, vary=(-1, 1))
    ascent_start_y: float = number(0.2, low=-MOST, high=MOST, vary=(-1, 1))
