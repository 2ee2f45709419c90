"""How most sheets open: a title, what is to be seen, the equations."""

from __future__ import annotations

from sheetnet.texts import Text, Texts
from sheetnet.workbook import Book, Page


def open_page(
    book: Book, key: str, equation: str = "", *, across: int, about: Text | None = None, words: Texts | None = None
) -> Page:
    """Add a sheet with its opening lines.

    Args:
        book: The book.
        key: The sheet's key; the texts give ``tabs.KEY``, ``headings.KEY`` and ``about.KEY``.
        equation: Its equations in symbols, on one line; none if empty.
        across: Columns that the paragraph covers.
        about: The paragraph, where it is not ``about.KEY`` as it stands.
        words: The texts, where they are not the lesson's own.

    Returns:
        The sheet; its rows from 4 on are free.
    """
    words = words or book.words
    page = book.page(key, words[f"tabs.{key}"])
    page.text(1, 2, words[f"headings.{key}"], "title")
    page.text(2, 2, about or words[f"about.{key}"], "paragraph", across=across)
    if equation:
        page.text(3, 2, equation, "equation")
    return page
