"""Thick lines around blocks of cells: the cells at their edges get formats with a border of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TypeAlias

from sheetnet.xlsx.write.formats import Formats
from sheetnet.xlsx.write.rows import Single, Strip

Sides: TypeAlias = frozenset[str]
_STYLE = re.compile(r' s="(\d+)"')


class Frames:
    """The edges of a page's frames.

    Args:
        frames: First row, first column, last row and last column of each.
    """

    def __init__(self, frames: Sequence[tuple[int, int, int, int]]) -> None:
        self._sides: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for top, left, bottom, right in frames:
            for row in range(top, bottom + 1):
                self._sides[row][left].add("left")
                self._sides[row][right].add("right")
            for column in range(left, right + 1):
                self._sides[top][column].add("top")
                self._sides[bottom][column].add("bottom")

    def around(self, row: int, strips: list[Strip], formats: Formats) -> list[Strip]:
        """Return the strips of a row; cells at an edge have formats with thick lines."""
        if row not in self._sides:
            return strips
        sides = self._sides[row]
        cells = (cell for strip in strips for cell in strip.cells())
        return [Single(column, _framed(xml, frozenset(sides.get(column, ())), formats)) for column, xml in cells]


def _framed(xml: str, sides: Sides, formats: Formats) -> str:
    """Return a cell with another format."""
    if not sides:
        return xml
    return _STYLE.sub(lambda style: f' s="{formats.framed(int(style[1]), sides)}"', xml, count=1)
