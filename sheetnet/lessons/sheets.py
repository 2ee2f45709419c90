"""The sheets of a lesson: a title, what is to be seen, the equations, and below them the arrangement."""

from __future__ import annotations

from sheetnet.texts import Text, Texts
from sheetnet.workbook import Book, Page
from sheetnet.workbook.arrange import Element, Gap, Words, arrange, below


def add_sheet(
    book: Book,
    key: str,
    body: Element,
    *,
    equation: str = "",
    about: Text | None = None,
    words: Texts | None = None,
    aside: Element | None = None,
) -> Page:
    """Add a sheet to a book.

    Args:
        book: The book.
        key: The sheet's key; the texts give ``tabs.KEY``, ``headings.KEY`` and ``about.KEY``.
        body: What is on the sheet.
        equation: Its equations in symbols, on one line or several; none if empty.
        about: The paragraph below the title, where it is not ``about.KEY`` as it stands.
        words: The texts, where they are not the lesson's own.
        aside: What stands to the right of everything, level with the body, and is not printed.

    Returns:
        The sheet.
    """
    words = words or book.words
    page = book.page(key, words[f"tabs.{key}"])
    opening = [Words(words[f"headings.{key}"], "title"), Words(about or words[f"about.{key}"], "paragraph")]
    opening += [Words(line, "equation") for line in equation.splitlines()]
    level = aside and below(Gap(len(opening) + 1), aside, gap=0)
    arrange(page, below(*opening, Gap(), body, gap=0), level)
    return page
