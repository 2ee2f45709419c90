"""What a reader sees before they scroll: all they can set, what comes of it, and the whole first chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from sheetnet.catalogue import LESSONS, find
from sheetnet.texts import LANGUAGES
from sheetnet.workbook.page import Page, PlacedChart
from sheetnet.workbook.row_heights import ROW_HEIGHT, row_heights
from sheetnet.workbook.screen import HEIGHT, PIXELS_A_POINT, WIDTH, first_screen
from sheetnet.workbook.tensor import Role, Tensor
from sheetnet.workbook.text_size import CENTIMETRE, pixels
from tests.workbooks import NETWORKS, SHORT, model_of

FEW = 9
"""Numbers of an input that is set at a glance, as a kernel is; tables of points may lie further down."""
FOLD = 780
"""Pixels of the cells that a larger screen shows."""
FURTHER_DOWN: Mapping[tuple[str, str], set[str]] = {
    # Points and exact line are drawn in the picture; the line's cost stands in the panel.
    ("regression", "data"): {"heights", "weights", "exact_slope", "exact_intercept"},
}
"""By lesson and sheet: what may lie below the first screen, and why."""


def off_the_first_screen(page: Page, language: str) -> Iterator[str]:
    """Go through what should be seen at once and is not."""
    last_row, last_column = first_screen(page, language)
    for tensor in filter(is_set_or_read, page.tensors):
        if tensor.place.last_row > last_row or tensor.place.last_column > last_column:
            yield tensor.name
    for chart in page.charts[:1]:
        right, bottom = end_of(page, chart, language)
        if right > WIDTH or bottom > HEIGHT:
            yield f"the chart {chart.chart.title.say(language)!r} ends {right:.0f} across and {bottom:.0f} down"


def is_set_or_read(tensor: Tensor) -> bool:
    """Tell whether a reader sets a tensor by hand, or reads it as the result."""
    size = 1
    for axis in tensor.axes:
        size *= axis.size
    return (tensor.role is Role.INPUT and size <= FEW) or (tensor.role is Role.OUTPUT and not tensor.axes)


def end_of(page: Page, placed: PlacedChart, language: str) -> tuple[float, float]:
    """Return where a chart ends, in pixels."""
    heights, (width, height) = row_heights(page, language), placed.chart.size
    left = sum(pixels(page.widths.get(column, page.default_width)) for column in range(1, placed.column))
    top = sum(heights.get(row, ROW_HEIGHT) * PIXELS_A_POINT for row in range(1, placed.row))
    return left + width * CENTIMETRE, top + height * CENTIMETRE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", [lesson.slug for lesson in LESSONS])
def test_what_matters_is_on_the_first_screen(slug: str, language: str) -> None:
    book = find(slug).book(model_of(slug, **(SHORT if slug in NETWORKS else {})))
    missing = {page.key: {*off_the_first_screen(page, language)} for page in book.pages if page.key != "map"}
    allowed = {key: FURTHER_DOWN.get((slug, key), set()) for key in missing}
    assert {key: names for key, names in missing.items() if names != allowed[key]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", [lesson.slug for lesson in LESSONS])
def test_colours_are_explained_above_the_fold_of_the_first_sheet(slug: str, language: str) -> None:
    cover = find(slug).book(model_of(slug, **(SHORT if slug in NETWORKS else {}))).pages[0]
    (row,) = {label.row for label in cover.labels if label.style.endswith("_named")}
    heights = row_heights(cover, language)
    assert sum(heights.get(above, ROW_HEIGHT) for above in range(1, row + 1)) * PIXELS_A_POINT <= FOLD


def test_what_lies_too_far_away_is_found() -> None:
    book = find("gradient").book(model_of("gradient"))
    page = next(page for page in book.pages if page.key == "directions")
    assert list(off_the_first_screen(page, "en")) == []
    page.heights[1] = 400
    assert {"x", "y"} < {*off_the_first_screen(page, "en")}
    assert any("the chart" in name for name in off_the_first_screen(page, "en"))
