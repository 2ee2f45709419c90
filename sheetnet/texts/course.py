"""Where a lesson stands in the course and in the textbook, in a line: links to other files are not to be relied on."""

from __future__ import annotations

from collections.abc import Iterator

from sheetnet.texts import Text, load_texts

_BETWEEN = "   ·   "


def order() -> list[str]:
    """Return the slugs of all lessons in the order in which they are learnt."""
    return [key.removeprefix("lessons.") for key in load_texts("course") if key.startswith("lessons.")]


def place(slug: str) -> Text:
    """Say what comes before a lesson, what comes next, and which sections of the textbook it belongs to.

    Args:
        slug: The lesson.

    Returns:
        The line; without what there is not.
    """
    first, *others = _parts(slug)
    for part in others:
        first = first + _BETWEEN + part
    return first


def _parts(slug: str) -> Iterator[Text]:
    texts, slugs = load_texts("course"), order()
    here = slugs.index(slug)
    if here > 0:
        yield texts["place.before"].format(lesson=texts[f"lessons.{slugs[here - 1]}"])
    if here + 1 < len(slugs):
        yield texts["place.next"].format(lesson=texts[f"lessons.{slugs[here + 1]}"])
    if f"sections.{slug}" in texts:
        yield texts["place.section"].format(section=texts[f"sections.{slug}"])
