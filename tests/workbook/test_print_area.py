"""What is printed of a large page can be read."""

from __future__ import annotations

import pytest

from sheetnet.texts import literal
from sheetnet.workbook.page import Page
from sheetnet.workbook.print_area import print_first_bands, sheets_of_paper


@pytest.mark.parametrize(
    ("bottom", "last", "landscape", "down"),
    [
        (20, 30, True, 1),  # few rows: across, and as many bands as are readable
        (70, 20, False, 1),  # many rows: upright, with fewer bands
        (300, 30, True, 5),  # more rows than one sheet of paper holds
    ],
)
def test_as_many_bands_as_are_readable(bottom: int, last: int, landscape: bool, down: int) -> None:
    page = Page("page", literal("page"), default_width=6.4)
    print_first_bands(page, bottom, [10, 20, 30, 40, 50])
    assert (page.print_area, page.landscape) == ((1, 1, bottom, last), landscape)
    assert sheets_of_paper(page) == (1, down)


def test_one_band_is_printed_however_wide() -> None:
    page = Page("page", literal("page"))
    print_first_bands(page, 10, [500, 600])
    assert page.print_area == (1, 1, 10, 500)


@pytest.mark.parametrize(("columns", "rows", "sheets"), [(10, 20, (1, 1)), (60, 20, (3, 1)), (20, 90, (1, 2))])
def test_a_page_too_large_for_one_sheet_takes_several(columns: int, rows: int, sheets: tuple[int, int]) -> None:
    page = Page("page", literal("page"), print_area=(1, 1, rows, columns))
    assert sheets_of_paper(page) == sheets


def test_a_page_without_a_print_area_goes_on_downwards() -> None:
    page = Page("page", literal("page"))
    page.number(400, 40, 1)
    assert sheets_of_paper(page) == (2, 0)
