"""Elements measure themselves: nothing overlaps, words have room, columns are as wide as what stands in them."""

from __future__ import annotations

import numpy as np
import pytest

from sheetnet.models.fields import Field
from sheetnet.texts import Text, literal
from sheetnet.workbook import Book, Chart, Look, Page, Role, Series, Tensor, down, right
from sheetnet.workbook.arrange import (
    Caption,
    ChartBox,
    Column,
    Element,
    Form,
    Gallery,
    Gap,
    Heads,
    Line,
    Picture,
    Table,
    UnitPictures,
    arrange,
    below,
    beside,
    counted,
)
from sheetnet.workbook.arrange.line import NUMBER
from sheetnet.workbook.axis import Axis
from sheetnet.workbook.row_heights import row_heights
from sheetnet.workbook.text_size import characters

LONG = literal("a meaning of quite some length, which no single column of usual width holds")


def tensor(name: str, *axes: Axis, meaning: Text | None = None, symbol: str = "", **more: object) -> Tensor:
    made = Tensor(name, axes, meaning or literal(name), symbol=symbol, **more)  # type: ignore[arg-type]
    return made.fill(lambda *_: 1)


def laid_out(body: Element, aside: Element | None = None) -> Page:
    book = Book("gradient_descent")
    page = book.page("page", literal("Page"))
    arrange(page, body, aside)
    book.check()  # no cell is taken twice, no words lie on a cell
    return page


def label(page: Page, words: str) -> tuple[int, int]:
    found = [(each.row, each.column) for each in page.labels if isinstance(each.content, Text)
             and each.content.say("en") == words]  # fmt: skip
    assert len(found) == 1, (words, found)
    return found[0]


def test_a_paragraph_by_lines_takes_a_row_a_line_and_makes_none_of_them_higher() -> None:
    words, beneath = Caption(LONG, "paragraph", 20, stretch=1, by_lines=True), tensor("beneath")
    page = laid_out(below(words, Line(beneath, tensor("beside")), gap=0))
    (placed,) = page.labels
    assert placed.down > 1
    assert beneath.place.row == placed.row + placed.down
    assert row_heights(page, "en") == {}


def test_a_line_puts_numbers_side_by_side() -> None:
    first, second = tensor("first"), tensor("second")
    page = laid_out(Line(first, second))
    assert (second.place.row, second.place.column) == (first.place.row, first.place.column + 1)
    assert page.widths[first.place.column] == NUMBER


def test_a_blank_row_parts_pictures_of_units_if_it_is_to() -> None:
    weights, bias = tensor("weights", right(2), down(3), right(3)), tensor("bias", right(2))
    for parted in (False, True):
        rows = [(literal("w"), weights), (literal("b"), bias)]
        laid_out(UnitPictures(rows, label_columns=1, parted=parted))
        assert bias.place.row - weights.place.row == 3 + parted


def test_a_form_gives_words_and_symbols_the_columns_they_need() -> None:
    x, y = tensor("x", meaning=LONG, symbol="∂z/∂x + ∂z/∂y + ∂z/∂u"), tensor("y")
    page = laid_out(Form(x, None, y))
    assert (y.place.row - x.place.row, y.place.column) == (2, x.place.column)
    symbol = label(page, x.symbol)
    assert symbol == (x.place.row, x.place.column - 1)
    assert page.width_of(2, symbol[1] - 2) >= characters(LONG, "label")


def test_a_form_without_symbols_has_no_column_for_them() -> None:
    page = laid_out(Form(tensor("x", meaning=literal("short"))))
    assert page.tensors[0].place.column == 3


def test_a_paragraph_a_little_longer_than_its_line_gets_a_longer_line() -> None:
    line, longer, long = (laid_out(Caption(literal("a" * count), "paragraph")).labels[0] for count in (50, 110, 300))
    assert line.across == long.across < longer.across


def test_a_column_is_a_little_wider_for_a_header_in_one_line() -> None:
    short, long = literal("at the end"), literal("a b " * 8)
    columns = (Column(tensor("x", down(2)), [title]) for title in (short, long))
    slightly, much = (laid_out(Table(column)).widths[2] for column in columns)
    assert characters(short, "header") < slightly
    assert characters(long, "header") > much


def test_a_caption_may_lead_to_a_cell() -> None:
    x = tensor("x")
    page = laid_out(below(Caption(literal("there"), "link", target=x[()]), Form(x)))
    link = next(each for each in page.labels if each.style == "link")
    assert link.destination() == (page, f"C{x.place.row}")


def test_a_form_takes_rows_and_small_matrices_under_headers() -> None:
    slopes, matrix, after = tensor("slopes", right(2)), tensor("matrix", down(2), right(2)), tensor("after")
    page = laid_out(Form(Heads(["∂/∂x", "∂/∂y"]), slopes, matrix, after))
    assert label(page, "∂/∂y") == (slopes.place.row - 1, slopes.place.column + 1)
    assert [each.place.row for each in (slopes, matrix, after)] == [2, 3, 5]


def test_a_table_has_headers_groups_and_counted_rows() -> None:
    x, errors = tensor("x", down(3)), tensor("errors", down(3), right(2))
    table = Table(counted(3, "n"), Column(x, ["x"]), None, Column(errors, ["e₁", "e₂"], group=literal("errors")))
    page = laid_out(table)
    assert label(page, "errors") == (1, errors.place.column)
    assert label(page, "e₂") == (2, errors.place.column + 1)
    assert (x.place.row, errors.place.column - x.place.column) == (3, 2)
    numbers = {each.row: each.content for each in page.labels if isinstance(each.content, float)}
    assert numbers == {3: 1, 4: 2, 5: 3}


def test_the_headers_of_a_long_table_stay_on_the_screen() -> None:
    assert laid_out(Table(Column(tensor("x", down(200)), ["x"]))).frozen == (1, 0)
    assert laid_out(Table(Column(tensor("x", down(5)), ["x"]))).frozen == (0, 0)
    far_down = below(Gap(60), Table(Column(tensor("x", down(200)), ["x"])))
    assert laid_out(far_down).frozen == (0, 0)


def test_a_column_is_as_wide_as_its_widest_need() -> None:
    wide = Column(tensor("wide", down(2), look=Look(width=25)), ["w"])
    header = Column(tensor("header", down(2)), [literal("incomprehensibilities")])
    page = laid_out(below(Table(wide), Table(header)))
    assert page.widths[2] == 25
    assert laid_out(Table(header)).widths[2] > 18


def test_words_take_fewer_columns_where_a_table_has_asked_for_wide_ones() -> None:
    form, other = Form(tensor("x", meaning=LONG)), tensor("x", meaning=LONG)
    narrow = laid_out(form)
    wide = laid_out(below(Form(other), Table(Column(tensor("t", down(2), look=Look(width=80)), ["t"]))))
    assert other.place.column < narrow.tensors[0].place.column
    assert wide.width_of(2, other.place.column - 1) >= characters(LONG, "label")


def test_beside_and_below_part_what_they_arrange() -> None:
    a, b, c = tensor("a", down(3)), tensor("b", down(5)), tensor("c")
    laid_out(below(beside(Table(Column(a, ["a"])), Table(Column(b, ["b"]))), Form(c)))
    assert b.place.column == a.place.column + 2
    assert c.place.row == 1 + 6 + 1


def chart(x: Tensor) -> ChartBox:
    title = literal("t")
    return ChartBox(Chart(title, title, title, [Series(title, x[...], x[...])], size=(16, 9)))


def test_a_chart_covers_no_cell_and_is_printed() -> None:
    x, y = tensor("x", down(30)), tensor("y")
    page = laid_out(below(beside(Table(Column(x, ["x"])), chart(x)), Form(y)))
    (placed,) = page.charts
    assert placed.column > x.place.last_column
    assert y.place.row > placed.last_row
    assert page.print_area is not None
    assert page.print_area[3] >= placed.last_column
    covered = sum(page.widths.get(c, page.default_width) * 7 + 5 for c in range(placed.column, placed.last_column + 1))
    assert covered >= 16 / 2.54 * 96


def test_what_stands_aside_is_not_printed_and_not_held_fast() -> None:
    x, points = tensor("x", down(100)), tensor("points", down(5))
    page = laid_out(Table(Column(x, ["x"])), aside=Table(Column(points, ["p"])))
    assert page.print_area == (1, 1, 101, 2)
    assert points.place.column > 3
    assert points.place.row > page.frozen[0]


def test_a_picture_has_its_margin_and_shows_it_as_zeros() -> None:
    picture = tensor("picture", down(2, margin=1), right(3, margin=1), meaning=literal("a picture"))
    page = laid_out(Picture(picture, zeros=True))
    assert (picture.place.row, picture.place.column) == (3, 3)
    assert sum(isinstance(each.content, (int, float)) for each in page.labels) == 4 * 5 - 2 * 3


def editable(name: str, *axes: Axis) -> Tensor:
    values = np.zeros([axis.size for axis in axes])
    return Tensor(name, axes, literal(name), Role.INPUT, values=values, allowed=Field())


def test_a_gallery_goes_on_in_lines() -> None:
    images, targets = editable("images", right(20), down(4), right(3)), editable("targets", right(20), down(2))
    laid_out(Gallery([(literal("x"), images), (literal("t"), targets)]))
    rows, columns = images.cells()
    assert rows[16, 0, 0] == rows[0, 0, 0] + 4 + 2 + 2  # numbers, and a blank row
    assert columns[16, 0, 0] == columns[0, 0, 0]
    assert (targets.cells()[0][:, 0] == rows[:, 3, 0] + 1).all()


def test_units_stand_side_by_side_with_what_belongs_to_them_below() -> None:
    weights, bias = editable("w", right(3), down(4), right(3)), editable("b", right(3))
    laid_out(UnitPictures([(literal("weights"), weights), (literal("biases"), bias)]))
    assert (bias.cells()[1] == weights.cells()[1][:, 0, 0]).all()
    assert (bias.cells()[0] == weights.cells()[0][:, 3, 0] + 1).all()


@pytest.mark.parametrize("style", ["title", "paragraph", "equation"])
def test_words_are_as_wide_as_their_style_makes_them(style: str) -> None:
    page = laid_out(Caption(LONG, style))
    (words,) = page.labels
    assert (words.across > 1) == (style == "paragraph")
