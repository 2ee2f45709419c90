"""What stands where, against what the Map and the reference say, before any number is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Set

from sheetnet.check.difference import NO_CELL, Difference
from sheetnet.check.read import StoredWorkbook
from sheetnet.formula.template import cell_address
from sheetnet.workbook.map import Entry
from sheetnet.xlsx.read.stored import Cell, StoredSheet


def structural_differences(workbook: StoredWorkbook, expected: Set[str]) -> list[Difference]:
    """Find tensors that one side alone knows, formulas that are missing, and formulas that belong to no tensor.

    Args:
        workbook: The workbook.
        expected: The names of the reference's tensors.
    """
    known = workbook.map.entries.keys()
    found = [_known_to_one_side(name, "the Map") for name in sorted(known - expected)]
    found += [_known_to_one_side(name, "the reference") for name in sorted(expected - known)]
    owned: dict[str, set[Cell]] = {title: set() for title in workbook.sheets}
    computed = {title: sheet.computed() for title, sheet in workbook.sheets.items()}
    for entry in workbook.map.entries.values():
        places = entry.places()
        owned[entry.sheet].update(places)
        if not entry.role.editable:  # a formula over an input was refused when it was read
            found += _without_formula(workbook.sheets[entry.sheet], entry, places, computed[entry.sheet])
    for title, cells in computed.items():
        found += _without_owner(workbook.sheets[title], title, cells - owned[title])
    return found


def _known_to_one_side(name: str, side: str) -> Difference:
    return Difference("-", NO_CELL, name, "-", "-", f"a tensor that only {side} knows")


def _without_formula(sheet: StoredSheet, entry: Entry, places: list[Cell], computed: set[Cell]) -> Iterator[Difference]:
    for number, place in enumerate(places):
        if place not in computed:
            holds = str(sheet.constants.get(place, "nothing"))
            yield Difference.at(entry, number, "a formula", holds, "no formula where one belongs")


def _without_owner(sheet: StoredSheet, title: str, cells: set[Cell]) -> Iterator[Difference]:
    for place in sorted(cells):
        formula = sheet.formula(place) or "part of an array formula"
        yield Difference(title, cell_address(*place), "-", "-", formula, "a formula that no tensor of the Map owns")
