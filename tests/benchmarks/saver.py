"""One million styled formula cells with values: our saver, XlsxWriter and openpyxl, in one run.

Run: ``python tests/benchmarks/saver.py [CELLS]``; needs ``pip install -e '.[bench]'``. Prints seconds and the
ratios to ours: the machine's noise cancels in a ratio, seconds are only for orientation.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

COLUMNS = 200


def values(cells: int) -> np.ndarray:
    """Return the value of every cell: each is its left neighbour times 0.999 plus a number of its row."""
    grid = np.empty((cells // COLUMNS, COLUMNS))
    grid[:, 0] = np.random.default_rng(0).uniform(-2, 2, cells // COLUMNS)
    for column in range(1, COLUMNS):
        grid[:, column] = grid[:, column - 1] * 0.999 + grid[:, 0]
    return grid


def with_sheetnet(path: Path, grid: np.ndarray) -> None:
    """Write with sheetnet's saver."""
    from sheetnet.formula import Index
    from sheetnet.models.fields import Field
    from sheetnet.texts import literal
    from sheetnet.workbook import Book, down, right
    from sheetnet.xlsx.write.saver import save

    book = Book("gradient_descent")
    page = book.page("cells", literal("Cells"))
    rows, words = grid.shape[0], literal("a number")
    first = page.input("first", (1, 1), grid[:, 0], [down(rows)], allowed=Field(), meaning=words)
    rest = page.tensor("rest", (1, 2), [down(rows), right(COLUMNS - 1)], meaning=words)
    i, j = Index("i", rows), Index("j", COLUMNS - 2)
    rest[i, 0] = first[i] * 0.999 + first[i]
    rest[i, j + 1] = rest[i, j] * 0.999 + first[i]
    save(book, {"first": grid[:, 0], "rest": grid[:, 1:]}, path, "en")


def with_xlsxwriter(path: Path, grid: np.ndarray) -> None:
    """Write with XlsxWriter, in its mode for large files."""
    import xlsxwriter
    from xlsxwriter.utility import xl_col_to_name

    workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    style = workbook.add_format({"border": 1, "num_format": "0.0000"})
    sheet = workbook.add_worksheet("Cells")
    names = [xl_col_to_name(column) for column in range(COLUMNS)]
    for row, numbers in enumerate(grid.tolist()):
        sheet.write_number(row, 0, numbers[0], style)
        for column in range(1, COLUMNS):
            formula = f"={names[column - 1]}{row + 1}*0.999+$A{row + 1}"
            sheet.write_formula(row, column, formula, style, numbers[column])
    workbook.close()


def with_openpyxl(path: Path, grid: np.ndarray) -> None:
    """Write with openpyxl, in its write-only mode; it cannot store values with formulas, so it writes less."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Border, NamedStyle, Side
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    side = Side(style="thin")
    workbook.add_named_style(NamedStyle("number", number_format="0.0000", border=Border(side, side, side, side)))
    sheet = workbook.create_sheet("Cells")
    names = [get_column_letter(column + 1) for column in range(COLUMNS)]
    for row, numbers in enumerate(grid.tolist(), start=1):
        cells = []
        for column in range(COLUMNS):
            value = f"={names[column - 1]}{row}*0.999+$A{row}" if column else numbers[0]
            cell = WriteOnlyCell(sheet, value)
            cell.style = "number"
            cells.append(cell)
        sheet.append(cells)
    workbook.save(path)


def timed(write: Callable[[Path, np.ndarray], None], grid: np.ndarray) -> tuple[float, int]:
    """Return the seconds that writing takes, and the size of the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cells.xlsx"
        start = time.perf_counter()
        write(path, grid)
        return time.perf_counter() - start, path.stat().st_size


def main() -> None:
    """Print one line a writer."""
    cells = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    grid = values(cells)
    ours, size = timed(with_sheetnet, grid)
    print(f"{cells:,} cells  sheetnet {ours:.2f} s, {size / 1e6:.1f} MB ({ours / cells * 1e6:.2f} µs a cell)")
    for write in (with_xlsxwriter, with_openpyxl):
        seconds, size = timed(write, grid)
        print(
            f"{write.__name__[5:]:<12} {seconds:.2f} s, {size / 1e6:.1f} MB: {seconds / ours:.1f} times sheetnet's time"
        )


if __name__ == "__main__":
    main()
