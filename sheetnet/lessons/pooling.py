"""Pooling makes each block of a map one cell: its maximum, its mean, or √Σx²."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sheetnet.formula import Expression, call, count, where
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.squares import Shown, Squares, beside_each_other
from sheetnet.models.network import TIE_WIDTH
from sheetnet.models.pooling import SIZES, Pooling
from sheetnet.texts import Text, Texts, literal, load_texts
from sheetnet.workbook import Book, Chart, Look, Role, Series, Tensor, add_cover, add_map, down, right
from sheetnet.workbook.arrange import Caption, Column, Element, Form, Picture, Table, below, beside, grid
from sheetnet.workbook.colors import MARK, Marked
from sheetnet.workbook.look import check_look
from sheetnet.workbook.number_format import AS_GIVEN
from sheetnet.workbook.styles import INK

SLACK = 1e-9
"""What rounding may leave of a difference that is 0 on paper."""
CELL, TALL = 8.5, 22.0
"""Width of a column of all maps, in characters, and height of their rows, in points."""
WIDTH = 105.0
"""Of the words below the pictures, in characters."""
LOOKS = {"winner": ("E8963A", 24), "kept": ("E8963A", 24), "other": ("DDE1E6", 24)}
"""Colour and size of the squares of the first sheet, by kind."""


def book(model: Pooling) -> Book:
    """Write the map, its winners and the pooled maps.

    Args:
        model: The map.

    Returns:
        The book, complete.
    """
    result = Book("pooling", model.settings())
    (rows, columns), look = model.feature_map.shape, Look(AS_GIVEN, "pixel", width=CELL)
    quantities = Quantities(model, result.texts)
    cells = quantities.input("feature_map", down(rows), right(columns), symbol="x", look=look)
    again = quantities.tensor("same_map", *cells.axes, equation="x", look=Look(AS_GIVEN, "computed_pixel", width=CELL))
    again.fill(lambda row, column: cells[row, column])
    small, large = (_Pooled(model, result.texts, cells, size) for size in SIZES)
    drawn = _Drawn(small, quantities)
    page = add_sheet(
        result, "blocks", _arranged(result, small, large, again, drawn), equation="max x        Σx / m²        √(Σx²)",
        aside=beside(Picture(small.winners), Picture(large.winners)),
    )  # fmt: skip
    # Without a line of their own, the winners leave those around the blocks whole.
    page.marked += [Marked(pooled.shown, pooled.winners, MARK, plain=True) for pooled in (small, large)]
    result.picture = drawn.chart()
    add_map(result)
    add_cover(result)
    return result


def _arranged(book: Book, small: _Pooled, large: _Pooled, again: Tensor, drawn: _Drawn) -> Element:
    """Arrange the map with its small blocks beside what becomes of them, below that the same with large blocks."""
    tips, change = tips_of(book, "blocks", WIDTH), Caption(load_texts("common")["panel.change"], "heading")
    pictures = grid([small.over(small.cells), *small.results()], [large.over(again), *large.results()])
    tried = [] if tips is None else [tips]
    return below(below(change, pictures, gap=0), *tried, beside(drawn.table(), Form(small.order, large.order)))


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
        self.cells, self.shown, self._size = cells, cells, size
        self.maximum = self._pooled("maximum", "max x", AS_GIVEN)
        self.average = self._pooled("average", "Σx / m²")
        self.root = self._pooled("l2", "√(Σx²)")
        i, j = self.maximum.indices()
        block = cells[i * size : i * size + size, j * size : j * size + size]
        self.maximum[i, j], self.average[i, j] = call("MAX", block), call("AVERAGE", block)
        self.root[i, j] = call("SQRT", call("SUMSQ", block))
        self.winners = self._winners()
        in_order = call("AND", _never_above(self.average, self.maximum), _never_above(self.maximum, self.root))
        self.order = self._quantities.result(
            "order", where(in_order, 1, 0), look=check_look(CELL), meaning=self._meaning("order"), claim=True
        )

    def _pooled(self, kind: str, equation: str, digits: str = "0.00") -> Tensor:
        rows, columns = (extent // self._size for extent in self.cells.shape)
        axes, meaning, look = (
            (down(rows), right(columns)),
            self._meaning(kind),
            Look(digits, "output_pixel", width=CELL),
        )
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
        self.shown = cells
        return Picture(cells, blocks, blocks=(self._size, self._size), tall=TALL)

    def results(self) -> list[Element]:
        """Arrange what becomes of the blocks side by side."""
        return [Picture(each, blocks=(1, 1), tall=TALL) for each in (self.maximum, self.average, self.root)]


class _Drawn:
    """The map with its small blocks and their winners, and beside it what max pooling leaves, as squares.

    Args:
        pooled: The map pooled by small blocks.
        quantities: Makes the tensors.
    """

    def __init__(self, pooled: _Pooled, quantities: Quantities) -> None:
        self._texts, cells, kept = quantities.texts, pooled.cells.shape, pooled.maximum.shape
        wins = [pooled.winners[entry] > 0 for entry in product(*map(range, cells))]
        loses = [pooled.winners[entry] < 1 for entry in product(*map(range, cells))]
        behind: list[Shown] = [False] * (kept[0] * kept[1])
        kinds: dict[str, list[Shown]] = {
            "winner": [*wins, *behind],
            "other": [*loses, *behind],
            "kept": [*(False for _ in wins), *(True for _ in behind)],
        }
        numbers = [each[entry] for each in (pooled.cells, pooled.maximum) for entry in product(*map(range, each.shape))]
        self._squares = Squares(quantities, beside_each_other(cells, kept), kinds, numbers)
        turns = [*_there_and_back(cells[1], cells[0], SIZES[0]), *_down_and_up(cells[1], cells[0], SIZES[0])]
        self._lines = quantities.tensor("block_lines", down(len(turns)), right(2), look=Look("0.0", width=7.0))
        for number, (across, upwards) in enumerate(turns):
            self._lines[number, 0], self._lines[number, 1] = across, upwards

    def chart(self) -> Chart:
        """Draw the squares, and the lines between the blocks."""
        lines = Series(literal(""), self._lines[:, 0], self._lines[:, 1], INK, width=1.25, named=False)
        return self._squares.chart(self._texts["charts.blocks"], LOOKS, lines)

    def table(self) -> Element:
        """Arrange the numbers that the chart shows."""
        lines = Table(Column(self._lines, ["x", "y"], self._texts["squares.lines"]))
        return beside(self._squares.table(), lines)


def _down_and_up(columns: int, rows: int, size: int) -> Iterator[tuple[float, float]]:
    """Go along the upright lines between blocks, downwards and upwards by turns."""
    for number, across in enumerate(range(0, columns + 1, size)):
        ends = (0.5, 0.5 - rows)
        for upwards in ends if number % 2 == 0 else ends[::-1]:
            yield across - 0.5, upwards


def _there_and_back(columns: int, rows: int, size: int) -> Iterator[tuple[float, float]]:
    """Go along the level lines between blocks, from the lowest, to end where the upright ones begin."""
    levels = range(rows, -1, -size)
    for number, level in enumerate(levels):
        ends = (-0.5, columns - 0.5)
        for across in ends if (len(levels) - number) % 2 == 0 else ends[::-1]:
            yield across, 0.5 - level


def _never_above(low: Tensor, high: Tensor) -> Expression:
    """Compare cell by cell, but for rounding."""
    return count(low[...] > high[...] + SLACK) < 1
