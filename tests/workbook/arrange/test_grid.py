"""Grids are aligned both ways; forms keep the blanks beside their cells."""

from __future__ import annotations

from sheetnet.texts import literal
from sheetnet.workbook import Book, Page, Tensor, down, right
from sheetnet.workbook.arrange import Element, Form, Gap, Picture, arrange, grid
from sheetnet.workbook.arrange.element import NARROW
from sheetnet.workbook.axis import Axis


def tensor(name: str, *axes: Axis) -> Tensor:
    return Tensor(name, axes, literal(name)).fill(lambda *_: 1)


def arranged(body: Element) -> Page:
    book = Book("pooling")
    page = book.page("page", literal("Page"))
    arrange(page, body)
    book.check()
    return page


def test_the_rows_and_columns_of_a_grid_are_as_large_as_their_largest_element() -> None:
    wide, high, small, last = (
        tensor(name, down(rows), right(columns))
        for name, rows, columns in (("wide", 2, 9), ("high", 7, 2), ("small", 1, 1), ("last", 1, 3))
    )
    page = arranged(grid((Picture(wide), Picture(high)), (Picture(small), Picture(last))))
    assert wide.place.column == small.place.column
    assert high.place.column == last.place.column == wide.place.last_column + 2
    assert page.widths[wide.place.last_column + 1] == NARROW
    assert wide.place.row == high.place.row
    assert small.place.row == last.place.row == high.place.last_row + 3  # a blank row, and a heading


def test_what_a_row_of_a_grid_lacks_stays_blank() -> None:
    first, second, below_first = tensor("a", right(2)), tensor("b", right(2)), tensor("c", right(2))
    arranged(grid((Form(first), Gap(0), Form(second)), (Form(below_first),)))
    assert below_first.place.column == first.place.column


def test_a_form_keeps_the_margin_of_a_row_blank_and_its_cells_in_one_column() -> None:
    signal, kernel = tensor("signal", right(4, margin=2)), tensor("kernel", right(3))
    page = arranged(grid((Form(signal, kernel), Form(tensor("beside")))))
    assert signal.place.column == kernel.place.column
    blank = {signal.place.column + n for n in (-2, -1, 4, 5)}
    taken = {label.column for label in page.labels} | {each.place.column for each in page.tensors[2:]}
    assert not blank & taken
