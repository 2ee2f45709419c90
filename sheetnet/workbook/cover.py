"""The first sheet of every workbook: what it teaches, what to try, where things are, what the colours mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheetnet.texts import Text, Texts, literal, load_texts
from sheetnet.workbook.book import Book
from sheetnet.workbook.page import Page
from sheetnet.workbook.styles import LEGEND, legend_text

_WIDE = 6
"""Columns that a paragraph covers."""


@dataclass(frozen=True, slots=True)
class CoverTexts:
    """What a cover says.

    Args:
        summary: What the workbook shows.
        equations: A line each.
        tries: What the reader may try.
    """

    summary: Text
    equations: Sequence[Text]
    tries: Sequence[Text]

    @classmethod
    def of(cls, table: Texts) -> CoverTexts:
        """Take them from a lesson's texts: ``summary``, ``equations.1`` …, ``try.1`` …."""
        return cls(table["summary"], table.series("equations"), table.series("try"))


def add_cover(book: Book, content: CoverTexts | None = None) -> Page:
    """Put the first sheet before all pages of a finished book.

    Args:
        book: The book. Its lesson's texts give ``pages.KEY`` for each page.
        content: What it says; by default what the lesson's texts say.

    Returns:
        The sheet.
    """
    content = content or CoverTexts.of(book.texts)
    common, texts = load_texts("common"), book.texts
    page = Page("cover", common["cover.tab"])
    page.widths |= {1: 2, 2: 22} | dict.fromkeys(range(3, 8), 20)
    page.heights[1] = 30
    page.text(1, 2, book.title, "title")
    page.text(2, 2, content.summary, "paragraph", across=_WIDE)
    row = 4
    for equation in content.equations:
        page.text(row, 2, equation, "statement", across=_WIDE)
        row += 1
    row += 1
    page.text(row, 2, common["cover.try"], "heading")
    for step in content.tries:
        row += 1
        page.text(row, 2, literal("•  ") + step, "paragraph", across=_WIDE)
    row += 2
    page.text(row, 2, common["cover.sheets"], "heading")
    for other in book.pages:
        row += 1
        page.link(row, 2, other.title, other)
        about = common["map.tab"] if other.key == "map" else texts[f"pages.{other.key}"]
        page.text(row, 3, about, "paragraph", across=_WIDE - 1)
    row += 2
    page.text(row, 2, common["legend.title"], "heading")
    roles = {tensor.role.value for other in book.pages for tensor in other.tensors}
    for style in LEGEND:
        if style not in roles:
            continue
        row += 1
        page.number(row, 2, 0.5, style, "0.00")
        page.text(row, 3, legend_text(style))
    if any(other.heat_maps for other in book.pages):
        row += 1
        page.text(row, 3, common["legend.signed"])
    page.text(row + 2, 2, common["cover.source"], "muted")
    page.print_area = (1, 1, row + 2, _WIDE + 1)
    book.pages.insert(0, page)
    return page
