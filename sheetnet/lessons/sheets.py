"""The sheets of a lesson: a title, what is to be seen, the equations, and below them the arrangement."""

from __future__ import annotations

from sheetnet.texts import Text, Texts
from sheetnet.workbook import Book, Page
from sheetnet.workbook.arrange import Caption, Element, Gap, arrange, below, make_rows_even

LEAD = 1190
"""Width of the line below the title, in pixels: that of the first screen, but for programs with wider columns."""


def add_sheet(
    book: Book,
    key: str,
    body: Element,
    *,
    equation: str = "",
    about: Text | None = None,
    texts: Texts | None = None,
    aside: Element | None = None,
    default_width: float | None = None,
    default_height: float | None = None,
    even_rows: bool = False,
) -> Page:
    """Add a sheet to a book.

    Args:
        book: The book.
        key: The sheet's key; the texts give ``tabs.KEY``, ``headings.KEY`` and ``about.KEY``.
        body: What is on the sheet.
        equation: Its equations in symbols, on one line or several; none if empty.
        about: The paragraph below the title, where it is not ``about.KEY`` as it stands.
        texts: The texts, where they are not the lesson's own.
        aside: What stands to the right of everything, level with the body, and is not printed.
        default_width: Width of columns for which nothing asks, in characters.
        default_height: Height of rows for which nothing asks, in points.
        even_rows: Whether all rows below the first headings have that height: pixels are then equally high.

    Returns:
        The sheet.
    """
    texts = texts or book.texts
    page = book.page(key, texts[f"tabs.{key}"])
    page.default_width = default_width or page.default_width
    page.default_height = default_height or page.default_height
    captions = [Caption(texts[f"headings.{key}"], "title"), Caption(about or texts[f"about.{key}"], "lead", reach=LEAD)]
    captions += [Caption(line, "equation") for line in equation.splitlines()]
    arrange(page, below(*captions, Gap(), body, gap=0), aside, level=len(captions) + 2)
    if even_rows:
        make_rows_even(page)
    return page
