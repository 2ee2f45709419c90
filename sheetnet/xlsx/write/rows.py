"""Rows of a sheet as XML: the cells that filled ranges and labels put into them, joined from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from sheetnet.formula.template import cell_address

NOT_FINITE = "#NUM!"
"""What a spreadsheet shows where arithmetic leaves the range of numbers."""


class Strip(Protocol):
    """The cells that one filled range, or one label, puts into one row."""

    @property
    def first(self) -> int:
        """The column of its first cell."""

    @property
    def last(self) -> int:
        """The column of its last cell."""

    def text(self) -> str:
        """Return the cells' XML, from left to right."""

    def cells(self) -> list[tuple[int, str]]:
        """Return the cells one by one with their columns, for rows in which ranges interleave."""


@dataclass(frozen=True, slots=True)
class Single:
    """One cell, written already."""

    first: int
    xml: str

    @property
    def last(self) -> int:
        """The column, again."""
        return self.first

    def text(self) -> str:
        """Return the cell's XML."""
        return self.xml

    def cells(self) -> list[tuple[int, str]]:
        """Return the cell."""
        return [(self.first, self.xml)]


def words_cell(row: int, column: int, style: int, number: int) -> Single:
    """Write a text by its number among the shared strings: whatever it begins with, it never becomes a formula."""
    return Single(column, f'<c r="{cell_address(row, column)}" s="{style}" t="s"><v>{number}</v></c>')


def number_cell(row: int, column: int, style: int, value: float) -> Single:
    """Write a constant number."""
    return Single(column, f'<c r="{cell_address(row, column)}" s="{style}"><v>{value!r}</v></c>')


def blank_cell(row: int, column: int, style: int) -> Single:
    """Write a cell that has a style only; merged cells need them for their borders."""
    return Single(column, f'<c r="{cell_address(row, column)}" s="{style}"/>')


def joined(strips: list[Strip]) -> str:
    """Join the strips of one row in the order of their columns."""
    strips.sort(key=lambda strip: strip.first)
    if all(left.last < right.first for left, right in pairwise(strips)):
        return "".join(strip.text() for strip in strips)
    return "".join(xml for _, xml in sorted(cell for strip in strips for cell in strip.cells()))
