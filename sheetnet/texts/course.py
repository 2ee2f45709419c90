"""Where a lesson stands in the course and in the textbook."""

from __future__ import annotations

from collections.abc import Iterator

from sheetnet.texts import Text, load_texts


def order() -> list[str]:
    """Return the slugs of all lessons in the order in which they are learnt."""
    return [key.removeprefix("lessons.") for key in load_texts("course") if key.startswith("lessons.")]


def places(slug: str) -> Iterator[tuple[Text, str | None]]:
    """Say what comes before a lesson, what comes next, and which sections of the textbook it belongs to.

    Args:
        slug: The lesson.

    Yields:
        What is said, and the workbook that it speaks of, by its name in the same folder, if it does.
    """
    texts, slugs = load_texts("course"), order()
    here = slugs.index(slug)
    for key, number in (("before", here - 1), ("next", here + 1)):
        if 0 <= number < len(slugs):
            yield texts[f"place.{key}"].format(lesson=texts[f"lessons.{slugs[number]}"]), f"{slugs[number]}.xlsx"
    if f"sections.{slug}" in texts:
        yield texts["place.section"].format(section=texts[f"sections.{slug}"]), None
