"""One sign turned in one cell of every tensor of a workbook: each is seen, and its cell is named."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import pytest

from sheetnet.catalogue import LESSONS
from sheetnet.check import StoredWorkbook, read_workbook
from sheetnet.check.compare import compare_all
from sheetnet.check.expect import Expectation, expect
from sheetnet.check.recalculate import file_for, recalculate
from sheetnet.engines import find
from sheetnet.engines.base import CellValues
from sheetnet.formula.template import cell_address
from sheetnet.workbook.map import Entry
from sheetnet.xlsx.read.stored import Cell, StoredSheet
from tests.workbooks import Builder, few_of, small

SLUGS = [lesson.slug for lesson in LESSONS]
SMALLEST = 1e-9


def turned(workbook: StoredWorkbook, numbers: Mapping[str, int]) -> StoredWorkbook:
    """Return a workbook with another sign in some cells: of each tensor that is named the one with this number."""
    sheets = dict(workbook.sheets)
    for name, number in numbers.items():
        entry = workbook.map.entries[name]
        sheets[entry.sheet] = with_turned(sheets[entry.sheet], entry.places()[number])
    return replace(workbook, sheets=sheets)


def with_turned(sheet: StoredSheet, place: Cell) -> StoredSheet:
    """Return a sheet with another sign in one cell."""
    position = int(sheet.find(*np.array(place)))
    formulas, formula = [*sheet.formulas, f"=-({sheet.formula_at(place)[1:]})"], sheet.formula.copy()
    formula[position] = len(formulas) - 1
    return replace(sheet, formulas=formulas, formula=formula)


def computed(workbook: StoredWorkbook) -> dict[str, CellValues]:
    engine = find("ironcalc")
    with file_for(engine, workbook) as file:
        return recalculate(workbook, engine, file, work=0)


def each_alone(workbook: StoredWorkbook, numbers: Mapping[str, int]) -> Iterator[tuple[dict[str, CellValues], str]]:
    """Turn the sign of one cell of each tensor, and yield each tensor with values of a workbook as if no other was.

    Many are turned at once. One whose value is exactly the opposite of the right one was computed from right ones; all
    others are turned again, without those, until each was.
    """
    right, left = computed(workbook), dict(numbers)
    while left:
        values = computed(turned(workbook, left))
        alone = [name for name, n in left.items() if values[name].numbers[n] == -right[name].numbers[n]]
        assert alone, left
        for name in alone:
            del left[name]
            yield values, name


def seen(entry: Entry, number: int, values: dict[str, CellValues], expected: Expectation) -> bool:
    """Tell whether the values of a wrong copy show the cell; the reference is that of the right workbook."""
    (outcome,) = compare_all([entry], values, expected, {})  # of all that follows from the cell nothing is asked
    cell = cell_address(*entry.places()[number])
    return (entry.sheet, cell) in {(each.sheet, each.cell) for each in outcome.differences}


def telling(expected: Expectation, name: str) -> list[int]:
    """Return the entries whose sign can be told: their size is beyond what may differ."""
    values, tolerance = np.abs(expected.values[name]), expected.rounded(name)
    return np.flatnonzero((values > SMALLEST) & (values > tolerance.absolute + tolerance.relative * values)).tolist()


@pytest.mark.slow
@pytest.mark.parametrize("slug", few_of(SLUGS))
def test_a_turned_sign_is_seen_in_every_tensor(slug: str, built: Builder) -> None:
    """In all that is not 0: neither 0 on paper nor with these inputs."""
    workbook = read_workbook(built(slug, **small(slug)))
    expected, generator, numbers = expect(workbook), random.Random(7), {}
    entries = workbook.map.entries
    for name, entry in entries.items():
        if entry.role.editable or expected.tensors[name].zero or np.abs(expected.values[name]).max() <= SMALLEST:
            continue
        told = telling(expected, name)
        assert told, f"nothing could be told of {name}"
        numbers[name] = generator.choice(told)
    missed = {
        name
        for values, name in each_alone(workbook, numbers)
        if not seen(entries[name], numbers[name], values, expected)
    }
    assert not missed
