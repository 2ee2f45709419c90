"""What an arrangement is made of: elements that say how many rows and columns they take, and then put themselves there.

Columns are shared by all that stands above and below each other, so they cannot be measured one element at a time.
Tables and pictures ask for the widths that their cells need; words and charts take as many columns as hold them. Both
are asked again until nothing moves any more, see ``sheet.arrange``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from sheetnet.workbook.page import ROW_HEIGHT, Page
from sheetnet.workbook.text_size import pixels

NARROW = 3.0
"""Width of a column that only parts what stands on either side."""


class Size(NamedTuple):
    """Rows and columns that an element takes."""

    rows: int
    columns: int


@dataclass
class Columns:
    """The widths of a page's columns, in characters, while its elements are measured.

    Args:
        default: Of columns for which nobody has asked.
        widths: As they are known so far.
        row_height: Of a row for which nobody asks, in points.
    """

    default: float
    widths: dict[int, float] = field(default_factory=dict)
    wanted: dict[int, float] = field(default_factory=dict)
    row_height: float = ROW_HEIGHT

    def want(self, column: int, characters: float) -> None:
        """Ask for a column that is at least so wide."""
        self.wanted[column] = max(characters, self.wanted.get(column, 0.0))

    def width(self, column: int) -> float:
        """Return the width of a column as it is known so far."""
        return self.widths.get(column, self.default)

    def holding(self, first: int, characters: float) -> int:
        """Return how many columns, from one on, are so wide together; at least one."""
        count, room = 1, self.width(first)
        while room < characters:
            room += self.width(first + count)
            count += 1
        return count

    def within(self, first: int, room: int) -> int:
        """Return how many columns, from one on, take no more than so many pixels together; at least one."""
        count, taken = 1, pixels(self.width(first))
        while (taken := taken + pixels(self.width(first + count))) <= room:
            count += 1
        return count


class Element(Protocol):
    """A part of an arrangement."""

    def measure(self, columns: Columns, first: int) -> Size:
        """Say how many rows and columns it takes if it begins in a column, and ask for the widths it needs."""

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put itself on a page, its upper left corner in a cell."""
