"""By what rows are ordered of which a network is most wrong: agreed on by both sides."""

from __future__ import annotations

MOST = 10
"""Rows in the list."""
DIGITS = 8
"""To which what orders them is rounded: what is less is rounding, and rows that differ by it are equal."""
BETWEEN = 1e-13
"""By which of equal rows a later one is moved back; 20,000 times that is less than the last digit."""
LEAST = 1e-90
"""Least scale of errors, where all numbers to be told are 0."""
