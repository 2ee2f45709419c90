"""What is printed of a large page can be read."""

from __future__ import annotations

import pytest

from sheetnet.sheet.page import Page
from sheetnet.sheet.paper import print_first_bands
from sheetnet.texts import literal


@pytest.mark.parametrize(
    ("bottom", "last", "landscape", "one_sheet"),
    [
        (20, 30, True, True),  # few rows: across, and as many bands as are readable
        (70, 20, False, True),  # many rows: upright, with fewer bands
        (300, 30, True, False),  # more rows than one sheet of paper holds
    ],
)
def test_as_many_bands_as_are_readable(bottom: int, last: int, landscape: bool, one_sheet: bool) -> None:
    page = Page("page", literal("page"), default_width=6.4)
    print_first_bands(page, bottom, [10, 20, 30, 40, 50])
    assert (page.print_area, page.landscape, page.one_sheet) == ((1, 1, bottom, last), landscape, one_sheet)


def test_one_band_is_printed_however_wide() -> None:
    page = Page("page", literal("page"))
    print_first_bands(page, 10, [500, 600])
    assert page.print_area == (1, 1, 10, 500)
