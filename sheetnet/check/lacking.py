"""Which error cells an engine cannot help: those that depend on a function that it lacks, and no others.

An error goes on to what depends on it, so it is followed from error cell to error cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from sheetnet.check.read import StoredWorkbook
from sheetnet.engines.base import CellError, CellValues
from sheetnet.formula.scan import scan
from sheetnet.xlsx.read.references import references
from sheetnet.xlsx.read.stored import Cell, StoredSheet

Place: TypeAlias = tuple[str, Cell]
"""A cell with its sheet."""
Positions: TypeAlias = Mapping[str, frozenset[int]]
"""Entries of tensors, by their positions in the flattened tensor."""


def not_computed(workbook: StoredWorkbook, values: Mapping[str, CellValues], lacks: frozenset[str]) -> Positions:
    """Find the errors that are there because an engine lacks a function.

    Args:
        workbook: The workbook.
        values: The engine's values by tensor.
        lacks: Functions that the engine lacks.

    Returns:
        The entries of each tensor that hold such an error.
    """
    if not lacks:
        return {}
    errors = {name: _errors(values[name]) for name in workbook.map.entries}
    places = {name: workbook.map.entries[name].places() for name, positions in errors.items() if positions}
    sheet_of = {name: workbook.map.entries[name].sheet for name in places}
    wrong = {(sheet_of[name], places[name][n]) for name in places for n in errors[name]}
    excused = _dependent(wrong, workbook.sheets, lacks)
    return {name: frozenset(n for n in errors[name] if (sheet_of[name], places[name][n]) in excused) for name in places}


def _errors(values: CellValues) -> list[int]:
    return [position for position, value in values.others.items() if isinstance(value, CellError)]


def _dependent(wrong: set[Place], sheets: Mapping[str, StoredSheet], lacks: frozenset[str]) -> set[Place]:
    """Return those of some cells that call one of the functions, or use one of the cells that do."""
    found: set[Place] = set()
    users: dict[Place, list[Place]] = defaultdict(list)
    for sheet, place in wrong:
        formula = sheets[sheet].formula_at(place) or ""
        if scan(formula).functions & lacks:
            found.add((sheet, place))
        for used in _used(formula, sheet, wrong):
            users[used].append((sheet, place))
    waiting = list(found)
    while waiting:
        new = set(users[waiting.pop()]) - found
        found |= new
        waiting.extend(new)
    return found


def _used(formula: str, home: str, wrong: set[Place]) -> Iterator[Place]:
    """Go through the wrong cells that a formula refers to."""
    for sheet, (top, left, bottom, right) in references(formula, home):
        if (bottom - top + 1) * (right - left + 1) < len(wrong):
            inside = ((sheet, (row, column)) for row in range(top, bottom + 1) for column in range(left, right + 1))
            yield from (place for place in inside if place in wrong)
        else:
            yield from ((s, (r, c)) for s, (r, c) in wrong if s == sheet and top <= r <= bottom and left <= c <= right)
