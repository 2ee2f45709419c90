"""Where a tensor lies: its sheet, its first cell, and how its axes run on from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sheetnet.errors import FormulaError
from sheetnet.formula import Affine, Area, Index, Page, Reference
from sheetnet.workbook.axis import Run, cells_of


@dataclass(frozen=True, eq=False, slots=True)
class Place:
    """The place of a tensor.

    Args:
        page: The page.
        row: Row of its first cell, counted from 1.
        column: Column of its first cell, counted from 1.
        runs: How each axis runs over the page.
    """

    page: Page
    row: int
    column: int
    runs: tuple[Run, ...] = ()

    @property
    def last_row(self) -> int:
        """The lowest row that it touches."""
        return self.row + sum(int(run.steps()[0].max()) for run in self.runs)

    @property
    def last_column(self) -> int:
        """The rightmost column that it touches."""
        return self.column + sum(int(run.steps()[1].max()) for run in self.runs)

    def cells(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the row and the column of every entry, each in the tensor's shape."""
        return cells_of(self.row, self.column, self.runs)

    def cuts(self, reference: Reference) -> Iterator[tuple[Index, int]]:
        """Go through indices with the value from which on an entry lies in another line of its axis."""
        for run, entry in zip(self.runs, reference.start, strict=True):
            if run.wrap and entry.lowest // run.wrap != entry.highest // run.wrap:
                ((index, factor),) = entry.terms
                end_of_line = (entry.constant // run.wrap + 1) * run.wrap
                yield index, -(-(end_of_line - entry.constant) // factor)

    def step(self, axis: int) -> int:
        """Return how many rows, or columns, lie from one entry of an axis to the next.

        Raises:
            FormulaError: The axis runs over several lines, so that there is no such number.
        """
        run = self.runs[axis]
        if run.wrap:
            raise FormulaError("a formula looks an entry up along an axis that runs over several lines")
        return max(run.down, run.right)

    def area(self, reference: Reference, fixed: bool) -> Area:
        """Return the cells of a reference.

        Args:
            reference: Entries of the tensor that lies here.
            fixed: Whether they are always written absolutely.
        """
        row, column = Affine(self.row), Affine(self.column)
        height = width = 1
        for run, start, length in zip(self.runs, reference.start, reference.length, strict=True):
            if run.wrap and length > 1:
                raise FormulaError(f"a formula refers to {length} entries of an axis that runs over several lines")
            below, beside = run.offset(start)
            row, column = row + below, column + beside
            height += (length - 1) * run.down
            width += (length - 1) * run.right
        if reference.window is not None:
            row, column = row + reference.window.down, column + reference.window.right
            height += reference.window.height - 1
            width += reference.window.width - 1
        return Area(self.page, row, column, height, width, fixed=fixed)
