"""How the cells of a tensor look."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.texts import Text, load_texts
from sheetnet.workbook.number_format import NEVER_NEGATIVE, STEP_SIZE
from sheetnet.workbook.styles import COST


@dataclass(frozen=True, slots=True)
class Highlight:
    """A colour for cells that hold one value (a winner's 1, a wrong answer's 0)."""

    value: float
    fill: str
    color: str = "000000"


@dataclass(frozen=True, slots=True)
class Look:
    """How the cells of a tensor look.

    Args:
        number_format: The spreadsheet's number format; in every language if it says words for numbers.
        style: Named style, if another than the role's.
        colors: The colour scale by value, one of ``colors.SCALES``, or ``colors.BAR``; none if empty.
        highlight: A colour for one value.
        width: The width that a column of such cells should have, in characters; 0 for the arrangement's choice.
        runs_away: Whether its numbers may grow beyond all bounds, as in a walk that diverges; large ones are then shown
            without decimals, and from a million on as powers of ten. That takes a rule beside the format: of a format's
            own conditional sections some programs leave out the minus sign.
        least: Numbers closer to 0 than this, which the digits would show as 0, are shown with one more digit,
            or as powers of ten.
        words: Numbers that are shown as words, in every language: a class by its name. The cells hold the numbers.
    """

    number_format: str | Text = "0.0000"
    style: str = ""
    colors: str = ""
    highlight: Highlight | None = None
    width: float = 0.0
    runs_away: bool = False
    least: float = 0.0
    words: tuple[tuple[float, str], ...] = ()


def check_look(width: float = 0.0) -> Look:
    """Return how a check looks, a cell of 1 or 0: quiet while it holds, coloured where it fails.

    Args:
        width: Of its column, in characters; 0 for the arrangement's choice.
    """
    return Look(load_texts("common")["verdict.holds"], "check", highlight=Highlight(0, COST), width=width)


WALKED = Look(runs_away=True)
"""Of what a descent steps through."""
COUNTER = Look("0", "counter")
INPUT = Look("0.0###")
DIFFERENCE = Look("0.0000;-0.0000;0", runs_away=True, least=5e-5)
"""The same of what may be negative."""
STEP = Look(STEP_SIZE)
"""Of a small positive number that the reader sets."""
ERROR = Look(NEVER_NEGATIVE, runs_away=True)
"""Of what is never negative and may be as small as rounding is."""
