"""Tables in an arrangement: what a column may hold, and what stays on the screen."""

from __future__ import annotations

from sheetnet.texts import literal
from sheetnet.workbook import Page, Tensor, down, right
from sheetnet.workbook.arrange import Column, Table, arrange
from sheetnet.workbook.arrange.table import LONG


def tensor(name: str, *sizes: int) -> Tensor:
    axes = tuple(axis(size) for axis, size in zip((down, right), sizes, strict=False))
    return Tensor(name, axes, literal(name)).fill(lambda *index: 0)


def arranged(table: Table) -> Page:
    page = Page("page", literal("Page"))
    arrange(page, table)
    return page


def test_a_column_holds_words_and_single_cells_of_different_tensors() -> None:
    rates = [tensor("first"), tensor("second")]
    arranged(Table(Column(["a", "b"], ["rule"]), Column(rates, ["rate"])))
    assert [(rate.place.row, rate.place.column) for rate in rates] == [(2, 3), (3, 3)]


def test_a_long_table_keeps_its_headers_in_view_and_a_short_one_nothing() -> None:
    assert arranged(Table(Column(tensor("x", LONG), ["x"]))).frozen == (0, 0)
    assert arranged(Table(Column(tensor("x", LONG + 1), ["x"]))).frozen == (1, 0)


def test_columns_that_are_held_stay_in_view() -> None:
    columns = Column(tensor("x", LONG + 1, 2), ["x1", "x2"]), None, Column(tensor("y", 3), ["y"])
    assert arranged(Table(*columns, held=1)).frozen == (1, 3)
    assert arranged(Table(*columns[1:], held=2)).frozen == (0, 3)
