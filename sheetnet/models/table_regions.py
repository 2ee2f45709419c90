"""The plane of two columns, cut into cells, over which it is shown what a network tells: agreed on by both sides."""

from __future__ import annotations

SIDE = 25
"""Cells along each column."""
MARGIN = 0.051713
"""Beyond the least and the largest number on either side, as a share of what lies between; no round number, so that no
row lies on a line between two cells."""
LEAST_STEP = 1e-9
"""From one cell to the next, where a column has one number only."""
EMPTY = -1e6
"""Stands in a cell in which no row lies."""
