"""Bands: what stands in the corner takes no rows of its own, and only what goes on beyond a screen is held fast."""

from __future__ import annotations

from sheetnet.texts import literal
from sheetnet.workbook import Book, Page, Tensor, down, right
from sheetnet.workbook.arrange import Bands, Element, Form, Section, Strip, arrange
from sheetnet.workbook.axis import Axis


def tensor(name: str, *axes: Axis) -> Tensor:
    return Tensor(name, axes, literal(name)).fill(lambda *_: 1)


def laid_out(rows: int, samples: int | None = None, corner: Element | None = None) -> Page:
    sample_axes = [] if samples is None else [right(samples)]
    bands = Bands(
        strips=[Strip(tensor("z", *sample_axes, down(rows)), [literal("z")])],
        groups=[[Section(literal("w"), [tensor("w", down(2), down(3), right(3))])]],
        unit_labels=[[literal("w1"), literal("w2")]],
        titles=[],
        on_top=[Strip(tensor("picture", *sample_axes, down(4), right(3)))],
        samples=samples,
        corner=corner,
    )
    page = Book("backprop").page("page", literal("Page"))
    arrange(page, bands)
    return page


def placed(page: Page, name: str) -> tuple[int, int]:
    place = next(each for each in page.tensors if each.name == name).place
    return place.row, place.column


def test_the_corner_stands_beside_the_pictures_on_top() -> None:
    bare, with_corner = laid_out(5, samples=3), laid_out(5, samples=3, corner=Form(tensor("right"), tensor("wrong")))
    assert placed(bare, "z")[0] == placed(with_corner, "z")[0]
    (row, column), (picture_row, picture_column) = placed(with_corner, "right"), placed(with_corner, "picture")
    assert row <= picture_row
    assert column < picture_column


def test_a_high_corner_moves_the_blocks_down_and_a_wide_one_the_bands_to_the_right() -> None:
    high = Form(*(tensor(f"x{number}") for number in range(9)))
    wide = Form(tensor("a meaning of quite some length, which no single column of usual width holds"))
    bare = placed(laid_out(5), "z")
    assert placed(laid_out(5, corner=high), "z")[0] > bare[0]
    assert placed(laid_out(5, corner=wide), "z")[1] > bare[1]


def test_bands_within_a_screen_hold_nothing_fast() -> None:
    assert laid_out(5).frozen == (0, 0)


def test_bands_hold_rows_where_they_are_long_and_columns_where_there_are_several_samples() -> None:
    assert [held > 0 for held in laid_out(60).frozen] == [True, False]
    assert [held > 0 for held in laid_out(5, samples=3).frozen] == [False, True]
