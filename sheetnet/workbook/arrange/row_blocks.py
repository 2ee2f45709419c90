"""Blocks of rows: what recurs in every step as a table of one row a sample, beside it what the step works with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sheetnet.errors import LimitError
from sheetnet.formula.limits import ROWS
from sheetnet.texts import Text
from sheetnet.workbook.arrange.element import NARROW, Columns, Size
from sheetnet.workbook.arrange.unit_groups import Section, UnitGroups
from sheetnet.workbook.axis import Run
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor
from sheetnet.workbook.text_size import characters

WIDTH = 8.5
"""Of a column of the table, in characters."""
TITLE = 12.0
"""Of the column in which a block's title stands."""
ABOVE = 3
"""Rows of a block above its samples: its title, the groups of columns, their headers."""


@dataclass(frozen=True)
class BlockColumns:
    """Columns of a table that recurs.

    Args:
        tensor: Its axes are those of blocks and of samples, and then that of its columns, if there are several.
        headers: One a column.
        group: A title over all of them.
    """

    tensor: Tensor
    headers: Sequence[Text | str]
    group: Text | None = None


@dataclass(frozen=True)
class RowBlocks:
    """Blocks of rows.

    Args:
        columns: The columns of the table, from left to right; None leaves a narrow one free.
        titles: What each block is; one for each. The last may be one in which nothing but parameters stand.
        samples: How many rows a table has.
        total: A number of every block, beside its title.
        symbol: Its symbol.
        groups: What stands beside the table, in groups of columns; each has a section, or None, for every layer.
        unit_labels: For every layer the names of its units.
        remedy: From the number of blocks that would fit to what a user should change.
    """

    columns: Sequence[BlockColumns | None]
    titles: Sequence[Text]
    samples: int
    total: Tensor
    symbol: Text | str
    groups: Sequence[Sequence[Section | None]] = ()
    unit_labels: Sequence[Sequence[Text]] = ()
    remedy: Callable[[int], str] = "use {} steps or fewer".format

    def measure(self, columns: Columns, first: int) -> Size:
        """Take a column for each of the table's, and those of the groups."""
        at = first
        for each in self.columns:
            for _ in range(_count(each)):
                columns.want(at, _width(each))
                at += 1
        columns.want(first, TITLE)
        last = at + 1 + (self._groups.width * len(self.groups) if self.groups else 0)
        for column in range(at + 1, last):
            columns.want(column, WIDTH)
        return Size(self._rows * len(self.titles), last - first)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put all blocks.

        Raises:
            LimitError: They reach past the last row of a sheet; the message says what would fit.
        """
        most = (ROWS - row + 1) // self._rows
        if len(self.titles) > most:
            raise LimitError(
                f"{len(self.titles)} steps of {self._rows} rows do not fit on sheet {page.key!r}: a sheet has "
                f"{ROWS:,} rows; {self.remedy(most)}"
            )
        for block, title in enumerate(self.titles):
            page.text(row + block * self._rows, first, title, "epoch")
        self._place_total(page, row, first)
        at = first
        for each in self.columns:
            if each is not None:
                self._place_columns(page, each, row, at)
            at += _count(each)
        if self.groups:
            self._groups.place(page, row + 1, at, self._rows)

    @cached_property
    def _groups(self) -> UnitGroups:
        return UnitGroups(self.groups, self.unit_labels, len(self.titles))

    @property
    def _rows(self) -> int:
        """Rows of a block, a blank one below it included."""
        beside = self._groups.rows + 1 if self.groups else 0
        return max(ABOVE + self.samples, beside) + 1

    def _place_total(self, page: Page, row: int, first: int) -> None:
        for block in range(self.total.shape[0]):
            page.text(row + block * self._rows, first + 1, self.symbol, "symbol")
        page.put(self.total, row, first + 2, [Run.of(self.total.axes[0], self._rows)])

    def _place_columns(self, page: Page, each: BlockColumns, row: int, column: int) -> None:
        steps, samples, *units = each.tensor.axes
        runs = [Run.of(steps, self._rows), Run.of(samples), *map(Run.of, units)]
        page.put(each.tensor, row + ABOVE, column, runs, leading=1)
        for block in range(steps.size):
            top = row + block * self._rows
            if each.group is not None:
                page.text(top + 1, column, each.group, "subheader", across=len(each.headers))
            for offset, header in enumerate(each.headers):
                page.text(top + 2, column + offset, header, "header")


def _width(each: BlockColumns | None) -> float:
    """Return how wide a column is, so that the title over all of them is not cut."""
    if each is None:
        return NARROW
    title = 0.0 if each.group is None else (characters(each.group, "subheader") + 1) / len(each.headers)
    return max(WIDTH, title)


def _count(each: BlockColumns | None) -> int:
    return 1 if each is None else len(each.headers)
