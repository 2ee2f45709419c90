"""How much room words take."""

from __future__ import annotations

import math
import unicodedata


def line_count(words: str, width: float) -> int:
    """Estimate how many lines a text needs in a cell of a width in characters; a Chinese character counts double."""
    return sum(max(1, math.ceil(display_width(line) / max(width, 1))) for line in words.split("\n"))


def display_width(words: str) -> float:
    """Return the width of a text in characters; East Asian wide characters count almost double."""
    return sum(1.75 if unicodedata.east_asian_width(c) in "WF" else 1.0 for c in words)
