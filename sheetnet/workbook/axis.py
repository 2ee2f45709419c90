"""The axes of tensors: what a formula must know of them, and, apart from that, how they run over a sheet.

That an axis runs downwards or to the right decides the shape and the orientation of what a formula refers to, so it is
part of the mathematics as it is written down. How many cells lie from one entry to the next is the arrangement's
business: a ``Run``, which a tensor gets with its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from sheetnet.errors import FormulaError
from sheetnet.formula import Affine


class Direction(Enum):
    """Where the entries of an axis follow each other."""

    DOWN = "down"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a tensor.

    Args:
        size: How many entries.
        direction: Where they follow each other.
        spread: At least so many cells from one entry to the next; with more than 1 the blanks between count as 0, as
            in a filter that is dilated.
        margin: So many blank cells before and after the entries, which count as 0, as in a picture that is padded.
    """

    size: int
    direction: Direction
    spread: int = 1
    margin: int = 0

    @property
    def extent(self) -> int:
        """Cells from the first entry to the last, both included, where nothing but its spread parts them."""
        return (self.size - 1) * self.spread + 1


def down(size: int, spread: int = 1, margin: int = 0) -> Axis:
    """Let an axis run downwards."""
    return Axis(size, Direction.DOWN, spread, margin)


def right(size: int, spread: int = 1, margin: int = 0) -> Axis:
    """Let an axis run to the right."""
    return Axis(size, Direction.RIGHT, spread, margin)


def picture_axes(
    shape: Sequence[int], spread: tuple[int, int] = (1, 1), margin: tuple[int, int] = (0, 0)
) -> list[Axis]:
    """Return the axes of a picture.

    Args:
        shape: (units,), (rows, columns) or (channels, rows, columns).
        spread: Cells from one entry to the next, downwards and to the right.
        margin: Blank cells around each channel, above and below, left and right.
    """
    if len(shape) < 2:
        return [Axis(size, Direction.DOWN) for size in shape]
    rows = Axis(shape[-2], Direction.DOWN, spread[0], margin[0])
    columns = Axis(shape[-1], Direction.RIGHT, spread[1], margin[1])
    return [*(Axis(size, Direction.DOWN) for size in shape[:-2]), rows, columns]


@dataclass(frozen=True, slots=True)
class Run:
    """How an axis runs over a sheet.

    Args:
        size: How many entries.
        down: Rows from one entry to the next.
        right: Columns from one entry to the next.
        wrap: After so many entries a new line begins, as with words on paper; 0 never.
        line: Rows from one line to the next.
    """

    size: int
    down: int = 0
    right: int = 0
    wrap: int = 0
    line: int = 0

    @classmethod
    def of(cls, axis: Axis, step: int = 0, wrap: int = 0, line: int = 0) -> Run:
        """Let an axis run in its direction, ``step`` cells from entry to entry, by default as close as its spread."""
        step = step or axis.spread
        down_ = step if axis.direction is Direction.DOWN else 0
        return cls(axis.size, down_, step - down_, wrap, line)

    def offset(self, entry: Affine) -> tuple[Affine, Affine]:
        """Return how many rows down and columns to the right an entry lies.

        Raises:
            FormulaError: The entry runs over more than one line.
        """
        if not self.wrap:
            return entry * self.down, entry * self.right
        line = entry.lowest // self.wrap
        if line != entry.highest // self.wrap:
            raise FormulaError(f"entries {entry.lowest} to {entry.highest} lie on more than one line of {self.wrap}")
        within = entry - line * self.wrap
        return within * self.down + line * self.line, within * self.right

    def step(self, entry: int) -> tuple[int, int]:
        """Return how many rows down and columns to the right one entry, given by its number, lies."""
        line, within = divmod(entry, self.wrap) if self.wrap else (0, entry)
        return line * self.line + within * self.down, within * self.right

    def steps(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the offsets of all entries: rows and columns, (size,) each."""
        entries = np.arange(self.size)
        lines, within = np.divmod(entries, self.wrap) if self.wrap else (0 * entries, entries)
        return lines * self.line + within * self.down, within * self.right


def cells_of(row: int, column: int, runs: Sequence[Run]) -> tuple[np.ndarray, np.ndarray]:
    """Return the row and the column of every entry of a tensor that begins at a cell.

    Args:
        row: Row of the first entry.
        column: Column of the first entry.
        runs: How its axes run.

    Returns:
        Two integer arrays in the shape of the tensor.
    """
    shape = tuple(run.size for run in runs)
    rows, columns = np.full(shape, row, dtype=np.int64), np.full(shape, column, dtype=np.int64)
    for number, run in enumerate(runs):
        along = [-1 if n == number else 1 for n in range(len(runs))]
        below, beside = run.steps()
        rows += below.reshape(along)
        columns += beside.reshape(along)
    return rows, columns
