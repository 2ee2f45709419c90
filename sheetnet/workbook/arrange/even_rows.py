"""Rows of one height on sheets of pictures: a pixel is as high in every row, whatever stands beside it."""

from __future__ import annotations

from dataclasses import replace

from sheetnet.workbook.page import Page

FIRST = 4
"""The row of the first headings, which are as high as they need."""


def make_rows_even(page: Page) -> None:
    """Give all rows below the first headings the page's own height; headings there are small enough for it."""
    last = max(row for tensor in page.tensors for row in (tensor.place.last_row,))
    last = max([last, *(label.rectangle[2] for label in page.labels)])
    page.heights |= dict.fromkeys(range(FIRST + 1, last + 1), page.default_height)
    page.labels = [
        replace(label, style="low_heading") if label.style == "heading" and label.row > FIRST else label
        for label in page.labels
    ]
