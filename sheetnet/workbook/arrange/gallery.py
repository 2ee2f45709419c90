"""Galleries: many small pictures in lines, as words on paper, each with its number and what belongs to it below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheetnet.texts import Text
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.arrange.picture import Grid
from sheetnet.workbook.axis import Run
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor

PER_LINE = 16
"""Pictures in a line."""
LABELS = 12.0
LEAST_WIDTH = 2
"""Columns of a picture at least: its number needs them."""


@dataclass(frozen=True)
class Gallery:
    """Pictures in lines.

    Args:
        rows: What stands below each other for every entry, with its name; first axes are those of the entries.
    """

    rows: Sequence[tuple[Text, Tensor]]

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the lines, and a column for the names of the rows."""
        columns.want(first, LABELS)
        return Size(self._lines * self._line - 1, 2 + min(self._count, PER_LINE) * self._pitch)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put the pictures, numbered."""
        left = first + 2
        for number in range(self._count):
            line, within = divmod(number, PER_LINE)
            page.number(row + line * self._line, left + within * self._pitch, number + 1, "muted_center")
        at = row + 1
        for label, tensor in self.rows:
            entries = Run.of(tensor.axes[0], self._pitch, wrap=PER_LINE, line=self._line)
            page.put(tensor, at, left, [entries, *_grid(tensor).runs], leading=1)
            for line in range(self._lines):
                page.text(at + line * self._line, first, label, "row_label")
            at += _grid(tensor).height

    @property
    def _count(self) -> int:
        return self.rows[0][1].shape[0]

    @property
    def _lines(self) -> int:
        return -(-self._count // PER_LINE)

    @property
    def _line(self) -> int:
        """Rows from one line to the next: numbers, pictures, and two blank rows."""
        return sum(_grid(tensor).height for _, tensor in self.rows) + 3

    @property
    def _pitch(self) -> int:
        """Columns from one picture to the next."""
        return max(LEAST_WIDTH, *(_grid(tensor).width for _, tensor in self.rows)) + 1


def _grid(tensor: Tensor) -> Grid:
    return Grid(tensor.axes[1:])
