"""The values that a file stores, read cell by cell."""

from __future__ import annotations

from pathlib import Path

from sheetnet.engines.base import CellError, CellValue, CellValues, Values, Wanted


def stored_values(path: Path, wanted: Wanted) -> Values:
    """Return what a file stores in the wanted cells.

    Raises:
        WorkbookError: The file cannot be read.
    """
    from sheetnet.xlsx.read.reader import read_values  # heavy, and no child process needs it

    sheets = read_values(path)
    values: Values = {}
    for title, cells in wanted.items():
        sheet = sheets.get(title, {})
        places = zip(cells.rows.tolist(), cells.columns.tolist(), strict=True)
        values[title] = CellValues.of([_value(sheet.get(place)) for place in places])
    return values


def _value(found: object) -> CellValue:
    if isinstance(found, str) and found.startswith("#"):
        return CellError(found)
    if isinstance(found, (bool, float, str)) or found is None:
        return found
    return float(found) if isinstance(found, int) else str(found)
