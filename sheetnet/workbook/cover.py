"""The first sheet of every workbook: the question it answers, its picture, what to try, where things are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sheetnet.texts import LANGUAGES, Text, Texts, load_texts
from sheetnet.texts.course import place
from sheetnet.texts.tips import Tip, load_tips
from sheetnet.workbook.book import Book
from sheetnet.workbook.page import Page, PlacedChart
from sheetnet.workbook.row_heights import lines_of
from sheetnet.workbook.styles import LEGEND, legend_text
from sheetnet.workbook.text_size import CENTIMETRE, ROW_PIXELS

_LINKS, _WORDS = 2, 3
"""The columns in which links and words begin."""
_WIDE = 4
"""Columns that a paragraph of words covers."""
_RIGHT = _WORDS + _WIDE + 1
"""The column in which the picture begins, to the right of all words, and below it the list of sheets."""
_PICTURE = (4, _RIGHT)
"""Row and column in which the picture begins."""
_SIZE, _SQUARE = (13.3, 8.3), (8.6, 9.7)
"""Of the picture, in centimetres, so that the sheets have room below; of one whose axes are equally long."""
_PICTURE_COLUMNS = 7
_LINK_WIDTH, _COLUMN_WIDTH = 14.0, 9.0
"""Of the list's links, and of the further columns below the picture, in characters."""


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
        tips = [tip for tip in load_tips(table.name) if tip.start]
        return cls(table["summary"], table.series("equations"), tips, table.get("question"))


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
    page.widths |= {1: 2, _LINKS: 15} | dict.fromkeys(range(_WORDS, _WORDS + _WIDE), 20.5) | {_WORDS + _WIDE: 2}
    page.widths |= {_RIGHT: _LINK_WIDTH} | dict.fromkeys(range(_RIGHT + 1, _RIGHT + _PICTURE_COLUMNS), _COLUMN_WIDTH)
    page.heights[1] = 30
    page.text(1, _LINKS, book.title, "title")
    lead = content.question or content.summary
    page.text(2, _LINKS, lead, "lead", across=_WIDE + 1 + _PICTURE_COLUMNS)
    of_the_book = book.own_title is None  # a network of one's own is neither in the course nor in the book
    if of_the_book:
        page.text(3, _LINKS, place(book.slug), "muted")
    row = _introduced(page, content, 5)
    row = _tips_listed(page, book, content.tips, row + 1)
    right = _sheets_listed(page, book, _show_picture(page, book))
    right = _colours_explained(page, book, right + 2)
    row = max(row, right) + 2
    page.text(row, _LINKS, load_texts("common")["cover.source" if of_the_book else "cover.made"], "muted")
    page.print_area = (1, 1, row, _RIGHT + _PICTURE_COLUMNS - 1)
    book.pages.insert(0, page)
    return page


def _introduced(page: Page, content: CoverTexts, row: int) -> int:
    """Write what the workbook shows and the equations; return the row below."""
    paragraphs = [] if content.question is None else [(content.summary, "paragraph")]
    for text, style in [*paragraphs, *((equation, "statement") for equation in content.equations)]:
        row += _paragraph(page, row, _LINKS, text, style, _WIDE + 1)
    return row


def _paragraph(page: Page, row: int, column: int, text: Text, style: str, across: int) -> int:
    """Write a paragraph over as many rows as it has lines, all of one height, and return how many these are."""
    room = page.pixels_of(column, column + across - 1)
    lines = max(lines_of(text.say(language), style, room) for language in LANGUAGES)
    page.text(row, column, text, style, across, lines)
    return lines


def _tips_listed(page: Page, book: Book, tips: Sequence[Tip], row: int) -> int:
    """Write each tip beside a link to its sheet, if there is one, and below it why; return the last row."""
    page.text(row, _LINKS, load_texts("common")["cover.try"], "heading")
    sheets = {other.key: other for other in book.pages if not other.hidden}
    row += 1
    for tip in (tip for tip in tips if tip.page is None or tip.page in sheets):
        if tip.page is not None:
            page.link(row, _LINKS, sheets[tip.page].title, sheets[tip.page])
        row += _paragraph(page, row, _WORDS, tip.text, "paragraph", _WIDE)
        if tip.why is not None:
            row += _paragraph(page, row, _WORDS, tip.why, "reason", _WIDE)
    return row - 1


def _sheets_listed(page: Page, book: Book, row: int) -> int:
    """Write a link to each sheet that is shown beside what is on it; return the last row."""
    common = load_texts("common")
    page.text(row, _RIGHT, common["cover.sheets"], "heading")
    row += 1
    for other in (other for other in book.pages if not other.hidden):
        page.link(row, _RIGHT, other.title, other)
        about = common["map.brief"] if other.key == "map" else book.texts[f"pages.{other.key}"]
        row += _paragraph(page, row, _RIGHT + 1, about, "paragraph", _PICTURE_COLUMNS - 1)
    return row - 1


def _colours_explained(page: Page, book: Book, row: int) -> int:
    """Write what the colours mean that the book has; return the last row."""
    common = load_texts("common")
    page.text(row, _RIGHT, common["legend.title"], "heading")
    roles = {tensor.role.value for other in book.pages for tensor in other.tensors}
    for style in (style for style in LEGEND if style in roles):
        row += 1
        page.number(row, _RIGHT, 0.5, style, "0.00")
        page.text(row, _RIGHT + 1, legend_text(style))
    if any(other.heat_maps for other in book.pages):
        row += _paragraph(page, row + 1, _RIGHT + 1, common["legend.signed"], "paragraph", _PICTURE_COLUMNS - 1)
    return row


def _show_picture(page: Page, book: Book) -> int:
    """Show the book's picture, live as it is; return the row of what stands below."""
    chart, (row, column) = book.front, _PICTURE
    if chart is None:
        return row
    shown = replace(chart, size=_SQUARE if chart.square else _SIZE)
    last = row + math.ceil(shown.size[1] * CENTIMETRE / ROW_PIXELS) - 1
    page.charts.append(PlacedChart(shown, row, column, last, column + _PICTURE_COLUMNS - 1))
    return last + 2
