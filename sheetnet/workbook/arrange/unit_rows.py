"""The units of a layer below each other: for each of them pictures side by side, and its numbers to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheetnet.texts import Text
from sheetnet.workbook.arrange.element import NARROW, Columns, Size
from sheetnet.workbook.arrange.picture import PIXEL, Grid
from sheetnet.workbook.axis import Run
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor
from sheetnet.workbook.text_size import characters

VALUE = 8.0
"""Width of a column of numbers."""


@dataclass(frozen=True)
class UnitRows:
    """Units below each other.

    Args:
        units: How many there are.
        labels: The name of each; none if empty.
        pictures: Headings and tensors, (units, rows, columns) and the like.
        numbers: Symbols and tensors, (units,).
        single: Whether the pictures have no axis of units: there is one unit, and a picture is (rows, columns).
        pitch: Rows from one unit to the next, if they are to be more than pictures and numbers need.
    """

    units: int
    labels: Sequence[Text]
    pictures: Sequence[tuple[Text, Tensor]]
    numbers: Sequence[tuple[Text, Tensor]] = ()
    single: bool = False
    pitch: int = 0

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the labels, the pictures with a blank column behind each, and symbols and values."""
        if self.labels:
            columns.want(first, max(characters(label, "row_label") for label in self.labels) + 1)
        at = first + bool(self.labels)
        for _, tensor in self.pictures:
            for _ in range(self._grid(tensor).width):
                columns.want(at, tensor.look.width or PIXEL)
                at += 1
            columns.want(at, NARROW)
            at += 1
        if self.numbers:
            columns.want(at, max(characters(symbol, "row_label") for symbol, _ in self.numbers) + 1)
            columns.want(at + 1, max(VALUE, *(tensor.look.width for _, tensor in self.numbers)))
            at += 2
        return Size(1 + self.units * self._pitch - 1, at - first)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put headings, and below them unit after unit."""
        for unit, label in enumerate(self.labels):
            page.text(row + 1 + unit * self._pitch, first, label, "row_label")
        at = first + bool(self.labels)
        for heading, tensor in self.pictures:
            page.text(row, at, heading, "muted")
            self._put(page, tensor, row + 1, at)
            at += self._grid(tensor).width + 1
        for line, (symbol, tensor) in enumerate(self.numbers):
            page.put(tensor, row + 1 + line, at + 1, [Run.of(tensor.axes[0], self._pitch)], leading=1)
            for unit in range(self.units):
                page.text(row + 1 + line + unit * self._pitch, at, symbol, "row_label")

    def _put(self, page: Page, tensor: Tensor, row: int, column: int) -> None:
        grid = self._grid(tensor)
        down, right = grid.corner
        leading = [] if self.single else [Run.of(tensor.axes[0], self._pitch)]
        page.put(tensor, row + down, column + right, [*leading, *grid.runs], leading=len(leading))

    def _grid(self, tensor: Tensor) -> Grid:
        return Grid(tensor.axes if self.single else tensor.axes[1:])

    @property
    def _pitch(self) -> int:
        """Rows from one unit to the next: the highest picture or all numbers, and a blank row."""
        heights = [self._grid(tensor).height for _, tensor in self.pictures]
        return max([*heights, len(self.numbers), self.pitch - 1]) + 1
