"""Pooling makes each block of a map one cell: its maximum, its mean, or √Σx²."""

from __future__ import annotations

from itertools import product

from sheetnet.formula import Expression, call, count, where
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.network import TIE_WIDTH
from sheetnet.models.pooling import SIZES, Pooling
from sheetnet.texts import Text, Texts
from sheetnet.workbook import Book, Highlight, Look, Role, Tensor, add_cover, add_map, down, right
from sheetnet.workbook.arrange import Element, Form, Picture, below, grid

SLACK = 1e-9
"""What rounding may leave of a difference that is 0 on paper."""
WINNER = Look("0", highlight=Highlight(1, "F4B183"))


def book(model: Pooling) -> Book:
    """Write the map, its winners and the pooled maps.

    Args:
        model: The map.

    Returns:
        The book, complete.
    """
    result = Book("pooling", model.settings())
    (rows, columns), look = model.feature_map.shape, Look("General", "pixel")
    cells = Quantities(model, result.texts).input("feature_map", down(rows), right(columns), symbol="x", look=look)
    pooled = [_Pooled(model, result.texts, cells, size).arranged() for size in SIZES]
    add_sheet(result, "blocks", below(Picture(cells), grid(*pooled)), equation="max x        Σx / m²        √(Σx²)")
    add_map(result)
    add_cover(result)
    return result


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
        self._cells, self._size = cells, size
        self.maximum = self._pooled("maximum", "max x")
        self.average = self._pooled("average", "Σx / m²")
        self.root = self._pooled("l2", "√(Σx²)")
        i, j = self.maximum.indices()
        block = cells[i * size : i * size + size, j * size : j * size + size]
        self.maximum[i, j], self.average[i, j] = call("MAX", block), call("AVERAGE", block)
        self.root[i, j] = call("SQRT", call("SUMSQ", block))
        self.winners = self._winners()
        in_order = call("AND", _never_above(self.average, self.maximum), _never_above(self.maximum, self.root))
        self.order = self._quantities.claim("order", in_order)

    def _pooled(self, kind: str, equation: str) -> Tensor:
        rows, columns = (extent // self._size for extent in self._cells.shape)
        axes, meaning, look = (down(rows), right(columns)), self._meaning(kind), Look("0.00")
        return self._quantities.tensor(kind, *axes, meaning=meaning, equation=equation, role=Role.OUTPUT, look=look)

    def _winners(self) -> Tensor:
        """Mark the cells that are their block's maximum."""
        size, meaning = self._size, self._meaning("winners")
        winners = self._quantities.tensor(
            "winners", *self._cells.axes, meaning=meaning, equation="x = max ? 1 : 0", look=WINNER
        )
        i, j = self.maximum.indices()
        for row, column in product(range(size), repeat=2):
            cell = i * size + row, j * size + column
            winners[cell] = where(self.maximum[i, j] - self._cells[cell] <= TIE_WIDTH, 1, 0)
        return winners

    def _meaning(self, kind: str) -> Text:
        return self._quantities.meaning(kind).format(size=f"{self._size}×{self._size}")

    def arranged(self) -> list[Element]:
        """Arrange the winners beside the pooled maps, and the claim beside them."""
        maps = (self.winners, self.maximum, self.average, self.root)
        return [*(Picture(each) for each in maps), Form(None, self.order)]


def _never_above(low: Tensor, high: Tensor) -> Expression:
    """Compare cell by cell, but for rounding."""
    return count(low[...] > high[...] + SLACK) < 1
