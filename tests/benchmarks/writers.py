"""Other writers of the same cells: XlsxWriter, openpyxl, and a zip archive alone, than which none can be quicker.

Each reports the processor's seconds that writing took, without those of reading the cells, and the bytes of the file.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

CHUNK = 1 << 16


def with_xlsxwriter(source: str, target: str) -> dict[str, float]:
    """Write the cells of a workbook with XlsxWriter, in its mode for large files."""
    import xlsxwriter

    from tests.benchmarks.cells import cells_of

    sheets = cells_of(Path(source))
    start = _start()
    workbook = xlsxwriter.Workbook(target, {"constant_memory": True})
    style = workbook.add_format({"border": 1, "num_format": "0.0000"})
    for title, cells in sheets.items():
        sheet = workbook.add_worksheet(title)
        for row, column, formula, value in cells:
            if formula is not None:
                sheet.write_formula(row - 1, column - 1, formula, style, value)
            else:
                sheet.write(row - 1, column - 1, value, style)
    workbook.close()
    return _found(start, target)


def with_openpyxl(source: str, target: str) -> dict[str, float]:
    """Write the cells of a workbook with openpyxl, in its write-only mode.

    It cannot store values with formulas, so it writes less.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Border, NamedStyle, Side

    from tests.benchmarks.cells import cells_of

    sheets = cells_of(Path(source))
    start = _start()
    workbook = Workbook(write_only=True)
    side = Side(style="thin")
    workbook.add_named_style(NamedStyle("number", number_format="0.0000", border=Border(side, side, side, side)))
    for title, cells in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows_of(cells):
            sheet.append(_styled(sheet, row))
    workbook.save(target)
    return _found(start, target)


def with_zip_alone(source: str, target: str) -> dict[str, float]:
    """Write the finished parts of a workbook, which are in memory, with our compression."""
    from sheetnet.xlsx.write.archive import COMPRESSION

    with ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chunks = {name: [part[n : n + CHUNK] for n in range(0, len(part), CHUNK)] for name, part in parts.items()}
    start = _start()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=COMPRESSION) as archive:
        for name, pieces in chunks.items():
            with archive.open(name, "w") as part:
                part.writelines(pieces)
    return _found(start, target)


def rows_of(cells: Iterable[tuple[int, int, str | None, Any]]) -> Iterable[list[Any]]:
    """Return rows as lists of contents, with nothing where there is no cell."""
    row: list[Any] = []
    number = 1
    for at, column, formula, value in cells:
        while number < at:
            yield row
            row, number = [], number + 1
        row.extend([None] * (column - 1 - len(row)))
        row.append(value if formula is None else formula)
    yield row


def _styled(sheet: Any, contents: list[Any]) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell

    cells = []
    for content in contents:
        cell = None if content is None else WriteOnlyCell(sheet, content)
        if cell is not None:
            cell.style = "number"
        cells.append(cell)
    return cells


def _start() -> float:
    """Start the clock, with all that is there already out of the garbage collector's sight."""
    gc.freeze()
    return time.process_time()


def _found(start: float, target: str) -> dict[str, float]:
    return {"seconds": time.process_time() - start, "bytes": Path(target).stat().st_size}
