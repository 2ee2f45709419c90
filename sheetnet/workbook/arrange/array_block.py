"""Arrays of samples side by side: each a block of cells with its names at the left, numbered above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheetnet.texts import Text
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.arrange.nested import corner_of, extent_of, runs_of
from sheetnet.workbook.axis import Run
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor
from sheetnet.workbook.text_size import characters

LABELS = 7.0
"""Least width of the column of names."""
AIR = 1.0


@dataclass(frozen=True)
class ArrayBlock:
    """An array as a block of cells.

    Args:
        tensor: The array.
        labels: The names of its units or channels, at the left of the first row of each.
        band: Columns from one sample to the next, at least; 0 if the first axis is not that of samples.
        heading: Above it, if anything.
        labelled: Whether a column is kept free for names though there are none.
        runs: How its axes run, where they do not simply lie within each other.
    """

    tensor: Tensor
    labels: Sequence[Text] = ()
    band: int = 0
    heading: Text | None = None
    labelled: bool = False
    runs: Sequence[Run] = ()

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the cells with their margins, a column of names and a row for the heading."""
        rows, across = self.size
        offset = self._offset
        if offset:
            columns.want(first, max([LABELS, *(characters(label, "row_label") + AIR for label in self.labels)]))
        for column in range(first + offset, first + offset + across):
            columns.want(column, self.tensor.look.width or columns.default)
        width = offset + across
        if self.heading is not None:
            width = max(width, columns.holding(first, characters(self.heading, "row_label")))
        return Size(rows + (self.heading is not None), width)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put heading, names and cells."""
        if self.heading is not None:
            page.text(row, first, self.heading, "muted")
            row += 1
        down, right = corner_of(self.tensor.axes)
        top, left = row + down, first + self._offset + right
        page.put(self.tensor, top, left, self._runs)
        for unit, label in enumerate(self.labels):
            page.text(top + unit * self._unit_rows, first, label, "row_label")

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the cells, margins included."""
        if not self.runs:
            return extent_of(self.tensor.axes, self._runs)
        below, beside = zip(*(run.steps() for run in self.runs), strict=True)
        return 1 + sum(int(each.max()) for each in below), 1 + sum(int(each.max()) for each in beside)

    @property
    def _offset(self) -> int:
        return 1 if self.labels or self.labelled else 0

    @property
    def _runs(self) -> Sequence[Run]:
        return self.runs or runs_of(self.tensor.axes, self.band)

    @property
    def _unit_rows(self) -> int:
        """Rows from one name to the next."""
        return max((run.down for run in self._runs if run.down), default=1)


@dataclass(frozen=True)
class SampleNumbers:
    """The numbers of samples, each above its band.

    Args:
        count: How many samples.
        band: Columns from one to the next.
        word: Before the first.
    """

    count: int
    band: int
    word: Text

    def measure(self, columns: Columns, first: int) -> Size:
        """Take one row."""
        return Size(1, 1 + self.count * self.band)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Write them; they stay on the screen."""
        page.text(row, first, self.word, "muted")
        for sample in range(self.count):
            page.number(row, first + 1 + sample * self.band, sample + 1, "muted_center")
        page.frozen = (row, 0)


def band_of(tensors: Sequence[Tensor]) -> int:
    """Return the columns of a band: the widest picture's, and a blank one where there are pictures."""
    widths = [extent_of(tensor.axes[1:], runs_of(tensor.axes[1:]))[1] for tensor in tensors if tensor.axes]
    widest = max(widths, default=1)
    return widest + (widest > 1)
