"""Tensors: formulas before places; references stay inside; cells have one owner and one formula."""

from __future__ import annotations

import numpy as np
import pytest

from sheetnet.errors import FormulaError, LimitError
from sheetnet.formula import Expression, Index, call
from sheetnet.formula.template import template, text_at
from sheetnet.models.fields import Field
from sheetnet.texts import literal
from sheetnet.workbook import Axis, Book, Page, Role, Run, Tensor, down, right

WORDS = literal("a tensor")


def tensor(name: str, *axes: Axis) -> Tensor:
    return Tensor(name, axes, WORDS)


def text(expression: Expression, home: Tensor) -> str:
    """Write a formula as it stands in a tensor's first cell."""
    first = home[(0,) * len(home.axes)]
    (reference,) = first.references
    return text_at(template(expression, reference.area, {}), {})


@pytest.fixture
def book() -> Book:
    return Book("gradient_descent")


@pytest.fixture
def page(book: Book) -> Page:
    return book.page("page", literal("Page"))


def test_a_formula_follows_its_tensors_to_wherever_they_are_put(page: Page) -> None:
    x, total = tensor("x", right(3)), tensor("total")
    total[()] = call("SUM", x) / x[1]
    page.put(x, 2, 2)
    page.put(total, 5, 1)
    assert text(total.rules[0].expression, total) == "SUM(B2:D2)/C2"
    page.put(x, 7, 4, [Run.of(x.axes[0], step=2)])
    assert text(total.rules[0].expression, total) == "SUM(D7:H7)/F7"


def test_a_tensor_without_a_place_is_named(page: Page) -> None:
    x, total = tensor("x", right(3)), tensor("total")
    total[()] = call("SUM", x)
    page.put(total, 1, 1)
    with pytest.raises(FormulaError, match="x is on no sheet"):
        text(total.rules[0].expression, total)


def test_an_axis_runs_as_the_formulas_take_it_to_run(page: Page) -> None:
    x, spread = tensor("x", down(3)), tensor("spread", right(3, spread=2))
    with pytest.raises(FormulaError, match="x: an axis that runs down by 1"):
        page.put(x, 1, 1, [Run(3, right=1)])
    with pytest.raises(FormulaError, match="spread: an axis that runs right by 2"):
        page.put(spread, 1, 1, [Run(3, right=1)])


def test_an_index_that_leaves_the_tensor_is_refused() -> None:
    x, i = tensor("x", down(5)), Index("i", 5)
    with pytest.raises(FormulaError, match=r"1 to 5; the axis has entries 0 to 4"):
        x[i + 1]


def test_a_key_with_too_many_entries_is_refused() -> None:
    with pytest.raises(FormulaError, match="x has 1 axes, not 2"):
        tensor("x", down(5))[0, 0]


def test_a_cell_without_a_formula_is_found(book: Book, page: Page) -> None:
    x = tensor("x", down(3))
    x[0], x[1] = 1, 2
    page.put(x, 1, 1)
    with pytest.raises(FormulaError, match=r"x\[2\] has 0 formulas"):
        book.check()


def test_a_cell_with_two_formulas_is_found(book: Book, page: Page) -> None:
    x = tensor("x", down(3)).fill(lambda i: 0)
    x[1] = 2
    page.put(x, 1, 1)
    with pytest.raises(FormulaError, match=r"x\[1\] has 2 formulas"):
        book.check()


def test_two_tensors_on_one_cell_are_found(book: Book, page: Page) -> None:
    page.put(tensor("x", down(3)).fill(lambda i: 0), 1, 1)
    page.put(tensor("y", right(2)).fill(lambda i: 0), 3, 1)
    with pytest.raises(FormulaError, match="y and x lie on the same cells"):
        book.check()


def test_two_entries_of_a_tensor_on_one_cell_are_found(book: Book, page: Page) -> None:
    page.put(tensor("x", down(2)).fill(lambda i: 0), 1, 9)
    z = tensor("z", down(2), down(2)).fill(lambda i, j: 0)
    page.put(z, 10, 3, [Run.of(z.axes[0]), Run.of(z.axes[1])])
    with pytest.raises(FormulaError, match="z: two of its own entries fall on one cell"):
        book.check()


def summed(x: Tensor) -> Tensor:
    total = tensor("total")
    total[()] = call("SUM", x)
    return total


def test_a_range_that_sweeps_over_another_tensor_is_found(book: Book, page: Page) -> None:
    x, between = tensor("x", right(3)).fill(lambda i: 0), tensor("between")
    between[()] = 1
    page.put(x, 1, 1, [Run.of(x.axes[0], step=2)])
    page.put(between, 1, 2)
    page.put(summed(x), 2, 1)
    with pytest.raises(FormulaError, match="total sweeps over"):
        book.check()


def test_a_range_may_sweep_over_blanks(book: Book, page: Page) -> None:
    x = tensor("x", right(3)).fill(lambda i: 0)
    page.put(x, 1, 1, [Run.of(x.axes[0], step=2)])
    page.put(summed(x), 2, 1)
    book.check()


def test_blocks_that_are_multiplied_lie_alike(book: Book, page: Page) -> None:
    x, y, product = tensor("x", right(3)), tensor("y", right(3)), tensor("product")
    product[()] = call("SUMPRODUCT", x.fill(lambda i: 1), y.fill(lambda i: 2))
    page.put(x, 1, 1)
    page.put(y, 2, 1, [Run.of(y.axes[0], step=2)])
    page.put(product, 3, 1)
    with pytest.raises(FormulaError, match=r"product goes through blocks of .* at once: arrange them with the same"):
        book.check()


@pytest.mark.parametrize("count", [lambda x: call("INDEX", x, 1, 2), lambda x: call("MATCH", 0, x, 0)])
def test_a_formula_that_counts_cells_takes_no_gaps(book: Book, page: Page, count: object) -> None:
    x, found = tensor("x", right(3)).fill(lambda i: 0), tensor("found")
    found[()] = count(x)  # type: ignore[operator]
    page.put(x, 1, 1, [Run.of(x.axes[0], step=2)])
    page.put(found, 2, 1)
    with pytest.raises(FormulaError, match="x: a formula counts its cells"):
        book.check()


def test_a_window_reaches_over_the_blanks_around_a_picture_but_not_over_the_edge(book: Book, page: Page) -> None:
    x, i = tensor("x", down(3, margin=1), right(3, margin=1)).fill(lambda i, j: 0), Index("i", 3)
    summed = tensor("summed", down(3))
    summed[i] = call("SUM", x.window((0, 0), i + -1, -1, (2, 2)))
    page.put(summed, 1, 9)
    page.put(x, 2, 2)
    book.check()
    (rule,), (index,) = summed.rules, summed.rules[0].indices
    assert text_at(template(rule.expression, rule.home, {}), {index: 0}) == "SUM(A1:B2)"
    page.tensors.remove(x)
    page.put(x, 1, 2)
    with pytest.raises(FormulaError, match="summed reaches over the edge"):
        book.check()


def test_a_rule_is_cut_where_a_line_ends(book: Book, page: Page) -> None:
    x, copy = tensor("x", right(5)).fill(lambda i: 1), tensor("copy", down(5))
    copy.fill(lambda i: x[i])
    page.put(x, 1, 1, [Run.of(x.axes[0], wrap=2, line=3)])
    page.put(copy, 1, 9)
    parts = list(copy.rules[0].by_lines())
    found = [
        text_at(template(part.expression, part.home, {}), {index: n})
        for part in parts
        for index in part.indices
        for n in range(index.size)
    ]
    assert found == ["A$1", "B$1", "A$4", "B$4", "A$7"]
    book.check()


def test_inputs_take_no_formula() -> None:
    x = Tensor("x", (), WORDS, Role.INPUT, values=np.array(1.0), allowed=Field())
    with pytest.raises(FormulaError, match="x is an input"):
        x[()] = 2


def test_a_formula_stands_in_one_cell() -> None:
    x = tensor("x", down(2), right(2))
    for key, value, shapes in ((..., 1, r"\(1, 1\) for cells of shape \(2, 2\)"), ((0, 0), x, r"\(2, 2\) for cells")):
        with pytest.raises(FormulaError, match=f"shape {shapes}.*use an index for each axis, or fill"):
            x[key] = value


def test_past_the_last_column_is_refused_before_anything_is_written(page: Page) -> None:
    with pytest.raises(LimitError, match=r"column 16,385.*16,384 columns: use fewer samples or epochs"):
        page.put(tensor("x", right(16_385)), 1, 1)
    with pytest.raises(LimitError, match=r"1,048,576 rows"):
        page.put(tensor("y", down(1_048_577)), 1, 1)


def test_cells_follow_the_steps_of_every_axis(page: Page) -> None:
    z = tensor("z", down(2), right(3), down(2))
    page.put(z, 10, 3, [Run.of(z.axes[0], step=20), Run.of(z.axes[1], step=4), Run.of(z.axes[2])])
    rows, columns = z.cells()
    assert rows[1, 2].tolist() == [30, 31]
    assert np.unique(columns).tolist() == [3, 7, 11]
    assert (z.place.last_row, z.place.last_column) == (31, 11)


def test_an_entry_is_looked_up_by_the_steps_of_the_place_that_the_tensor_has(page: Page) -> None:
    x, epoch, found = tensor("x", down(4), down(2), right(3)), tensor("epoch"), tensor("found")
    found[()] = x.looked_up({0: epoch, 1: epoch - 1}, 2)
    page.put(epoch, 1, 1)
    page.put(found, 1, 2)
    page.put(x, 10, 3, [Run.of(x.axes[0], step=40), Run.of(x.axes[1], step=5), Run.of(x.axes[2])])
    assert text(found.rules[0].expression, found) == "INDEX(E10:E135,1+A1*40+(A1-1)*5,1)"


def test_an_entry_is_looked_up_to_the_right(page: Page) -> None:
    x, sample, found = tensor("x", down(2), right(5)), tensor("sample"), tensor("found")
    found[()] = x.looked_up({1: sample - 1}, 1)
    page.put(sample, 1, 1)
    page.put(found, 1, 2)
    page.put(x, 3, 3, [Run.of(x.axes[0]), Run.of(x.axes[1], step=4)])
    assert text(found.rules[0].expression, found) == "INDEX(C4:S4,1,1+(A1-1)*4)"


def test_what_is_looked_up_may_have_others_between_its_entries(book: Book, page: Page) -> None:
    x, between, epoch, found = tensor("x", down(3)), tensor("between", down(3)), tensor("epoch"), tensor("found")
    between.fill(lambda _: 1)
    x.fill(lambda _: 2)
    epoch[()], found[()] = 1, x.looked_up({0: epoch})
    for row, each in enumerate((x, between), start=1):
        page.put(each, row, 1, [Run.of(each.axes[0], step=2)])
    page.put(epoch, 1, 3)
    page.put(found, 1, 4)
    book.check()
    found.rules.clear()
    found[()] = call("SUM", x)
    with pytest.raises(FormulaError, match="sweeps over"):
        book.check()


def test_a_tensor_in_several_lines_has_no_step(page: Page) -> None:
    x, found = tensor("x", right(6)), tensor("found")
    found[()] = x.looked_up({0: 1})
    page.put(x, 1, 1, [Run.of(x.axes[0], wrap=3, line=2)])
    page.put(found, 9, 1)
    with pytest.raises(FormulaError, match="several lines"):
        text(found.rules[0].expression, found)


def test_a_range_is_no_number_of_an_entry() -> None:
    x = tensor("x", right(6))
    with pytest.raises(FormulaError, match="a number for a single cell"):
        x.looked_up({0: x})
