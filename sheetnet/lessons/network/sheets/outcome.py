"""What a change on a sheet of inputs comes to, beside them: results, a link to where they arise, what to try."""

from __future__ import annotations

from collections.abc import Sequence

from sheetnet.lessons.panel import tips_of
from sheetnet.texts import Text
from sheetnet.workbook import Book, Tensor
from sheetnet.workbook.arrange import Caption, Element, Form, below, beside
from sheetnet.workbook.page import Target

TIPS = 66.0
"""Width of the tips, in characters."""


def outcome(
    book: Book,
    key: str,
    results: Sequence[Tensor],
    link: tuple[Text, Target],
    *,
    tips: bool,
    stacked: bool = False,
    width: float = TIPS,
) -> Element:
    """Arrange results, where they arise, and what to try.

    Args:
        book: The book.
        key: The key of the sheet on which all of it stands.
        results: Single numbers, over as many columns as they need; none if there are no such.
        link: Where they arise.
        tips: Whether the lesson's tips are true of this network.
        stacked: Whether the tips stand below the results, not beside them.
        width: Of the tips, in characters.
    """
    words, target = link
    leading = Caption(words, "link", target=target)
    numbers = below(Form(*results, over=True), leading, gap=0) if results else leading
    found = tips_of(book, key, width=width) if tips else None
    if found is None:
        return numbers
    return below(numbers, found) if stacked else beside(numbers, found)
