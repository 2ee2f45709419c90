"""Where a mistake starts: of many wrong cells, those whose formulas use no other wrong cell come first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sheetnet.check.compare import Outcome
from sheetnet.check.difference import NO_CELL, Difference
from sheetnet.formula.template import place_of
from sheetnet.xlsx.read.references import references
from sheetnet.xlsx.read.stored import Cell, StoredSheet

MOST = 2_000
"""Wrong cells of a sheet that are looked into; of more, the topmost."""


def explained(
    structure: Sequence[Difference], outcomes: Sequence[Outcome], sheets: Mapping[str, StoredSheet]
) -> tuple[Difference, ...]:
    """Return all differences, each cell once, those in which a mistake starts first.

    Args:
        structure: Cells that are not what the Map says; their values are not reported a second time.
        outcomes: How the tensors compared.
        sheets: The cells of the workbook.
    """
    reported = {(difference.sheet, difference.cell) for difference in structure}
    values = (difference for outcome in outcomes for difference in outcome.differences)
    others = [difference for difference in values if (difference.sheet, difference.cell) not in reported]
    return causes_first([*structure, *others], sheets)


def causes_first(differences: Sequence[Difference], sheets: Mapping[str, StoredSheet]) -> tuple[Difference, ...]:
    """Put the differences in which a mistake starts before those that follow from them.

    Args:
        differences: What a check found, in any order.
        sheets: The cells of the workbook.

    Returns:
        The same differences; among the first and among the rest the order is kept.
    """
    wrong: dict[str, set[Cell]] = defaultdict(set)
    for difference in differences:
        if difference.cell != NO_CELL:
            wrong[difference.sheet].add(place_of(difference.cell))
    looked = {sheet: set(sorted(places)[:MOST]) for sheet, places in wrong.items()}  # formulas mostly look upwards

    def starts_here(difference: Difference) -> bool:
        """Tell whether a cell's formula uses no wrong cell."""
        if difference.cell == NO_CELL:
            return True
        place = place_of(difference.cell)
        if place not in looked[difference.sheet]:
            return False
        formula = sheets[difference.sheet].formula_at(place)
        return formula is None or not _uses(formula, difference.sheet, place, wrong)

    first = [difference for difference in differences if starts_here(difference)]
    chosen = set(map(id, first))
    return (*first, *(difference for difference in differences if id(difference) not in chosen))


def _uses(formula: str, home: str, place: Cell, wrong: Mapping[str, set[Cell]]) -> bool:
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
