"""One sign turned in one cell of every tensor of a workbook: each is seen, and its cell is named."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from sheetnet.catalogue import LESSONS
from sheetnet.check import StoredWorkbook, read_workbook
from sheetnet.check.compare import compare_all
from sheetnet.check.expect import Expectation, expect
from sheetnet.check.recalculate import file_for, recalculate
from sheetnet.engines import find
from sheetnet.formula.template import cell_address
from sheetnet.workbook.map import Entry
from sheetnet.xlsx.read.stored import Cell, StoredSheet
from tests.workbooks import Builder, small

SLUGS = [lesson.slug for lesson in LESSONS]
SMALLEST = 1e-9


def turned(sheet: StoredSheet, place: Cell) -> StoredSheet:
    """Return a sheet with another sign in one cell."""
    position = int(sheet.find(*np.array(place)))
    formulas, formula = [*sheet.formulas, f"=-({sheet.formula_at(place)[1:]})"], sheet.formula.copy()
    formula[position] = len(formulas) - 1
    return replace(sheet, formulas=formulas, formula=formula)


def seen(workbook: StoredWorkbook, entry: Entry, number: int, expected: Expectation) -> bool:
    """Tell whether the values of a wrong copy show the cell; the reference is that of the right workbook."""
    place = entry.places()[number]
    sheets = {**workbook.sheets, entry.sheet: turned(workbook.sheets[entry.sheet], place)}
    wrong = replace(workbook, sheets=sheets, map=replace(workbook.map, entries={entry.name: entry}))
    engine = find("ironcalc")
    with file_for(engine, wrong) as file:
        values = recalculate(wrong, engine, file, work=0)
    (outcome,) = compare_all([entry], values, expected, {})  # of all that follows from the cell nothing is asked
    return (entry.sheet, cell_address(*place)) in {(each.sheet, each.cell) for each in outcome.differences}


def telling(expected: Expectation, name: str) -> list[int]:
    """Return the entries whose sign can be told: their size is beyond what may differ."""
    values, tolerance = np.abs(expected.values[name]), expected.rounded(name)
    return np.flatnonzero((values > SMALLEST) & (values > tolerance.absolute + tolerance.relative * values)).tolist()


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_a_turned_sign_is_seen_in_every_tensor(slug: str, built: Builder) -> None:
    """In all that is not 0: neither 0 on paper nor with these inputs."""
    workbook = read_workbook(built(slug, **small(slug)))
    expected, generator, missed = expect(workbook), random.Random(7), set()
    for entry in workbook.map.entries.values():
        tensor, entries = expected.tensors[entry.name], telling(expected, entry.name)
        if entry.role.editable or tensor.zero or np.abs(expected.values[entry.name]).max() <= SMALLEST:
            continue
        if not entries or not seen(workbook, entry, generator.choice(entries), expected):
            missed.add(entry.name)
    assert not missed
