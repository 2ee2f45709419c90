"""The area of a circle between inscribed and circumscribed regular polygons of 6, 12, 24 … corners."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.models.fields import number, setting
from sheetnet.models.model import Model

FIRST_CORNERS = 6


@dataclass(frozen=True, eq=False)
class CircleArea(Model):
    """The circle, and how often the corners are doubled.

    Args:
        doublings: How often the number of corners is doubled.
        radius: r.
    """

    doublings: int = setting(12, low=2, high=14, whole=True)
    radius: float = number(1, low=0.1, high=10, vary=(0.5, 8))
