"""One unit with editable weights, and the activation functions over a range of z."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.fields import array, number, setting
from sheetnet.models.model import Model

FUNCTIONS = ("step", "sigmoid", "tanh", "relu", "leaky_relu", "identity")
LINE_FROM, LINE_TO = -2.0, 4.0
"""The ends of the line that shows where the unit's z is."""
JUMPS = ("step",)
SLOPE_JUMPS = ("relu", "leaky_relu")
"""Functions that jump at 0, and those whose slopes do: constant or straight on either side, they are drawn by the ends
of both sides alone, not as a ramp from one z of the grid to the next."""
LEAK = 0.1
"""Slope of the leaky ReLU below 0: ten times as steep as networks mostly take it, so that it is seen beside ReLU."""
EDGE = 1e-8
"""Such a side ends so far from 0."""
CLAIM_SLACK = 1e-8
"""What rounding may add to the error of a difference quotient with the least h, 10⁻⁵."""
KINK_WIDTH = 1e-9
"""A z of at most this size counts as 0 where a function jumps or bends.

Engines differ in the last bits of −3 + 0.3 + 0.3 + …: some give 0, some −2e-16. Up to 1000 additions of numbers up to
1000 in size leave at most 1000 · 1000 · 2⁻⁵³ ≈ 1e-10, which is far below the least h.
"""


@dataclass(frozen=True, eq=False)
class Activation(Model):
    """The unit's inputs and the grid of the table.

    Args:
        rows: Entries of the table.
        x: Inputs of the unit.
        w: Its weights.
        b: Its bias.
        first_z: Where the table begins.
        z_step: From one z to the next.
        h: Step of the central differences.
    """

    rows: int = setting(49, low=2, high=1000, whole=True)
    x: np.ndarray = array(lambda: [1.0, 0.5, -1.0], low=-1e3, high=1e3, vary=(-2, 2))
    w: np.ndarray = array(lambda: [0.8, -0.4, 0.3], low=-1e6, high=1e6, vary=(-2, 2))
    b: float = number(0.2, low=-1e6, high=1e6, vary=(-2, 2))
    first_z: float = number(-6, low=-1000, high=1000, vary=(-8, -4))
    z_step: float = number(0.25, low=0, high=100, strict_low=True, vary=(0.1, 0.4))
    h: float = number(1e-4, low=1e-5, high=0.1, vary=(1e-5, 1e-3))

    def validate(self) -> None:
        """Check that there is a weight for every input."""
        if self.x.ndim != 1 or self.x.shape != self.w.shape or not 1 <= self.x.size <= 20:
            raise InputError(f"x has shape {self.x.shape}, w {self.w.shape}: give 1 to 20 inputs with a weight each")
