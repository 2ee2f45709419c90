"""Verdicts (✓) look at what they judge: each of them says ✗ where a cell is broken, and ✓ again where it is not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sheetnet.catalogue import LESSONS
from sheetnet.check.read import StoredWorkbook
from sheetnet.models.assignment import parse
from sheetnet.xlsx.read.stored import NO_FORMULA, Kind
from tests.lessons.recalculated import recalculated
from tests.lessons.verdicts import CASES, Entry, Fails
from tests.workbooks import Builder, model_of


def broken(workbook: StoredWorkbook, entry: Entry, value: float) -> StoredWorkbook:
    """Return a workbook that holds a number where there was a formula."""
    name, index = entry
    sheet = workbook.sheets[workbook.map.entries[name].sheet]
    here = sheet.find(*np.array(workbook.map.entries[name].place(index)))
    formula, kinds, numbers = sheet.formula.copy(), sheet.kinds.copy(), sheet.numbers.copy()
    assert formula[here] != NO_FORMULA
    formula[here], kinds[here], numbers[here] = NO_FORMULA, Kind.NUMBER, value
    changed = replace(sheet, formula=formula, kinds=kinds, numbers=numbers)
    return replace(workbook, sheets={**workbook.sheets, workbook.map.entries[name].sheet: changed})


def test_every_verdict_has_a_case_in_which_it_fails() -> None:
    claims = {
        (lesson.slug, tensor.name)
        for lesson in LESSONS
        for tensor in lesson.book(model_of(lesson.slug)).tensors()
        if tensor.claim
    }
    assert claims == {(case.lesson, case.verdict) for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_verdict_says_that_something_is_wrong(case: Fails, built: Builder) -> None:
    right = recalculated(built(case.lesson))
    workbook = right.workbook.changed(parse(case.changes))
    for entry, value in case.broken.items():
        workbook = broken(workbook, entry, value)
    assert right.values(workbook)[case.verdict] == 0
    if case.broken:
        assert right.after(case.changes)[case.verdict] == 1
