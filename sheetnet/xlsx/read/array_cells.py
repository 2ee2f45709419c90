"""Array formulas: all cells of the range belong to the formula, which stands in the first of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from sheetnet.xlsx.read.bounds import MOST_ARRAY_CELLS, Budget, DamagedError
from sheetnet.xlsx.read.stored import NO_FORMULA, NO_STYLE, NOT_THERE, ArrayFormula, Kind, StoredSheet, key


def with_array_cells(sheet: StoredSheet) -> StoredSheet:
    """Give the cells in the ranges of array formulas their formula, those included that store no value.

    Args:
        sheet: A sheet in whose first cells alone the array formulas stand.

    Raises:
        DamagedError: A cell in a range has another formula, or there are too many cells in ranges.
    """
    ranges = list(_ranges(sheet))
    if not ranges:
        return sheet
    rows, columns, formula = (np.concatenate(arrays) for arrays in zip(*ranges, strict=True))
    found = sheet.find(rows, columns)
    there = found != NOT_THERE
    own = sheet.formula.copy()
    before = own[found[there]]
    if ((before != NO_FORMULA) & (before != formula[there])).any() or _twice(rows, columns):
        raise DamagedError("a cell belongs to two formulas")
    own[found[there]] = formula[there]
    missing = [array[~there].astype(np.int32) for array in (rows, columns, formula)]
    count = len(missing[0])
    blank = [*missing, np.full(count, Kind.BLANK, np.uint8), np.zeros(count), np.full(count, NO_STYLE, np.int32)]
    arrays = (sheet.rows, sheet.columns, own, sheet.kinds, sheet.numbers, sheet.styles)
    whole = [np.concatenate(pair) for pair in zip(arrays, blank, strict=True)]
    order = np.argsort(key(whole[0], whole[1]))
    rows, columns, formula, kinds, numbers, styles = (array[order] for array in whole)
    numbered = replace(sheet, rows=rows, columns=columns, formula=formula)
    return replace(numbered, kinds=kinds, numbers=numbers, styles=styles)


def _ranges(sheet: StoredSheet) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Go through the ranges: rows, columns and numbers of formulas of their cells."""
    budget = Budget(MOST_ARRAY_CELLS, "cells in array formulas")
    for number, formula in enumerate(sheet.formulas):
        if isinstance(formula, ArrayFormula):
            top, left, bottom, right = formula.area
            budget.spend((bottom - top + 1) * (right - left + 1))
            rows, columns = np.mgrid[top : bottom + 1, left : right + 1].reshape(2, -1)
            yield rows, columns, np.full(rows.size, number)


def _twice(rows: np.ndarray, columns: np.ndarray) -> bool:
    """Tell whether ranges overlap."""
    keys = key(rows, columns)
    return len(np.unique(keys)) < len(keys)
