"""The cells of a workbook one by one, as other writers take them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sheetnet.xlsx.read.reader import read
from sheetnet.xlsx.read.stored import Constant, StoredSheet


class Cell(NamedTuple):
    """A cell, its row and column counted from 1; ``formula`` begins with ``=``."""

    row: int
    column: int
    formula: str | None
    value: Constant


def cells_of(path: Path) -> dict[str, list[Cell]]:
    """Return the cells that hold something, by sheet, from left to right and from top to bottom."""
    return {title: _cells(sheet) for title, sheet in read(path).items()}


def _cells(sheet: StoredSheet) -> list[Cell]:
    found = []
    for position, (row, column, number) in enumerate(
        zip(sheet.rows.tolist(), sheet.columns.tolist(), sheet.formula.tolist(), strict=True)
    ):
        value = sheet.value(position)
        formula = sheet.formulas[number] if sheet.computed[position] else None
        if formula is not None and not isinstance(formula, str):
            formula = sheet.formula_at((row, column))
        if value is not None:
            found.append(Cell(row, column, formula, value))
    return found
