"""The gradient of a function of two variables, and its slope in every direction."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.models.fields import number, setting
from sheetnet.models.model import Model

FUNCTIONS = ("bowl", "saddle", "waves")
DIRECTIONS = 24
CLAIM_SLACK = 1e-9
NO_DIRECTION = -1.0
"""Stands for the direction of a gradient that is zero; angles run from 0° to 360°."""


@dataclass(frozen=True, eq=False)
class Gradient(Model):
    """The function and the point.

    Args:
        function: ``bowl`` x² + y², ``saddle`` x² − y², or ``waves`` sin x + cos y.
        x: The point.
        y: Likewise.
    """

    function: str = setting("bowl", choices=FUNCTIONS)
    x: float = number(2, low=-1000, high=1000, vary=(-5, 5))
    y: float = number(2, low=-1000, high=1000, vary=(-5, 5))
