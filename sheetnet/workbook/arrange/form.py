"""Forms: rows of words, a symbol and cells, as lessons show single inputs, single results and small matrices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sheetnet.texts import Text, literal
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.axis import Direction
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor
from sheetnet.workbook.text_size import characters

VALUE = 12.0
"""Width of a column of numbers in a form."""
AIR = 1.0
"""Characters between words and what stands to the right of them."""


@dataclass(frozen=True)
class Heads:
    """Headers over the cells of the rows below, such as ∂f/∂x and ∂f/∂y.

    Args:
        titles: One a column.
    """

    titles: Sequence[Text | str]


Row: TypeAlias = "Tensor | Heads | Text | None"


class Form:
    """Rows of words, symbol and cells.

    Args:
        *rows: Tensors, each with its meaning and its symbol beside its cells (a symbol of several lines beside as many
            rows of cells); headers over cells; words as a heading; None for a blank row. All cells begin in one column,
            behind the widest margin that a row of cells has.
        over: Whether single numbers lie over as many columns as hold them, and ask for no wide ones.
    """

    def __init__(self, *rows: Row, over: bool = False) -> None:
        self._rows, self._over = rows, over
        tensors = [row for row in rows if isinstance(row, Tensor)]
        self._meaning = max(characters(tensor.meaning, "label") for tensor in tensors) + AIR
        symbols = [line for tensor in tensors for line in tensor.symbol.splitlines()]
        self._symbol = max((characters(literal(symbol), "symbol") + AIR for symbol in symbols), default=0.0)
        self._margin = max(_margin(tensor) for tensor in tensors)
        self._cells = max(self._margin + _width(tensor) + _margin(tensor) for tensor in tensors)
        self._looks = max((tensor.look.width for tensor in tensors), default=0.0)

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the columns that hold words and symbols, and one for each cell of the widest row."""
        value = self._value_column(columns, first)
        if self._over:
            return Size(sum(map(_height, self._rows)), value + self._across(columns, value) - first)
        for column in range(value, value + self._cells):
            columns.want(column, self._looks or VALUE)
        return Size(sum(map(_height, self._rows)), value + self._cells - first)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put each row below the one before."""
        value = self._value_column(columns, first)
        for item in self._rows:
            if isinstance(item, Text):
                page.text(row, first, item, "heading")
            elif isinstance(item, Heads):
                for offset, title in enumerate(item.titles):
                    page.text(row, value + self._margin + offset, title, "header")
            elif item is not None:
                page.text(row, first, item.meaning)
                for offset, symbol in enumerate(item.symbol.splitlines()):
                    page.text(row + offset, value - 1, symbol, "symbol")
                page.put(item, row, value + self._margin)
                if self._over:
                    page.merged.append((row, value, row, value + self._across(columns, value) - 1))
            row += _height(item)

    def _across(self, columns: Columns, value: int) -> int:
        """Return how many columns a single number covers that lies over several."""
        return max(2, columns.holding(value, self._looks or VALUE))

    def _value_column(self, columns: Columns, first: int) -> int:
        symbol = first + columns.holding(first, self._meaning)
        return symbol + columns.holding(symbol, self._symbol) if self._symbol else symbol


def _height(row: Row) -> int:
    return _extent(row, Direction.DOWN) if isinstance(row, Tensor) else 1


def _width(tensor: Tensor) -> int:
    return _extent(tensor, Direction.RIGHT)


def _margin(tensor: Tensor) -> int:
    """Return the columns beside a row of cells that are to stay blank."""
    return max([0, *(axis.margin for axis in tensor.axes if axis.direction is Direction.RIGHT)])


def _extent(tensor: Tensor, direction: Direction) -> int:
    """Return the rows or columns of a tensor that has at most one axis in each direction."""
    extents = [axis.extent for axis in tensor.axes if axis.direction is direction]
    return max([1, *extents])
