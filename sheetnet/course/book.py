"""The workbook of the course: a card a lesson, four beside each other, and behind them the points of the pictures."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sheetnet.catalogue import LESSONS, Lesson
from sheetnet.course.pictures import LessonPicture, picture_of
from sheetnet.texts import literal, load_texts
from sheetnet.workbook import Book, Page
from sheetnet.workbook.page import PlacedChart
from sheetnet.xlsx.write.saver import save

FILE = "index.xlsx"
ABREAST = 4
"""Cards beside each other."""
PICTURE, QUESTION, GAP = 21.5, 20.5, 1.5
"""Widths of a card's columns and of what parts it from the next card, in characters."""
ACROSS = 3
"""Columns of a card: picture, question, and a narrow one."""
TOP = 4
"""Row of the first cards."""
PICTURE_ROWS = 6
HEIGHT = 2 + PICTURE_ROWS
"""Rows of a card: link, picture beside question, and a low blank one."""
BLANK = 9.0
"""Points of a row that parts cards."""


def write_course(folder: Path, language: str) -> Path:
    """Write the course beside the workbooks of its lessons.

    Args:
        folder: Where the workbooks are; the file is called ``index.xlsx``.
        language: ``en`` or ``zh``.

    Returns:
        The file.

    Raises:
        WorkbookError: It cannot be written.
    """
    path = folder / FILE
    save(course_book(), {}, path, language)
    return path


@cache
def course_book() -> Book:
    """Return the course as a book, the same for every language: a page of cards, and one of the points of its pictures.

    For the pictures all lessons are written, so it is made once.
    """
    book, texts = Book("course"), load_texts("course")
    page, points = book.page("course", texts["tabs.course"]), book.page("points", texts["tabs.points"])
    points.hidden = True
    page.widths |= {1: GAP}
    for column in range(2, 2 + ACROSS * ABREAST, ACROSS):
        page.widths |= {column: PICTURE, column + 1: QUESTION, column + 2: GAP}
    page.text(1, 2, texts["title"], "title")
    page.text(2, 2, texts["lead"].format(count=len(LESSONS)), "lead", across=ACROSS * ABREAST - 1)
    points.widths |= {1: GAP}
    points.text(1, 2, texts["tabs.points"], "title")
    points.text(2, 2, texts["points"], "lead", across=2 * ABREAST - 1)
    for number, lesson in enumerate(LESSONS):
        down, right = divmod(number, ABREAST)
        _add_card(page, points, number, lesson, TOP + down * HEIGHT, 2 + ACROSS * right)
    rows = -(-len(LESSONS) // ABREAST)
    page.heights |= {TOP - 1: BLANK} | {TOP + HEIGHT * number - 1: BLANK for number in range(1, rows + 1)}
    page.text(TOP + HEIGHT * rows, 2, load_texts("common")["cover.source"], "muted")
    return book


def _add_card(page: Page, points: Page, number: int, lesson: Lesson, row: int, column: int) -> None:
    """Write a lesson's title, which leads to its workbook, its question and its picture."""
    page.link(row, column, literal(f"{number + 1}  ") + lesson.title, f"{lesson.slug}.xlsx", "heading_link")
    page.text(row + 1, column + 1, load_texts(lesson.slug)["question"], "reason", down=PICTURE_ROWS)
    picture = picture_of(lesson)
    if picture is None:
        return
    page.charts.append(PlacedChart(picture.chart, row + 1, column, row + PICTURE_ROWS, column))
    _put_points(points, lesson, picture)


def _put_points(page: Page, lesson: Lesson, picture: LessonPicture) -> None:
    """Put the numbers of a lesson's picture beside those that are there."""
    column = max((tensor.place.last_column for tensor in page.tensors), default=0) + 2
    page.text(4, column, lesson.title, "heading")
    for offset, tensor in enumerate(picture.points):
        page.text(5, column + offset, tensor.name.removeprefix(f"{lesson.slug}_"), "header")
        page.put(tensor, 6, column + offset)
