"""The values that a file stores."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sheetnet.engines.base import CellError, CellValue, Values, Wanted
from sheetnet.xlsx.read.reader import read
from sheetnet.xlsx.read.stored import NOT_THERE, Kind, StoredSheet


def stored_values(path: Path, wanted: Wanted) -> Values:
    """Return what a file stores in the wanted cells.

    Raises:
        WorkbookError: The file cannot be read.
    """
    sheets = read(path)
    values: Values = {}
    for title, cells in wanted.items():
        sheet = sheets.get(title)
        where = sheet.find(*np.array(cells).T) if sheet else np.full(len(cells), NOT_THERE)
        values[title] = [None if sheet is None or n == NOT_THERE else _value(sheet, n) for n in where.tolist()]
    return values


def _value(sheet: StoredSheet, position: int) -> CellValue:
    value = sheet.value(position)
    return CellError(str(value)) if sheet.kinds[position] == Kind.ERROR else value
