"""The values that a file stores."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sheetnet.engines.base import CellError, Cells, CellValues, Other, Values, Wanted

if TYPE_CHECKING:
    from sheetnet.xlsx.read.stored import StoredSheet


def stored_values(path: Path, wanted: Wanted) -> Values:
    """Return what a file stores in the wanted cells.

    Raises:
        WorkbookError: The file cannot be read.
    """
    from sheetnet.xlsx.read.reader import read  # heavy, and no child process needs it

    sheets = read(path)
    return {
        title: _values(sheets[title], cells) if title in sheets else _nothing(cells) for title, cells in wanted.items()
    }


def _nothing(cells: Cells) -> CellValues:
    return CellValues(np.full(len(cells.rows), np.nan), dict.fromkeys(range(len(cells.rows))))


def _values(sheet: StoredSheet, cells: Cells) -> CellValues:
    from sheetnet.xlsx.read.stored import Kind

    where = sheet.find(cells.rows, cells.columns)
    is_number = sheet.among(sheet.kinds == Kind.NUMBER, where)
    numbers = np.full(len(where), np.nan)
    numbers[is_number] = sheet.numbers[where[is_number]]
    return CellValues(numbers, {n: _other(sheet, int(where[n])) for n in np.flatnonzero(~is_number).tolist()})


def _other(sheet: StoredSheet, position: int) -> Other:
    """Return what a cell holds that holds no number."""
    from sheetnet.xlsx.read.stored import NOT_THERE, Kind

    if position == NOT_THERE:
        return None
    value = sheet.value(position)
    if sheet.kinds[position] == Kind.ERROR:
        return CellError(str(value))
    return value if value is None or isinstance(value, bool) else str(value)
