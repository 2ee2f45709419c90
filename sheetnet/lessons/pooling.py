"""Pooling makes each block of a map one cell: its maximum, its mean, or √Σx²."""

from __future__ import annotations

from typing import Any

from sheetnet.formula import Expression, Index, call, count, where
from sheetnet.lessons.form import Form
from sheetnet.lessons.opening import open_page
from sheetnet.models.network import TIE_WIDTH
from sheetnet.models.pooling import KINDS, SIZES, Pooling
from sheetnet.texts import Texts
from sheetnet.workbook import Book, Page, Role, Tensor, add_cover, add_map, down, right
from sheetnet.workbook.page import Highlight

TOP = 7
LEFT = 3
WINNER = "F4B183"


def book(model: Pooling) -> Book:
    """Lay out the map, its winners and the pooled maps.

    Args:
        model: The map.

    Returns:
        The book, complete.
    """
    result = Book("pooling", model.settings())
    words = result.words
    page = open_page(result, "blocks", "max x        Σx / m²        √(Σx²)", across=24)
    rows, columns = model.feature_map.shape
    page.text(TOP - 1, LEFT, words["meaning.feature_map"], "heading")
    cells = page.input(
        "feature_map", (TOP, LEFT), model.feature_map, [down(rows), right(columns)],
        allowed=model.field("feature_map"), meaning=words["meaning.feature_map"], equation="x",
        number_format="General", style="pixel",
    )  # fmt: skip
    for n, size in enumerate(SIZES):
        _Blocks(page, words, cells, size, TOP + rows + 2 + n * (rows + 4)).lay_out(model)
    page.default_width = 6.5
    page.widths |= {1: 2, 2: 4}
    page.print_area = (1, 1, TOP + 3 * (rows + 4), 38)
    add_map(result)
    add_cover(result)
    return result


class _Blocks:
    """One block size: the winners of the map, and three pooled maps beside them."""

    def __init__(self, page: Page, words: Texts, cells: Tensor, size: int, top: int) -> None:
        self.page, self.words, self.cells, self.size, self.top = page, words, cells, size, top
        self.column = LEFT

    def lay_out(self, model: Pooling) -> None:
        rows, columns = self.cells.shape
        winners = self._place("winners", rows, columns, "x = max ? 1 : 0")
        pooled = {
            kind: self._place(kind, rows // self.size, columns // self.size, equation, role=Role.OUTPUT)
            for kind, equation in zip(KINDS, ("max x", "Σx / m²", "√(Σx²)"), strict=True)
        }
        i, j = Index("row", rows // self.size), Index("column", columns // self.size)
        block = self._block(i, j)
        pooled["maximum"][i, j] = call("MAX", block)
        pooled["average"][i, j] = call("AVERAGE", block)
        pooled["l2"][i, j] = call("SQRT", call("SUMSQ", block))
        for r in range(self.size):
            for c in range(self.size):
                place = (i * self.size + r, j * self.size + c)
                winners[place] = where(pooled["maximum"][i, j] - self.cells[place] <= TIE_WIDTH, 1, 0)
        self.page.highlights.append(Highlight(winners, 1, WINNER))
        form = Form(self.page, self.words, model, self.column, self.column + 3, self.column + 5,
                    suffix=f"_{self.size}x{self.size}")  # fmt: skip
        average, largest, root = pooled["average"], pooled["maximum"], pooled["l2"]
        gaps = call("AND", self._never_above(average, largest), self._never_above(largest, root))
        form.claim(self.top, "order", "", gaps)

    def _block(self, i: Index, j: Index) -> Expression:
        return self.cells[i * self.size : i * self.size + self.size, j * self.size : j * self.size + self.size]

    @staticmethod
    def _never_above(low: Tensor, high: Tensor) -> Expression:
        """Compare cell by cell, but for rounding."""
        return count(low[...] > high[...] + 1e-9) < 1

    def _place(self, kind: str, rows: int, columns: int, equation: str, **looks: Any) -> Tensor:
        meaning = self.words[f"meaning.{kind}"].format(size=f"{self.size}×{self.size}")
        self.page.text(self.top - 1, self.column, meaning, "heading")
        tensor = self.page.tensor(
            f"{kind}_{self.size}x{self.size}", (self.top, self.column), [down(rows), right(columns)], meaning=meaning,
            equation=equation, number_format="0" if kind == "winners" else "0.00", **looks,
        )  # fmt: skip
        self.column += max(columns, 5) + 2
        return tensor
