"""The first sheet of every workbook: the question it answers, its picture, what to try, where things are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sheetnet.texts import LANGUAGES, Text, Texts, load_texts
from sheetnet.texts.course import places
from sheetnet.texts.tips import Tip, load_tips
from sheetnet.workbook.book import Book
from sheetnet.workbook.page import ROW_HEIGHT, Page, PlacedChart
from sheetnet.workbook.row_heights import row_heights
from sheetnet.workbook.styles import LEGEND
from sheetnet.workbook.text_size import CENTIMETRE, PIXELS_A_POINT, ROW_PIXELS, characters

_LINKS, _WORDS = 2, 3
"""The columns in which links and words begin."""
_WIDE = 4
"""Columns that a paragraph of words covers."""
_RIGHT = _WORDS + _WIDE + 1
"""The column in which the picture begins, to the right of all words, and below it the list of sheets."""
_PICTURE = (4, _RIGHT)
"""Row and column in which the picture begins."""
_WIDTH, _LEAST, _MOST, _MOST_SQUARE = 13.75, 6.5, 8.3, 9.5
"""Of the picture, in centimetres: as wide as its columns, and so high that sheets and colours are still seen below."""
_FOLD, _ABOVE, _BELOW = 715, 90, 190
"""Pixels: where a screen ends, what lies above the picture, and what below but for the names of sheets."""
_PICTURE_COLUMNS = 7
_LINK_WIDTH, _COLUMN_WIDTH = 14.0, 9.2
"""Of the list's links, and of the further columns below the picture, in characters."""
_GAP = 7.5
"""Points of a row that parts words from an equation."""
_AIR = 3.0
"""Characters between the links to the neighbouring lessons."""
_MOST_TIPS, _ON_A_SHEET = 6, 2
"""Tips in all, and of a sheet; if these were more, the first of each sheet alone. The others stand on their sheets."""


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
    page.widths |= {1: 2, _LINKS: 15} | dict.fromkeys(range(_WORDS, _WORDS + _WIDE), 20.5) | {_WORDS + _WIDE: 2}
    page.widths |= {_RIGHT: _LINK_WIDTH} | dict.fromkeys(range(_RIGHT + 1, _RIGHT + _PICTURE_COLUMNS), _COLUMN_WIDTH)
    page.heights[1] = 30
    page.text(1, _LINKS, book.title, "title")
    lead = content.question or content.summary
    page.text(2, _LINKS, lead, "lead", across=_WIDE + 1 + _PICTURE_COLUMNS)
    of_the_book = book.own_title is None  # a network of one's own is neither in the course nor in the book
    if of_the_book:
        _neighbours_linked(page, book.slug)
    row = _introduced(page, content, 5)
    row = _tips_listed(page, book, content.tips, row + 1)
    right = _sheets_listed(page, book, _show_picture(page, book))
    right = _colours_explained(page, book, right + 2)
    row = max(row, right) + 2
    page.text(row, _LINKS, load_texts("common")["cover.source" if of_the_book else "cover.made"], "muted")
    page.print_area = (1, 1, row, _RIGHT + _PICTURE_COLUMNS - 1)
    book.pages.insert(0, page)
    return page


def _neighbours_linked(page: Page, slug: str) -> None:
    """Write which lessons come before and after, with links to their workbooks, and the sections of the textbook."""
    column = _LINKS
    for text, file in places(slug):
        style = "muted" if file is None else "small_link"
        if file is None:
            page.text(3, column, text, style)
        else:
            page.link(3, column, text, file, style)
        end = column
        while page.width_of(column, end) < characters(text, style) + _AIR:
            end += 1
        column = end + 1


def _introduced(page: Page, content: CoverTexts, row: int) -> int:
    """Write what the workbook shows and the equations; return the row below."""
    if content.question is not None:
        page.text(row, _LINKS, content.summary, "paragraph", _WIDE + 1)
        page.heights[row + 1] = _GAP
        row += 2
    for equation in content.equations:
        page.text(row, _LINKS, equation, "statement", _WIDE + 1)
        row += 1
    return row


def _tips_listed(page: Page, book: Book, tips: Sequence[Tip], row: int) -> int:
    """Write tips beside links to their sheets, if there are any, and below each why; return the last row."""
    page.text(row, _LINKS, load_texts("common")["cover.try"], "heading")
    sheets = {other.key: other for other in book.pages if not other.hidden}
    row += 1
    for tip in _chosen([tip for tip in tips if tip.page is None or tip.page in sheets]):
        if tip.page is not None:
            page.link(row, _LINKS, sheets[tip.page].title, sheets[tip.page], "paragraph_link")
        for text, style in ((tip.text, "paragraph"), (tip.why, "reason")):
            if text is not None:
                page.text(row, _WORDS, text, style, _WIDE)
                row += 1
    return row - 1


def _chosen(tips: Sequence[Tip]) -> Sequence[Tip]:
    """Return the first tips of each sheet, in their order."""
    for most in range(_ON_A_SHEET, 0, -1):
        before = [[other.page for other in tips[:number]].count(tip.page) for number, tip in enumerate(tips)]
        chosen = [tip for tip, others in zip(tips, before, strict=True) if others < most]
        if len(chosen) <= _MOST_TIPS:
            break
    return chosen[:_MOST_TIPS]


def _sheets_listed(page: Page, book: Book, row: int) -> int:
    """Write a link to each sheet that is shown beside what is on it; return the last row."""
    common = load_texts("common")
    page.text(row, _RIGHT, common["cover.sheets"], "heading")
    row += 1
    for other in (other for other in book.pages if not other.hidden):
        page.link(row, _RIGHT, other.title, other, "paragraph_link")
        about = common["map.brief"] if other.key == "map" else book.texts[f"pages.{other.key}"]
        page.text(row, _RIGHT + 1, about, "paragraph", _PICTURE_COLUMNS - 1)
        row += 1
    return row - 1


def _colours_explained(page: Page, book: Book, row: int) -> int:
    """Write what the colours mean that the book has; return the last row."""
    common = load_texts("common")
    page.text(row, _RIGHT, common["legend.title"], "heading")
    roles = {tensor.role.value for other in book.pages for tensor in other.tensors}
    for column, style in enumerate((style for style in LEGEND if style in roles), start=_RIGHT):
        page.text(row + 1, column, common[f"role.{style}"], f"{style}_named")
    lines = [common["legend.change"], common["legend.cost"]] if "loss" in roles else [common["legend.change"]]
    if any(other.heat_maps for other in book.pages):
        lines.append(common["legend.signed"])
    for number, line in enumerate(lines, start=row + 2):
        page.text(number, _RIGHT, line, "paragraph", _PICTURE_COLUMNS)
    return row + 1 + len(lines)


def _show_picture(page: Page, book: Book) -> int:
    """Show the book's picture, live as it is; return the row of what stands below."""
    chart, (row, column) = book.front, _PICTURE
    if chart is None:
        return row
    sheets = sum(not other.hidden for other in book.pages)
    room = (_FOLD - _ABOVE - _BELOW - sheets * ROW_PIXELS) / CENTIMETRE
    height = min(max(room, _LEAST), _MOST_SQUARE if chart.square else _MOST)
    shown = replace(chart, size=(_WIDTH, height), legend_aside=chart.legend_aside or chart.square)
    last = max(_last_row(page, language, row, shown.size[1] * CENTIMETRE) for language in LANGUAGES)
    page.charts.append(PlacedChart(shown, row, column, last, column + _PICTURE_COLUMNS - 1))
    return last + 2


def _last_row(page: Page, language: str, row: int, pixels: float) -> int:
    """Return the last of the rows that something covers, which are higher where words take several lines."""
    heights = row_heights(page, language)
    while (pixels := pixels - heights.get(row, ROW_HEIGHT) * PIXELS_A_POINT) > 0:
        row += 1
    return row
