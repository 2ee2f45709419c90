"""The units of a layer side by side: a picture of weights for each, and what else it has, below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheetnet.texts import Text
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.arrange.picture import Grid
from sheetnet.workbook.axis import Run
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor
from sheetnet.workbook.text_size import characters

AIR = 1.0
"""Characters between names and pictures."""


@dataclass(frozen=True)
class UnitPictures:
    """Pictures of units side by side.

    Args:
        rows: What stands below each other for every unit, with its name; the first axes are those of the units. Words
            alone say what the rows below have in common; the first ones stand beside the units' numbers.
        label_columns: Columns for these names.
        parted: Whether a blank row parts a picture of several rows from what stands below it.
        pitch: Columns from one unit to the next, if they are to be more than the widest picture needs.
        joined: Pictures that no blank row parts from what stands below.
    """

    rows: Sequence[tuple[Text, Tensor | None]]
    label_columns: int = 2
    parted: bool = False
    pitch: int = 0
    joined: Sequence[Tensor] = ()

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the names, the numbers of the units, and the pictures."""
        labels = [label for label, tensor in self.rows if tensor is not None]
        columns.want(first, max(characters(label, "row_label") for label in labels) + AIR)
        if self._begins_with_words:
            columns.want(first, characters(self.rows[0][0], "shared_label"))
        for tensor in self._tensors:
            self._want(columns, first + self.label_columns, tensor)
        heights = [1 if tensor is None else self._height(tensor) for _, tensor in self.rows]
        return Size(1 - self._begins_with_words + sum(heights), self.label_columns + self._units * self._pitch - 1)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put the pictures, numbered if there are several."""
        left = first + self.label_columns
        for unit in range(self._units if self._units > 1 else 0):
            page.number(row, left + unit * self._pitch, unit + 1, "muted_center")
        at = row + 1 - self._begins_with_words
        for label, tensor in self.rows:
            if tensor is None:
                page.text(at, first, label, "shared_label")
                at += 1
                continue
            grid = Grid(tensor.axes[1:])
            page.text(at, first, label, "row_label")
            page.put(tensor, at, left, [Run.of(tensor.axes[0], self._pitch), *grid.runs])
            at += self._height(tensor)

    def _want(self, columns: Columns, left: int, tensor: Tensor) -> None:
        """Ask for the width of a tensor's look, if it has one; what parts the units may then be narrower."""
        if not tensor.look.width:
            return
        for unit in range(self._units):
            for column in range(Grid(tensor.axes[1:]).width):
                columns.want(left + unit * self._pitch + column, tensor.look.width)

    def _height(self, tensor: Tensor) -> int:
        height = Grid(tensor.axes[1:]).height
        return height + (self.parted and height > 1 and not any(tensor is other for other in self.joined))

    @property
    def _begins_with_words(self) -> bool:
        return self.rows[0][1] is None

    @property
    def _units(self) -> int:
        return self._tensors[0].shape[0]

    @property
    def _tensors(self) -> list[Tensor]:
        return [tensor for _, tensor in self.rows if tensor is not None]

    @property
    def _pitch(self) -> int:
        return max(self.pitch, *(Grid(tensor.axes[1:]).width + 1 for tensor in self._tensors))


@dataclass(frozen=True)
class FilmStrips:
    """Pictures of units side by side, and again below for every moment.

    Args:
        tensor: Its axes are those of the moments, of the units, and of a picture.
        heading: Above it.
        titles: What each moment is.
    """

    tensor: Tensor
    heading: Text
    titles: Sequence[Text]

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the heading and the pictures."""
        for column in range(first, first + self._columns):
            columns.want(column, self.tensor.look.width or FRAME)
        return Size(1 + self.tensor.shape[0] * self._step, self._columns)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put heading, titles and pictures."""
        page.text(row, first, self.heading, "heading")
        moments, units, *_ = self.tensor.axes
        runs = [Run.of(moments, self._step), Run.of(units, self._grid.width + 1), *self._grid.runs]
        page.put(self.tensor, row + 2, first, runs)
        for number, title in enumerate(self.titles):
            page.text(row + 1 + number * self._step, first, title, "muted")

    @property
    def _grid(self) -> Grid:
        return Grid(self.tensor.axes[2:])

    @property
    def _step(self) -> int:
        """Rows from one moment to the next: a title, the picture, a blank row."""
        return self._grid.height + 2

    @property
    def _columns(self) -> int:
        return self.tensor.shape[1] * (self._grid.width + 1) - 1


FRAME = 5.2
"""Width of a column of such pictures, in characters."""
