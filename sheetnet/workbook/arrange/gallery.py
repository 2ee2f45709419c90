"""Galleries: many small pictures in lines, as words on paper, each with its number and what belongs to it below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheetnet.texts import Text
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.arrange.picture import Grid
from sheetnet.workbook.axis import Run
from sheetnet.workbook.page import Label, Page
from sheetnet.workbook.tensor import Tensor

PER_LINE = 16
"""Pictures in a line, if no other number is asked for."""
MOST_PRINTED = 16
"""Pictures in a line on paper."""
LABELS = 12.0
LEAST_WIDTH = 2
"""Columns of a picture at least: its number needs them."""


@dataclass(frozen=True)
class Gallery:
    """Pictures in lines.

    Args:
        rows: What stands below each other for every entry, with its name; first axes are those of the entries.
        per_line: Pictures in a line.
        even: Whether no column of pixels is wider than the others, whatever stands above.
    """

    rows: Sequence[tuple[Text, Tensor]]
    per_line: int = PER_LINE
    even: bool = False

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the lines, and a column for the names of the rows."""
        columns.want(first, LABELS)
        return Size(self._lines * self._line - 1, 2 + min(self._count, self.per_line) * self._pitch)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put the pictures, numbered."""
        left = first + 2
        if self.even:
            page.widths = {column: width for column, width in page.widths.items() if column < left}
        for number in range(self._count):
            line, within = divmod(number, self.per_line)
            top, column = row + line * self._line, left + within * self._pitch
            page.labels.append(Label(top, column, number + 1, "muted_center", "0", across=LEAST_WIDTH))
        at = row + 1
        for label, tensor in self.rows:
            entries = Run.of(tensor.axes[0], self._pitch, wrap=self.per_line, line=self._line)
            page.put(tensor, at, left, [entries, *_grid(tensor).runs], leading=1)
            for line in range(self._lines):
                page.text(at + line * self._line, first, label, "row_label")
            at += _grid(tensor).height
        if self.per_line > MOST_PRINTED:
            page.print_area = (1, 1, row + self._lines * self._line - 2, left + MOST_PRINTED * self._pitch - 1)

    @property
    def _count(self) -> int:
        return self.rows[0][1].shape[0]

    @property
    def _lines(self) -> int:
        return -(-self._count // self.per_line)

    @property
    def _line(self) -> int:
        """Rows from one line to the next: numbers, pictures, and a blank row."""
        return sum(_grid(tensor).height for _, tensor in self.rows) + 2

    @property
    def _pitch(self) -> int:
        """Columns from one picture to the next."""
        return max(LEAST_WIDTH, *(_grid(tensor).width for _, tensor in self.rows)) + 1


def _grid(tensor: Tensor) -> Grid:
    return Grid(tensor.axes[1:])
