"""The area of a circle between inscribed and circumscribed regular polygons of 6, 12, 24 … corners."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.models.fields import number, setting
from sheetnet.models.model import Model

FIRST_CORNERS = 6
DRAWN = (6.0, 12.0, 24.0, 48.0, 96.0)
"""So many corners may be drawn; Archimedes went as far."""
MOST_DRAWN = 96
FRAME = 1.2
"""Half the side of a square around the picture, in radii."""


@dataclass(frozen=True, eq=False)
class CircleArea(Model):
    """The circle, and how often the corners are doubled.

    Args:
        doublings: How often the number of corners is doubled.
        radius: r.
        drawn: How many corners the polygons have that are drawn.
    """

    doublings: int = setting(12, low=4, high=14, whole=True)
    radius: float = number(1, low=0.1, high=10, vary=(0.5, 8))
    drawn: float = number(6, choices=DRAWN)
