"""What stands at the left of a lesson's first screen: what to change, what comes of it, what to try and why."""

from __future__ import annotations

from collections.abc import Sequence

from sheetnet.texts import load_texts
from sheetnet.texts.tips import Tip, load_tips
from sheetnet.workbook import Book, Tensor
from sheetnet.workbook.arrange import Caption, Element, Form, below
from sheetnet.workbook.arrange.form import Row

ALL = slice(None)
WIDTH = 44.0
"""Of a tip, in characters: beside it there is room for a picture."""


def panel(
    book: Book, key: str, changes: Sequence[Tensor], results: Sequence[Row] = (), *more: Element, tips: bool = True,
    width: float = WIDTH,
) -> Element:  # fmt: skip
    """Arrange inputs above results, and below them what to try on this sheet.

    Args:
        book: The book.
        key: The sheet's key; the lesson's tips say on which sheet they are tried.
        changes: The inputs.
        results: What comes of them, with heads over rows of several cells.
        *more: What else stands below.
        tips: Whether what there is to try stands there; the lesson's tips speak of its own numbers alone.
        width: Of the tips, in characters.
    """
    common, found = load_texts("common"), tips_of(book, key, width) if tips else None
    rows: list[Row] = [common["panel.change"], *changes]
    if results:
        rows += [None, common["panel.happens"], *results]
    return below(Form(*rows), *([] if found is None else [found]), *more)


def tips_of(book: Book, key: str, width: float = WIDTH, part: slice = ALL) -> Element | None:
    """Arrange what the lesson lets its reader try on a sheet, each tip above its reason.

    Args:
        book: The book.
        key: The sheet's key.
        width: In characters.
        part: Which of them, where they stand in two places; the heading stands above the first one.

    Returns:
        The element; None if there is nothing to try there.
    """
    tips = [tip for tip in load_tips(book.slug, book.tips) if tip.page == key][part]
    if not tips:
        return None
    heading = [] if part.start else [Caption(load_texts("common")["cover.try"], "heading")]
    return below(*heading, below(*(_with_reason(tip, width) for tip in tips), gap=1), gap=0)


def _with_reason(tip: Tip, width: float) -> Element:
    """Arrange a tip above its reason."""
    lines = [Caption(tip.text, "tip", width, stretch=1, by_lines=True)]
    lines += [] if tip.why is None else [Caption(tip.why, "reason", width, stretch=1, by_lines=True)]
    return below(*lines, gap=0)
