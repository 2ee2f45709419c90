"""Elements in rows and columns, aligned both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sheetnet.workbook.arrange.element import NARROW, Columns, Element, Size
from sheetnet.workbook.arrange.stack import Gap
from sheetnet.workbook.page import Page


@dataclass(frozen=True)
class _Grid:
    """Rows of elements, parted by blank rows and narrow columns."""

    rows: tuple[tuple[Element, ...], ...]

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the highest of each row and the widest of each column."""
        heights, starts = self._tracks(columns, first)
        for start in starts[1:-1]:
            columns.want(start - 1, NARROW)
        return Size(sum(heights) + len(heights) - 1, starts[-1] - 1 - first)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put each where its row and its column begin."""
        heights, starts = self._tracks(columns, first)
        for elements, height in zip(self.rows, heights, strict=True):
            for element, start in zip(elements, starts, strict=False):
                element.place(page, columns, row, start)
            row += height + 1

    def _tracks(self, columns: Columns, first: int) -> tuple[list[int], list[int]]:
        """Return the height of every row, and where every column begins, one behind the last included."""
        heights, starts = [0] * len(self.rows), [first]
        for elements in zip_longest(*self.rows, fillvalue=Gap(0)):
            sizes = [element.measure(columns, starts[-1]) for element in elements]
            heights = [max(height, size.rows) for height, size in zip(heights, sizes, strict=True)]
            starts.append(starts[-1] + max(size.columns for size in sizes) + 1)
        return heights, starts


def grid(*rows: Sequence[Element]) -> Element:
    """Arrange elements in rows whose first elements stand below each other, and their second, and so on.

    Args:
        *rows: The rows; what a shorter one lacks stays blank.
    """
    return _Grid(tuple(tuple(row) for row in rows))
