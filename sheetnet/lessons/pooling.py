"""Pooling makes each block of a map one cell: its maximum, its mean, or √Σx²."""

from __future__ import annotations

from itertools import product

from sheetnet.formula import Expression, call, count, where
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.network import TIE_WIDTH
from sheetnet.models.pooling import SIZES, Pooling
from sheetnet.texts import Text, Texts, load_texts
from sheetnet.workbook import Book, Chart, Look, Role, Series, Tensor, add_cover, add_map, down, right
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Picture, Table, below, beside, grid
from sheetnet.workbook.look import check_look

SLACK = 1e-9
"""What rounding may leave of a difference that is 0 on paper."""
CELL = 7.0
"""Width of a column of all maps, in characters."""
WIDTH = 105.0
"""Of the words below the pictures, in characters."""
CHART = (8.6, 9.5)
"""Beside the pictures."""


def book(model: Pooling) -> Book:
    """Write the map, its winners and the pooled maps.

    Args:
        model: The map.

    Returns:
        The book, complete.
    """
    result = Book("pooling", model.settings())
    (rows, columns), look = model.feature_map.shape, Look("General", "pixel", width=CELL)
    quantities = Quantities(model, result.texts)
    cells = quantities.input("feature_map", down(rows), right(columns), symbol="x", look=look)
    again = quantities.tensor("same_map", *cells.axes, equation="x", look=Look("General", "computed_pixel", width=CELL))
    again.fill(lambda row, column: cells[row, column])
    small, large = (_Pooled(model, result.texts, cells, size) for size in SIZES)
    row = _InARow(small, quantities)
    add_sheet(
        result, "blocks", _arranged(result, small, large, again, row), equation="max x        Σx / m²        √(Σx²)",
        aside=beside(Picture(small.winners), Picture(large.winners), row.table()),
    )  # fmt: skip
    add_map(result)
    add_cover(result)
    return result


def _arranged(book: Book, small: _Pooled, large: _Pooled, again: Tensor, row: _InARow) -> Element:
    """Arrange the map with its small blocks beside what becomes of them, below that the same with large blocks."""
    tips, change = tips_of(book, "blocks", WIDTH), Caption(load_texts("common")["panel.change"], "heading")
    pictures = grid([small.over(small.cells), *small.results()], [large.over(again), *large.results()])
    right = below(ChartBox(row.chart()), Form(small.order, large.order), gap=0)
    left = below(below(change, pictures, gap=0), *([] if tips is None else [tips]))
    return beside(left, right)


class _Pooled:
    """The map pooled by blocks of one size, each cell of a pooled map made of one block.

    Args:
        model: The map.
        texts: The lesson's texts.
        cells: The map's cells.
        size: Rows and columns of a block.
    """

    def __init__(self, model: Pooling, texts: Texts, cells: Tensor, size: int) -> None:
        self._quantities = Quantities(model, texts, suffix=f"_{size}x{size}")
        self.cells, self._size = cells, size
        self.maximum = self._pooled("maximum", "max x")
        self.average = self._pooled("average", "Σx / m²")
        self.root = self._pooled("l2", "√(Σx²)")
        i, j = self.maximum.indices()
        block = cells[i * size : i * size + size, j * size : j * size + size]
        self.maximum[i, j], self.average[i, j] = call("MAX", block), call("AVERAGE", block)
        self.root[i, j] = call("SQRT", call("SUMSQ", block))
        self.winners = self._winners()
        in_order = call("AND", _never_above(self.average, self.maximum), _never_above(self.maximum, self.root))
        self.order = self._quantities.result(
            "order", where(in_order, 1, 0), look=check_look(), meaning=self._meaning("order"), claim=True
        )

    def _pooled(self, kind: str, equation: str) -> Tensor:
        rows, columns = (extent // self._size for extent in self.cells.shape)
        axes, meaning, look = (down(rows), right(columns)), self._meaning(kind), Look("0.00", width=CELL)
        return self._quantities.tensor(kind, *axes, meaning=meaning, equation=equation, role=Role.OUTPUT, look=look)

    def _winners(self) -> Tensor:
        """Mark the cells that are their block's maximum."""
        size, meaning = self._size, self._meaning("winners")
        winners = self._quantities.tensor(
            "winners", *self.cells.axes, meaning=meaning, equation="x = max ? 1 : 0", look=Look("0")
        )
        i, j = self.maximum.indices()
        for row, column in product(range(size), repeat=2):
            cell = i * size + row, j * size + column
            winners[cell] = where(self.maximum[i, j] - self.cells[cell] <= TIE_WIDTH, 1, 0)
        return winners

    def _meaning(self, kind: str) -> Text:
        return self._quantities.meaning(kind).format(size=f"{self._size}×{self._size}")

    def over(self, cells: Tensor) -> Element:
        """Show a map with its blocks, their winners in colour."""
        blocks = self._quantities.texts["blocks.map"].format(size=f"{self._size} × {self._size}")
        return Picture(cells, blocks, marks=self.winners, blocks=(self._size, self._size))

    def results(self) -> list[Element]:
        """Arrange what becomes of the blocks side by side."""
        return [Picture(each, blocks=(1, 1)) for each in (self.maximum, self.average, self.root)]


class _InARow:
    """What becomes of the small blocks, one after the other: the three ways as curves.

    Args:
        pooled: The map pooled by small blocks.
        quantities: Makes the tensors.
    """

    def __init__(self, pooled: _Pooled, quantities: Quantities) -> None:
        self._texts, (rows, columns) = quantities.texts, pooled.maximum.shape
        self.number = quantities.counter("block_number", rows * columns, first=1)
        ways = {"l2": pooled.root, "maximum": pooled.maximum, "average": pooled.average}
        self.curves = {name: self._line_of(name, tensor, quantities) for name, tensor in ways.items()}

    def _line_of(self, name: str, pooled: Tensor, quantities: Quantities) -> Tensor:
        (rows, columns), line = pooled.shape, quantities.tensor(f"{name}_in_a_row", *self.number.axes)
        for row in range(rows):
            for column in range(columns):
                line[row * columns + column] = pooled[row, column]
        return line

    def chart(self) -> Chart:
        """Show the three ways, block after block."""
        texts, number = self._texts, self.number
        curves = [
            Series(texts[f"charts.{name}"], number[...], curve[...], line=False, marker=True, mark=8)
            for name, curve in self.curves.items()
        ]
        return Chart(
            texts["charts.blocks"], texts["charts.block"], texts["charts.pooled"], curves,
            x_limits=(0, number.shape[0] + 1), x_step=1, size=CHART,
        )  # fmt: skip

    def table(self) -> Element:
        """Arrange the numbers that the chart shows."""
        columns = (Column(curve, [self._texts[f"charts.{name}"]]) for name, curve in self.curves.items())
        return Table(Column(self.number, [self._texts["charts.block"]]), *columns)


def _never_above(low: Tensor, high: Tensor) -> Expression:
    """Compare cell by cell, but for rounding."""
    return count(low[...] > high[...] + SLACK) < 1
