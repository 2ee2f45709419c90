"""A second reader, openpyxl, and what it reads differently. It takes much that Excel refuses, so it judges little."""

from __future__ import annotations

import warnings
from datetime import date, time, timedelta
from pathlib import Path
from typing import TypeAlias

import openpyxl
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from sheetnet.errors import SheetnetError
from sheetnet.formula.template import cell_address
from sheetnet.xlsx.read.reader import read

Contents: TypeAlias = dict[str, dict[str, object]]
"""By sheet and address what a file stores, but for what its formulas computed."""


def disagreement(path: str) -> str:
    """Return the first cell that both readers read, and read differently; empty if there is none.

    Args:
        path: The file. If one of the readers refuses it, there is nothing to compare.
    """
    try:
        ours = read_contents(Path(path))
        theirs = openpyxl_contents(Path(path))
    except SheetnetError:
        return ""
    except Exception:  # it says nothing about ours that theirs fails
        return ""
    if list(ours) != list(theirs):
        return f"sheets {list(ours)} and {list(theirs)}"
    for sheet, cells in ours.items():
        for address in {**cells, **theirs[sheet]}:
            one, other = cells.get(address), theirs[sheet].get(address)
            if not _same(one, other):
                return f"{sheet}!{address}: {one!r} and {other!r}"
    return ""


def read_contents(path: Path) -> Contents:
    """Return what our reader reads."""
    found: Contents = {}
    for title, sheet in read(path).items():
        cells: dict[str, object] = {cell_address(*place): value for place, value in sheet.constants.items()}
        cells |= {cell_address(*place): sheet.formula(place) for place in (*sheet.formulas, *sheet.arrays)}
        found[title] = cells
    return found


def openpyxl_contents(path: Path) -> Contents:
    """Return what openpyxl reads, but for values that array formulas computed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = openpyxl.load_workbook(path)
    return {sheet.title: _contents(sheet) for sheet in workbook.worksheets}


def _contents(sheet: Worksheet) -> dict[str, object]:
    # Its rows are as long as the sheet is wide, blanks included; of its own store only what is there is read.
    cells = {cell.coordinate: cell.value for cell in sheet._cells.values() if cell.value is not None}
    for address, formula in list(cells.items()):
        if isinstance(formula, ArrayFormula):
            for other in CellRange(formula.ref).cells:
                cells.pop(cell_address(*other), None)
            cells[address] = formula.text
        elif isinstance(formula, DataTableFormula):
            cells[address] = formula.ref
    return cells


def _same(one: object, other: object) -> bool:
    if isinstance(other, (date, time, timedelta)):  # a number that looks like a date
        return True
    if isinstance(one, float) and isinstance(other, (int, float)) and not isinstance(other, bool):
        return one == other
    return one == other and isinstance(one, bool) == isinstance(other, bool)
