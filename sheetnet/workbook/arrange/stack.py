"""Elements beside each other and below each other."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.workbook.arrange.element import NARROW, Columns, Element, Size
from sheetnet.workbook.page import Page


@dataclass(frozen=True)
class Gap:
    """Nothing, for so many rows or columns.

    Args:
        cells: How many.
        rows: The rows, where they are not as many as columns.
    """

    cells: int = 1
    rows: int | None = None

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the room."""
        return Size(self.cells if self.rows is None else self.rows, self.cells)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Leave it blank."""


@dataclass(frozen=True)
class _Beside:
    """Elements from left to right, parted by a narrow column."""

    elements: tuple[Element, ...]

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the widths of all, and the height of the highest."""
        parts = self._parts(columns, first)
        for _, at, size in parts[:-1]:
            columns.want(at + size.columns, NARROW)
        _, last, size = parts[-1]
        return Size(max(size.rows for _, _, size in parts), last + size.columns - first)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put each beside the one before."""
        for element, at, _ in self._parts(columns, first):
            element.place(page, columns, row, at)

    def _parts(self, columns: Columns, first: int) -> list[tuple[Element, int, Size]]:
        """Return each element with its first column and its size."""
        parts = []
        for element in self.elements:
            size = element.measure(columns, first)
            parts.append((element, first, size))
            first += size.columns + 1
        return parts


@dataclass(frozen=True)
class _Below:
    """Elements from top to bottom, parted by a blank row."""

    elements: tuple[Element, ...]
    gap: int

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the heights of all, and the width of the widest."""
        sizes = [element.measure(columns, first) for element in self.elements]
        return Size(sum(size.rows + self.gap for size in sizes) - self.gap, max(size.columns for size in sizes))

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put each below the one before."""
        for element in self.elements:
            element.place(page, columns, row, first)
            row += element.measure(columns, first).rows + self.gap


def beside(*elements: Element) -> Element:
    """Arrange elements from left to right."""
    return _Beside(elements)


def below(*elements: Element, gap: int = 1) -> Element:
    """Arrange elements from top to bottom, with so many blank rows between."""
    return _Below(elements, gap)
