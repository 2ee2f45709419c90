"""The first sheet of every workbook: the question it answers, its picture, what to try, where things are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sheetnet.texts import Text, Texts, load_texts
from sheetnet.texts.course import place
from sheetnet.texts.tips import Tip, load_tips
from sheetnet.workbook.book import Book
from sheetnet.workbook.chart import Chart
from sheetnet.workbook.page import Page, PlacedChart
from sheetnet.workbook.styles import LEGEND, legend_text

_LINKS, _WORDS = 2, 3
"""The columns in which links and words begin."""
_WIDE = 4
"""Columns that a paragraph of words covers."""
_PICTURE = (5, _WORDS + _WIDE + 1)
"""Row and column in which the picture begins, to the right of all words."""
_SIZE, _SQUARE = (13.0, 11.5), (11.0, 12.4)
"""Of the picture, in centimetres: the half of the first screen that words leave; of one whose axes are equally long."""
_PICTURE_ROWS, _PICTURE_COLUMNS = 24, 8


@dataclass(frozen=True, slots=True)
class CoverTexts:
    """What a cover says.

    Args:
        summary: What the workbook shows.
        equations: A line each.
        tips: What the reader may try.
        question: What it answers; None if there is nothing to be asked.
    """

    summary: Text
    equations: Sequence[Text]
    tips: Sequence[Tip]
    question: Text | None = None

    @classmethod
    def of(cls, table: Texts) -> CoverTexts:
        """Take them from a lesson's texts: ``summary``, ``question``, ``equations.1`` …, and its tips."""
        return cls(table["summary"], table.series("equations"), load_tips(table.name), table.get("question"))


def add_cover(book: Book, content: CoverTexts | None = None) -> Page:
    """Put the first sheet before all pages of a finished book.

    Args:
        book: The book. Its lesson's texts give ``pages.KEY`` for each page.
        content: What it says; by default what the lesson's texts say.

    Returns:
        The sheet.
    """
    content = content or CoverTexts.of(book.texts)
    page = Page("cover", load_texts("common")["cover.tab"])
    page.widths |= {1: 2, _LINKS: 15} | dict.fromkeys(range(_WORDS, _WORDS + _WIDE), 18) | {_WORDS + _WIDE: 2}
    page.heights[1] = 30
    page.text(1, _LINKS, book.title, "title")
    lead = content.question or content.summary
    page.text(2, _LINKS, lead, "lead", across=_WIDE + 1 + _PICTURE_COLUMNS)
    if book.own_title is None:  # a network of one's own is neither in the course nor in the book
        page.text(3, _LINKS, place(book.slug), "muted")
    row = _introduced(page, content, 5)
    row = _tips_listed(page, book, content.tips, row + 1)
    row = _sheets_listed(page, book, row + 2)
    row = _colours_explained(page, book, row + 2)
    page.text(row + 2, _LINKS, load_texts("common")["cover.source"], "muted")
    _show_picture(page, book)
    page.print_area = (1, 1, row + 2, _WORDS + _WIDE + _PICTURE_COLUMNS)
    book.pages.insert(0, page)
    return page


def _introduced(page: Page, content: CoverTexts, row: int) -> int:
    """Write what the workbook shows and the equations; return the row below."""
    paragraphs = [] if content.question is None else [(content.summary, "paragraph")]
    for text, style in [*paragraphs, *((equation, "statement") for equation in content.equations)]:
        page.text(row, _LINKS, text, style, across=_WIDE + 1)
        row += 1
    return row


def _tips_listed(page: Page, book: Book, tips: Sequence[Tip], row: int) -> int:
    """Write each tip beside a link to its sheet, if there is one, and below it why; return the last row."""
    page.text(row, _LINKS, load_texts("common")["cover.try"], "heading")
    sheets = {other.key: other for other in book.pages}
    for tip in (tip for tip in tips if tip.page is None or tip.page in sheets):
        row += 1
        if tip.page is not None:
            page.link(row, _LINKS, sheets[tip.page].title, sheets[tip.page], "paragraph_link")
        page.text(row, _WORDS, tip.text, "paragraph", across=_WIDE)
        if tip.why is not None:
            row += 1
            page.text(row, _WORDS, tip.why, "reason", across=_WIDE)
    return row


def _sheets_listed(page: Page, book: Book, row: int) -> int:
    """Write a link to each sheet beside what is on it; return the last row."""
    common = load_texts("common")
    page.text(row, _LINKS, common["cover.sheets"], "heading")
    for other in book.pages:
        row += 1
        page.link(row, _LINKS, other.title, other, "paragraph_link")
        about = common["map.brief"] if other.key == "map" else book.texts[f"pages.{other.key}"]
        page.text(row, _WORDS, about, "paragraph", across=_WIDE)
    return row


def _colours_explained(page: Page, book: Book, row: int) -> int:
    """Write what the colours mean that the book has; return the last row."""
    common = load_texts("common")
    page.text(row, _LINKS, common["legend.title"], "heading")
    roles = {tensor.role.value for other in book.pages for tensor in other.tensors}
    for style in (style for style in LEGEND if style in roles):
        row += 1
        page.number(row, _LINKS, 0.5, style, "0.00")
        page.text(row, _WORDS, legend_text(style))
    if any(other.heat_maps for other in book.pages):
        row += 1
        page.text(row, _WORDS, common["legend.signed"])
    return row


def _show_picture(page: Page, book: Book) -> None:
    """Show the book's first chart once more, live as it is."""
    charts = (placed.chart for other in book.pages for placed in other.charts)
    chart: Chart | None = next(charts, None)
    if chart is not None:
        row, column = _PICTURE
        shown = replace(chart, size=_SQUARE if chart.square else _SIZE)
        page.charts.append(PlacedChart(shown, row, column, row + _PICTURE_ROWS, column + _PICTURE_COLUMNS - 1))
