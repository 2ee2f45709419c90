"""Classes by their names: cells hold the numbers that stand for them, and show the names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sheetnet.texts import literal
from sheetnet.workbook import Look
from sheetnet.workbook.text_size import characters

MOST = 400
"""So many classes are shown by their names."""
LONGEST, AIR = 24, 1.5
"""Letters of a name that is shown in full, and the width to spare beside it."""
NORMAL = 11.0
"""Points of the font in which widths are measured."""


def by_name(
    look: Look, names: Sequence[str], numbers: Sequence[float], *, longest: int = LONGEST, points: float = NORMAL
) -> Look:
    """Return a look with which the number of a class is shown as its name, in a column wide enough for that.

    Args:
        look: The look of the numbers.
        names: The names; where they are the numbers, or are too many, the look stays what it is.
        numbers: The number of each of them.
        longest: Letters of a name that is shown in full.
        points: Size of the letters.
    """
    if not names or len(names) > MOST or [f"{number:g}" for number in numbers] == list(names):
        return look
    shown = [name if len(name) <= longest else f"{name[: longest - 1]}…" for name in names]
    width = (max(characters(literal(name), "header") for name in shown) + AIR) * points / NORMAL
    return replace(look, words=tuple(zip(numbers, shown, strict=True)), width=max(look.width, width))
