"""One million styled formula cells with values: our saver, XlsxWriter and openpyxl, in one run.

Prints the processor's seconds and the ratios to ours: the machine's speed cancels in a ratio. Needs
``pip install -e '.[bench]'``.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

COLUMNS = 200


def values(cells: int) -> np.ndarray:
    """Return the value of every cell: each is its left neighbour times 0.999 plus a number of its row."""
    grid = np.empty((max(1, cells // COLUMNS), COLUMNS))
    grid[:, 0] = np.random.default_rng(0).uniform(-2, 2, len(grid))
    for column in range(1, COLUMNS):
        grid[:, column] = grid[:, column - 1] * 0.999 + grid[:, 0]
    return grid


def with_sheetnet(path: Path, grid: np.ndarray) -> None:
    """Write with sheetnet's saver."""
    from sheetnet.formula import Index
    from sheetnet.models.fields import Field
    from sheetnet.texts import literal
    from sheetnet.workbook import Book, Role, Tensor, down, right
    from sheetnet.xlsx.write.saver import save

    book = Book("gradient_descent")
    page = book.page("cells", literal("Cells"))
    rows, words = grid.shape[0], literal("a number")
    first = Tensor("first", (down(rows),), words, Role.INPUT, values=grid[:, 0], allowed=Field())
    rest = Tensor("rest", (down(rows), right(COLUMNS - 1)), words)
    i, j = Index("i", rows), Index("j", COLUMNS - 2)
    rest[i, 0] = first[i] * 0.999 + first[i]
    rest[i, j + 1] = rest[i, j] * 0.999 + first[i]
    page.put(first, 1, 1)
    page.put(rest, 1, 2)
    save(book, {"rest": grid[:, 1:]}, path, "en")


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


WRITERS = {"xlsxwriter": with_xlsxwriter, "openpyxl": with_openpyxl}


def timed(write: Callable[[Path, np.ndarray], None], grid: np.ndarray) -> tuple[float, int]:
    """Return the seconds that writing takes, and the size of the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cells.xlsx"
        start = time.process_time()
        write(path, grid)
        return time.process_time() - start, path.stat().st_size


def main() -> None:
    """Print one line a writer."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.saver", description=__doc__)
    parser.add_argument("--cells", type=int, default=1_000_000, help="how many cells (default: %(default)s)")
    parser.add_argument("--against", nargs="*", choices=WRITERS, default=list(WRITERS), help="other writers to time")
    parser.add_argument(
        "--times", type=int, default=3, help="write so often, the fastest counts (default: %(default)s)"
    )
    chosen = parser.parse_args()
    grid = values(chosen.cells)
    ours, size = min(timed(with_sheetnet, grid) for _ in range(chosen.times))
    print(
        f"{'sheetnet':<12} {ours:.2f} s, {size / 1e6:.1f} MB: {grid.size / ours:,.0f} of {grid.size:,} cells a second"
    )
    for name in chosen.against:
        seconds, size = timed(WRITERS[name], grid)
        print(f"{name:<12} {seconds:.2f} s, {size / 1e6:.1f} MB: {seconds / ours:.1f} times sheetnet's time")


if __name__ == "__main__":
    main()
