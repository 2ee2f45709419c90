"""The first sheet of every workbook: what it teaches, what to try, where things are, what the colours mean."""

from __future__ import annotations

from sheetnet.sheet.book import Book
from sheetnet.sheet.page import Page
from sheetnet.sheet.styles import LEGEND, legend_text
from sheetnet.texts import literal, texts

_WIDE = 6
"""Columns that a paragraph covers."""


def add_cover(book: Book) -> Page:
    """Put the first sheet before all pages of a finished book.

    The lesson's texts give it: ``title``, ``summary``, ``try.1`` …, and ``pages.KEY`` for each page.
    """
    common, words = texts("common"), book.words
    page = Page("cover", common["cover.tab"])
    page.widths |= {1: 2, 2: 22} | dict.fromkeys(range(3, 8), 20)
    page.heights[1] = 30
    page.text(1, 2, words["title"], "title")
    page.text(2, 2, words["summary"], "paragraph", across=_WIDE)
    row = _write_equations(page, book, 4)
    page.text(row, 2, common["cover.try"], "heading")
    for step in words.series("try"):
        row += 1
        page.text(row, 2, literal("•  ") + step, "paragraph", across=_WIDE)
    row += 2
    page.text(row, 2, common["cover.sheets"], "heading")
    for other in book.pages:
        row += 1
        page.link(row, 2, other.title, other)
        about = common["map.tab"] if other.key == "map" else words[f"pages.{other.key}"]
        page.text(row, 3, about, "paragraph", across=_WIDE - 1)
    row += 2
    page.text(row, 2, common["legend.title"], "heading")
    for style in LEGEND:
        row += 1
        page.number(row, 2, 0.5, style, "0.00")
        page.text(row, 3, legend_text(style))
    page.text(row + 2, 2, common["cover.source"], "muted")
    book.pages.insert(0, page)
    return page


def _write_equations(page: Page, book: Book, row: int) -> int:
    for equation in book.words.series("equations"):
        page.text(row, 2, equation, "equation")
        row += 1
    return row + 1
