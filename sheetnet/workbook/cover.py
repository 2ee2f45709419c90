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
from sheetnet.workbook.text_size import CENTIMETRE, PIXELS_A_POINT, characters

_LINKS, _WORDS = 2, 3
"""The columns in which links and words begin."""
_WIDE = 4
"""Columns that a paragraph of words covers."""
_RIGHT = _WORDS + _WIDE + 1
"""The column in which the picture begins, to the right of all words."""
_PICTURE = (4, _RIGHT)
"""Row and column in which the picture begins."""
_WIDTH, _HEIGHT, _HEIGHT_SQUARE = 13.75, 9.5, 12.5
"""Of the picture, in centimetres: as wide as its columns, and so high that the colours below it are still seen."""
_LAST = 800
"""Pixels in which the words and the list of sheets below them are to end: little more than a screen."""
_PICTURE_COLUMNS = 7
_COLUMN_WIDTH, _WORDS_WIDTH = 9.8, 19.2
"""Of the columns below the picture and of those that words cover, in characters: the picture beside the words ends
with the first screen."""
_GAP = 7.5
"""Points of a row that parts words from an equation."""
_AIR = 3.0
"""Characters between the links to the neighbouring lessons."""
_TIPS, _ON_A_SHEET = (6, 5, 4, 3), 2
"""Tips in all, fewer where the screen ends, and of a sheet; if these were more, the first of each sheet alone. The
others stand on their sheets."""


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
    for most in _TIPS:
        page, row = _words_and_list(book, content, most)
        if max(_top(page, language, row + 1) for language in LANGUAGES) <= _LAST:
            break
    row = max(row, _colours_explained(page, book, _show_picture(page, book))) + 2
    page.text(row, _LINKS, load_texts("common")["cover.source" if _of_the_book(book) else "cover.made"], "muted")
    page.print_area = (1, 1, row, _RIGHT + _PICTURE_COLUMNS - 1)
    book.pages.insert(0, page)
    return page


def _of_the_book(book: Book) -> bool:
    """Whether it is a lesson: a network of one's own is neither in the course nor in the book."""
    return book.own_title is None


def _words_and_list(book: Book, content: CoverTexts, tips: int) -> tuple[Page, int]:
    """Return a page with what stands at the left, so many tips at most, and its last row."""
    page = Page("cover", load_texts("common")["cover.tab"])
    page.widths |= {1: 2, _LINKS: 15} | dict.fromkeys(range(_WORDS, _WORDS + _WIDE), _WORDS_WIDTH) | {_WORDS + _WIDE: 2}
    page.widths |= dict.fromkeys(range(_RIGHT, _RIGHT + _PICTURE_COLUMNS), _COLUMN_WIDTH)
    page.heights[1] = 30
    page.text(1, _LINKS, book.title, "title")
    page.text(2, _LINKS, content.question or content.summary, "lead", across=_WIDE + 1 + _PICTURE_COLUMNS)
    if _of_the_book(book):
        _neighbours_linked(page, book.slug)
    row = _tips_listed(page, book, content.tips, _introduced(page, content, 5) + 1, tips)
    return page, _sheets_listed(page, book, row + 2)


def _neighbours_linked(page: Page, slug: str) -> None:
    """Write which lessons come before and after, with links to their workbooks, and the textbook's over the picture."""
    column = _LINKS
    for text, file in places(slug):
        if file is None:
            page.text(3, _RIGHT, text, "muted")
            continue
        page.link(3, column, text, file, "small_link")
        end = column
        while page.width_of(column, end) < characters(text, "small_link") + _AIR:
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


def _tips_listed(page: Page, book: Book, tips: Sequence[Tip], row: int, most: int) -> int:
    """Write so many tips at most beside links to their sheets, and below each why; return the last row."""
    page.text(row, _LINKS, load_texts("common")["cover.try"], "heading")
    sheets = {other.key: other for other in book.pages if not other.hidden}
    row += 1
    for tip in _chosen([tip for tip in tips if tip.page is None or tip.page in sheets], most):
        if tip.page is not None:
            page.link(row, _LINKS, sheets[tip.page].title, sheets[tip.page], "paragraph_link")
        for text, style in ((tip.text, "paragraph"), (tip.why, "reason")):
            if text is not None:
                page.text(row, _WORDS, text, style, _WIDE)
                row += 1
    return row - 1


def _chosen(tips: Sequence[Tip], most: int) -> Sequence[Tip]:
    """Return the first tips of each sheet, in their order."""
    for each in range(_ON_A_SHEET, 0, -1):
        before = [[other.page for other in tips[:number]].count(tip.page) for number, tip in enumerate(tips)]
        chosen = [tip for tip, others in zip(tips, before, strict=True) if others < each]
        if len(chosen) <= most:
            break
    return chosen[:most]


def _sheets_listed(page: Page, book: Book, row: int) -> int:
    """Write a link to each sheet that is shown beside what is on it; return the last row."""
    common = load_texts("common")
    page.text(row, _LINKS, common["cover.sheets"], "heading")
    row += 1
    for other in (other for other in book.pages if not other.hidden):
        page.link(row, _LINKS, other.title, other, "paragraph_link")
        about = common["map.brief"] if other.key == "map" else book.texts[f"pages.{other.key}"]
        page.text(row, _WORDS, about, "paragraph", _WIDE)
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
    height = _HEIGHT_SQUARE if chart.square else _HEIGHT
    shown = replace(chart, size=(_WIDTH, height), tight=not chart.bare, legend_aside=False)
    last = max(_last_row(page, language, row, height * CENTIMETRE) for language in LANGUAGES)
    page.charts.append(PlacedChart(shown, row, column, last, column + _PICTURE_COLUMNS - 1))
    return last + 2


def _last_row(page: Page, language: str, row: int, pixels: float) -> int:
    """Return the last of the rows that something covers, which are higher where words take several lines."""
    heights = row_heights(page, language)
    while (pixels := pixels - heights.get(row, ROW_HEIGHT) * PIXELS_A_POINT) > 0:
        row += 1
    return row


def _top(page: Page, language: str, row: int) -> float:
    """Return how many pixels lie above a row."""
    heights = row_heights(page, language)
    return sum(heights.get(above, ROW_HEIGHT) for above in range(1, row)) * PIXELS_A_POINT
