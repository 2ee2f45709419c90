"""Stored values that are not those of the formulas: what previews, phones and pandas would show of the file."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sheetnet.check.compare import compare_one
from sheetnet.check.expect import Expectation
from sheetnet.check.read import StoredWorkbook
from sheetnet.engines.base import CellValues
from sheetnet.formula.template import cell_address
from sheetnet.lint.finding import WHOLE, Finding
from sheetnet.workbook.map import Entry
from sheetnet.xlsx.read.stored import NOT_THERE, Kind, StoredSheet

STALE, MISSING = "stored values", "no stored values"


def stale_values(workbook: StoredWorkbook, values: Mapping[str, CellValues], expected: Expectation) -> list[Finding]:
    """Find tensors whose stored values are not those that an engine computes from the inputs as they stand.

    Args:
        workbook: The workbook.
        values: The engine's values by tensor.
        expected: What is expected of it, which says how far values may differ.

    Returns:
        A finding for each tensor of which one value is stale, and a remark if values are missing.
    """
    if workbook.changes:
        return []  # these values belong to other inputs
    if expected.found is not None:  # they need not be the engine's, but must follow from each other as its do
        expected = expected.step_by_step(_stored(workbook))
        values = {name: CellValues(numbers.ravel(), {}) for name, numbers in expected.values.items()}
    found, missing = [], 0
    for entry in workbook.map.entries.values():
        if entry.role.editable or entry.name not in expected.values or expected.values[entry.name].shape != entry.shape:
            continue
        sheet = workbook.sheets[entry.sheet]
        where = sheet.find(*entry.cells()).ravel()
        is_stored = sheet.among(sheet.kinds != Kind.BLANK, where)
        missing += int((~is_stored & (where != NOT_THERE)).sum())
        computed = values[entry.name].numbers
        compared = is_stored & np.isfinite(computed)
        if compared.any():
            found += _of_tensor(entry, sheet, where, np.where(compared, computed, np.nan), expected)
    if missing:
        what = f"{missing:,} formulas have no stored value, so previews and pandas show nothing"
        found.append(Finding(WHOLE, WHOLE, MISSING, what, "open it in a spreadsheet and save it", error=False))
    return found


def _stored(workbook: StoredWorkbook) -> dict[str, np.ndarray]:
    """Return the tensors of which all values are stored, as numbers."""
    found = {}
    for entry in workbook.map.entries.values():
        sheet = workbook.sheets[entry.sheet]
        where = sheet.find(*entry.cells()).ravel()
        if sheet.among(sheet.kinds == Kind.NUMBER, where).all():
            found[entry.name] = sheet.numbers[where].reshape(entry.shape)
    return found


def _of_tensor(
    entry: Entry, sheet: StoredSheet, where: np.ndarray, computed: np.ndarray, expected: Expectation
) -> list[Finding]:
    """Compare the cells of one tensor that have a number on the engine's side."""
    compared = np.isfinite(computed)
    is_number = sheet.among(sheet.kinds == Kind.NUMBER, where)
    stored = np.where(is_number, sheet.numbers[where], np.nan)
    stored[~compared] = computed[~compared] = 0.0
    wanted = computed.reshape(entry.shape)
    others = dict.fromkeys(np.flatnonzero(np.isnan(stored)).tolist(), "")
    outcome = compare_one(entry, CellValues(stored, others), wanted, expected)
    if not outcome.differences:
        return []
    first = outcome.differences[0]
    position = int(where[_number(entry, first.cell)])
    what = f"{entry.name}: {len(outcome.differences):,} stored values are not those of the formulas"
    shown = f"; the first is {sheet.value(position)} instead of {first.expected}"
    return [Finding(entry.sheet, first.cell, STALE, what + shown, "open it in a spreadsheet and save it")]


def _number(entry: Entry, cell: str) -> int:
    """Return which entry of the flattened tensor lies in a cell."""
    rows, columns = entry.cells()
    places = zip(rows.ravel().tolist(), columns.ravel().tolist(), strict=True)
    return next(n for n, place in enumerate(places) if cell_address(*place) == cell)
