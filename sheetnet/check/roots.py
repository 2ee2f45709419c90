"""Where a mistake starts: of many wrong cells, those whose formulas use no other wrong cell come first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sheetnet.check.report import Difference
from sheetnet.formula.template import place_of
from sheetnet.xlsx.read.reader import StoredSheet
from sheetnet.xlsx.read.references import references

MOST = 2_000
"""Wrong cells of a sheet that are looked into; of more, the topmost."""
_WHOLE = "-"


def roots_first(differences: Sequence[Difference], sheets: Mapping[str, StoredSheet]) -> tuple[Difference, ...]:
    """Put the differences in which a mistake starts before those that follow from them.

    Args:
        differences: What a check found, in any order.
        sheets: The cells of the workbook.

    Returns:
        The same differences; among the first and among the rest the order is kept.
    """
    wrong: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for difference in differences:
        if difference.cell != _WHOLE:
            wrong[difference.sheet].add(place_of(difference.cell))
    looked = {sheet: set(sorted(places)[:MOST]) for sheet, places in wrong.items()}  # formulas mostly look upwards

    def starts_here(difference: Difference) -> bool:
        """Tell whether a cell's formula uses no wrong cell."""
        if difference.cell == _WHOLE:
            return True
        place = place_of(difference.cell)
        if place not in looked[difference.sheet]:
            return False
        formula = sheets[difference.sheet].formula(place)
        return formula is None or not _uses(formula, difference.sheet, place, wrong)

    first = [difference for difference in differences if starts_here(difference)]
    chosen = set(map(id, first))
    return (*first, *(difference for difference in differences if id(difference) not in chosen))


def _uses(formula: str, home: str, place: tuple[int, int], wrong: Mapping[str, set[tuple[int, int]]]) -> bool:
    """Tell whether a formula refers to a wrong cell other than its own."""
    for sheet, (top, left, bottom, right) in references(formula, home):
        cells = wrong.get(sheet, set())
        if (bottom - top + 1) * (right - left + 1) < len(cells):
            inside = ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1) if (r, c) in cells)
        else:
            inside = ((r, c) for r, c in cells if top <= r <= bottom and left <= c <= right)
        if any(sheet != home or cell != place for cell in inside):
            return True
    return False
