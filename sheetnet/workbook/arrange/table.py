"""Tables: columns side by side, one row an entry, headers on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from sheetnet.texts import Text, literal
from sheetnet.workbook.arrange.element import NARROW, Columns, Size
from sheetnet.workbook.axis import Direction
from sheetnet.workbook.page import Page, Target
from sheetnet.workbook.tensor import Tensor
from sheetnet.workbook.text_size import characters, longest_word

NUMBER = 10.0
"""Width of a column of numbers."""
AIR = 1.5
SLIGHTLY = 3.0
"""Characters by which a column is made wider so that a header stands in one line."""
LONG = 20
"""Rows from which on a table's headers stay on the screen while it is scrolled."""
HIGH = 16
"""A header further down than this row is not held fast: nothing else would be left to see."""


@dataclass(frozen=True)
class Link:
    """Words in a table that lead elsewhere."""

    text: Text
    target: Target


Cell: TypeAlias = "Text | str | float | Link | Tensor"


@dataclass(frozen=True)
class Column:
    """A column of a table, or several that belong together.

    Args:
        content: A tensor, whose first axis runs down the table and whose second, if any, to the right; or words,
            fixed numbers, links and tensors of one cell, one a row.
        headers: A header for each column.
        group: A title over all of its columns, and over those beside it that have the same.
        style: Named style of words and fixed numbers.
    """

    content: Tensor | Sequence[Cell]
    headers: Sequence[Text | str]
    group: Text | None = None
    style: str = "label"

    @property
    def rows(self) -> int:
        """How many entries it has."""
        if isinstance(self.content, Tensor):
            downwards = [axis.size for axis in self.content.axes if axis.direction is Direction.DOWN]
            return downwards[0] if downwards else 1
        return len(self.content)

    @property
    def width(self) -> float:
        """How wide one of its columns should be."""
        titles = [literal(title) if isinstance(title, str) else title for title in self.headers]
        two_lines = max(max(longest_word(title, "header"), characters(title, "header") / 2) for title in titles) + AIR
        one_line = max(characters(title, "header") for title in titles) + AIR
        above = 0.0 if self.group is None else characters(self.group, "subheader") / len(self.headers)
        width = max(two_lines, self._content_width, above)
        return max(width, one_line) if one_line <= width + SLIGHTLY else width

    @property
    def _content_width(self) -> float:
        if isinstance(self.content, Tensor):
            return self.content.look.width or NUMBER
        return max(_cell_width(cell, self.style) for cell in self.content)


def counted(count: int, header: Text | str, first: int = 1) -> Column:
    """Make a column of fixed numbers that count the rows."""
    return Column([float(n) for n in range(first, first + count)], [header], style="counter")


class Table:
    """Columns side by side.

    Args:
        *columns: The columns; None leaves a narrow one free.
        held: So many of them, from the left, stay on the screen while a wide sheet is scrolled.
    """

    def __init__(self, *columns: Column | None, held: int = 0) -> None:
        self._columns, self._held = columns, held
        self._grouped = any(column is not None and column.group for column in columns)
        self._count = max(column.rows for column in columns if column)

    def measure(self, columns: Columns, first: int) -> Size:
        """Take a column for each of its own, and ask for their widths."""
        at = first
        for column in self._columns:
            for _ in range(_across(column)):
                columns.want(at, column.width if column else NARROW)
                at += 1
        return Size(1 + self._grouped + self._count, at - first)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put headers and columns; the headers of a long table stay on the screen."""
        top = row + 1 + self._grouped
        if self._count > LONG and top <= HIGH and not page.frozen[0]:
            page.frozen = (top - 1, page.frozen[1])
        if self._held:
            page.frozen = (page.frozen[0], first - 1 + self._held_columns)
        self._place_groups(page, top - 2, first)
        for column in self._columns:
            if column is not None:
                _place_column(page, column, top, first)
            first += _across(column)

    def _place_groups(self, page: Page, row: int, first: int) -> None:
        """Put a title over each run of columns that have the same."""
        for group, run in groupby(self._columns, key=lambda column: column.group if column else None):
            across = sum(map(_across, run))
            if group is not None:
                page.text(row, first, group, "subheader", across=across)
            first += across

    @property
    def _held_columns(self) -> int:
        return sum(map(_across, self._columns[: self._held]))


def _across(column: Column | None) -> int:
    """Return how many columns of the sheet a column takes; None is a narrow one that stays free."""
    return len(column.headers) if column else 1


def _place_column(page: Page, column: Column, top: int, left: int) -> None:
    for offset, title in enumerate(column.headers):
        page.text(top - 1, left + offset, title, "header")
    if isinstance(column.content, Tensor):
        page.put(column.content, top, left)
        return
    for offset, cell in enumerate(column.content):
        _write(page, top + offset, left, cell, column.style)


def _write(page: Page, row: int, column: int, cell: Cell, style: str) -> None:
    if isinstance(cell, Tensor):
        page.put(cell, row, column)
    elif isinstance(cell, Link):
        page.link(row, column, cell.text, cell.target)
    elif isinstance(cell, (Text, str)):
        page.text(row, column, cell, style)
    else:
        page.number(row, column, cell, style)


def _cell_width(cell: Cell, style: str) -> float:
    if isinstance(cell, float):
        return 6.0
    if isinstance(cell, Tensor):
        return cell.look.width or NUMBER
    text = cell.text if isinstance(cell, Link) else cell
    return characters(literal(text) if isinstance(text, str) else text, style) + AIR
