"""Ranges as files write them, read as rectangles of cells on a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from sheetnet.formula.limits import COLUMNS, ROWS
from sheetnet.formula.spelling import sheet_of
from sheetnet.formula.template import cell_address, place_of
from sheetnet.xlsx.read.stored import Rectangle


def rectangle(reference: str) -> Rectangle | None:
    """Return the rectangle that a range such as ``$A$1:B7`` names, without its sheet; None if it is no range."""
    first, _, last = sheet_of(reference)[1].replace("$", "").upper().partition(":")
    try:
        (top, left), (bottom, right) = place_of(first), place_of(sheet_of(last)[1] or first)
    except ValueError:
        return None
    if max(top, bottom) > ROWS or max(left, right) > COLUMNS:
        return None
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def rectangles(ranges: str) -> Iterator[Rectangle]:
    """Go through ranges that are parted by blanks; what is none is left out."""
    for each in ranges.split():
        found = rectangle(each)
        if found is not None:
            yield found


def areas(formula: str) -> frozenset[tuple[str, Rectangle]] | None:
    """Return the rectangles with their sheets that a list such as ``Data!$A$1:$A$3,Data!$C$1`` names.

    Returns:
        The rectangles, names of sheets without regard to case; None if something in it is no range.
    """
    found = set()
    for each in _parts(formula):
        area = rectangle(each)
        if area is None:
            return None
        found.add((sheet_of(each)[0].casefold(), area))
    return frozenset(found)


def written(area: Rectangle) -> str:
    """Write a rectangle as a range."""
    top, left, bottom, right = area
    first, last = cell_address(top, left), cell_address(bottom, right)
    return first if first == last else f"{first}:{last}"


def _parts(formula: str) -> Iterator[str]:
    """Cut at the commas that stand in no name of a sheet."""
    start, quoted = 0, False
    for place, sign in enumerate(formula):
        if sign == "'":
            quoted = not quoted
        elif sign == "," and not quoted:
            yield formula[start:place]
            start = place + 1
    yield formula[start:]
