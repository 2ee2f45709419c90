"""Tensors on pages: references stay inside, cells have one owner and one formula."""

from __future__ import annotations

import numpy as np
import pytest

from sheetnet.errors import FormulaError, LimitError
from sheetnet.formula import Index, array, call
from sheetnet.models.fields import Field
from sheetnet.texts import literal
from sheetnet.workbook import Book, Page, Role, down, right

WORDS = literal("a tensor")


@pytest.fixture
def book() -> Book:
    return Book("gradient_descent")


@pytest.fixture
def page(book: Book) -> Page:
    return book.page("page", literal("Page"))


def test_an_index_that_leaves_the_tensor_is_refused(page: Page) -> None:
    x = page.tensor("x", (1, 1), [down(5)], meaning=WORDS)
    i = Index("i", 5)
    with pytest.raises(FormulaError, match=r"1 to 5; the axis has entries 0 to 4"):
        x[i + 1]


def test_a_cell_without_a_formula_is_found(book: Book, page: Page) -> None:
    x = page.tensor("x", (1, 1), [down(3)], meaning=WORDS)
    x[0], x[1] = 1, 2
    with pytest.raises(FormulaError, match=r"x\[2\] has 0 formulas"):
        book.check()


def test_a_cell_with_two_formulas_is_found(book: Book, page: Page) -> None:
    x = page.tensor("x", (1, 1), [down(3)], meaning=WORDS).fill(lambda i: 0)
    x[1] = 2
    with pytest.raises(FormulaError, match=r"x\[1\] has 2 formulas"):
        book.check()


def test_two_tensors_on_one_cell_are_found(book: Book, page: Page) -> None:
    page.tensor("x", (1, 1), [down(3)], meaning=WORDS).fill(lambda i: 0)
    page.tensor("y", (3, 1), [right(2)], meaning=WORDS).fill(lambda i: 0)
    with pytest.raises(FormulaError, match="y and x lie on the same cells"):
        book.check()


def test_a_range_that_sweeps_over_another_tensor_is_found(book: Book, page: Page) -> None:
    x = page.tensor("x", (1, 1), [right(3, 2)], meaning=WORDS).fill(lambda i: 0)
    page.tensor("between", (1, 2), meaning=WORDS)[()] = 1
    page.tensor("total", (2, 1), meaning=WORDS)[()] = call("SUM", x)
    with pytest.raises(FormulaError, match="total sweeps over"):
        book.check()


def test_a_range_may_sweep_over_blanks(book: Book, page: Page) -> None:
    x = page.tensor("x", (1, 1), [right(3, 2)], meaning=WORDS).fill(lambda i: 0)
    page.tensor("total", (2, 1), meaning=WORDS)[()] = call("SUM", x)
    book.check()


def test_inputs_take_no_formula(page: Page) -> None:
    x = page.input("x", (1, 1), 1.0, allowed=Field(), meaning=WORDS)
    with pytest.raises(FormulaError, match="x is an input"):
        x[()] = 2


def test_a_block_needs_an_array_formula_of_its_shape(page: Page) -> None:
    x = page.tensor("x", (1, 1), [down(2), right(2)], meaning=WORDS)
    with pytest.raises(FormulaError, match=r"shape \(1, 2\) for cells of shape \(2, 2\)"):
        x[...] = array("LINEST", (1, 2), x, x)


def test_past_the_last_column_is_refused_before_anything_is_written(page: Page) -> None:
    with pytest.raises(LimitError, match=r"column 16,385.*16,384 columns: use fewer samples or epochs"):
        page.tensor("x", (1, 1), [right(16_385)], meaning=WORDS)
    with pytest.raises(LimitError, match=r"1,048,576 rows"):
        page.tensor("y", (1, 1), [down(1_048_577)], meaning=WORDS)


def test_cells_follow_the_steps_of_every_axis(page: Page) -> None:
    z = page.tensor("z", (10, 3), [down(2, 20), right(3, 4), down(2)], role=Role.COMPUTED, meaning=WORDS)
    rows, columns = z.cells()
    assert rows[1, 2].tolist() == [30, 31]
    assert np.unique(columns).tolist() == [3, 7, 11]
    assert (z.last_row, z.last_column) == (31, 11)
