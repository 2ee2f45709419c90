"""From an arrangement to a page: measured until nothing moves, placed, and what is printed and held fast set."""

from __future__ import annotations

from sheetnet.workbook.arrange.element import Columns, Element
from sheetnet.workbook.page import Label, Page
from sheetnet.workbook.styles import STYLES
from sheetnet.workbook.text_size import characters

GUTTER = 2.0
"""Width of the first column, which stays blank."""
LEFT = 2
"""The first column that is used."""
MOST_PASSES = 20
ASIDE, BEYOND = 3, 1880
"""Columns at least between the page and what stands aside of it, and pixels: it begins where most screens end."""


def arrange(page: Page, body: Element, aside: Element | None = None, level: int = 1) -> None:
    """Lay a page out.

    Args:
        page: The page; it gets its tensors, words, charts, widths, frozen panes and print area.
        body: What is on it.
        aside: What stands to the right of everything and is not printed, such as the points behind a chart.
        level: The row in which that begins, or the last row that is held fast, if that is further down.
    """
    columns = _measured(page, body)
    page.widths |= {1: GUTTER} | columns.widths
    body.place(page, columns, 1, LEFT)
    last_row, last_column = _reached(page)
    page.print_area = page.print_area or (1, 1, last_row, last_column)
    if aside is not None:
        left, frozen = last_column + ASIDE, page.frozen
        while page.pixels_of(1, left - 1) < BEYOND:
            left += 1
        beyond = _measured(page, aside, left)
        aside.place(page, beyond, max(level, frozen[0]), left)
        page.frozen = frozen  # a long table out of sight holds nothing fast
        page.widths |= {column: width for column, width in beyond.widths.items() if column >= left}


def _measured(page: Page, body: Element, left: int = LEFT) -> Columns:
    """Measure again and again: words take fewer columns where a table has asked for wide ones."""
    columns = Columns(page.default_width, dict(page.widths), row_height=page.default_height)
    for _ in range(MOST_PASSES):
        body.measure(columns, left)
        widths = columns.wanted
        if widths == columns.widths:
            break
        columns = Columns(page.default_width, widths, row_height=page.default_height)
    return columns


def _reached(page: Page) -> tuple[int, int]:
    """Return the last row and the last column that anything on the page reaches."""
    tensors = [tensor.place for tensor in page.tensors]
    ends = [(place.last_row, place.last_column) for place in tensors]
    ends += [(chart.last_row, chart.last_column) for chart in page.charts]
    ends += [(bottom, right) for _, _, bottom, right in page.merged]
    ends += [(label.row + label.down - 1, _last_column(page, label)) for label in page.labels]
    return max(row for row, _ in ends), max(column for _, column in ends)


def _last_column(page: Page, label: Label) -> int:
    """Return the column in which words end that run on over blank cells."""
    last = label.column + label.across - 1
    style = STYLES[label.style]
    if isinstance(label.content, (int, float)) or style.wrap or style.align in ("right", "center"):
        return last
    needed = characters(label.content, label.style)
    while page.width_of(label.column, last) < needed:
        last += 1
    return last
