"""What stands where, against what the Map and the reference say, before any number is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Set

import numpy as np

from sheetnet.check.difference import NO_CELL, Difference
from sheetnet.check.read import StoredWorkbook
from sheetnet.formula.template import cell_address
from sheetnet.workbook.map import Entry
from sheetnet.xlsx.read.stored import NOT_THERE, StoredSheet


def structural_differences(workbook: StoredWorkbook, expected: Set[str]) -> list[Difference]:
    """Find tensors that one side alone knows, formulas that are missing, and formulas that belong to no tensor.

    Args:
        workbook: The workbook.
        expected: The names of the reference's tensors.
    """
    known = workbook.map.entries.keys()
    found = [_known_to_one_side(name, "the Map") for name in sorted(known - expected)]
    found += [_known_to_one_side(name, "the reference") for name in sorted(expected - known)]
    owned = {title: np.zeros(len(sheet.rows), dtype=bool) for title, sheet in workbook.sheets.items()}
    for entry in workbook.map.entries.values():
        sheet = workbook.sheets[entry.sheet]
        where = sheet.find(*entry.cells())
        owned[entry.sheet][where[where != NOT_THERE]] = True
        if not entry.role.editable:  # a formula over an input was refused when it was read
            found += _without_formula(sheet, entry, where)
    for title, sheet in workbook.sheets.items():
        found += _without_owner(sheet, title, np.flatnonzero(sheet.computed & ~owned[title]))
    return found


def _known_to_one_side(name: str, side: str) -> Difference:
    return Difference("-", NO_CELL, name, "-", "-", f"a tensor that only {side} knows")


def _without_formula(sheet: StoredSheet, entry: Entry, where: np.ndarray) -> Iterator[Difference]:
    """Go through the cells of a tensor, given by their positions on the sheet, that have no formula."""
    for number in np.flatnonzero(~sheet.among(sheet.computed, where)).tolist():
        holds = sheet.shown(entry.place([int(n) for n in np.unravel_index(number, entry.shape)]))
        yield Difference.at(entry, number, "a formula", holds, "no formula where one belongs")


def _without_owner(sheet: StoredSheet, title: str, positions: np.ndarray) -> Iterator[Difference]:
    for position in positions.tolist():
        place = int(sheet.rows[position]), int(sheet.columns[position])
        yield Difference(
            title, cell_address(*place), "-", "-", sheet.shown(place), "a formula that no tensor of the Map owns"
        )
