"""Building a lesson's workbook from end to end, held against XlsxWriter on the same cells in the same run.

Our time is that of ``sheetnet.build``: the reference, the equations, their arrangement and the file. XlsxWriter's is
only that of writing cells which are at hand already. Seconds are the processor's, not the clock's, and the machine's
speed cancels in the ratio. Needs
``pip install -e '.[bench]'``.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import TextIOWrapper
from pathlib import Path
from zipfile import ZipFile

import sheetnet
from sheetnet.xlsx.write import sharing

CELL = re.compile(r'<c r="([A-Z]+)(\d+)" s="(\d+)"[^>/]*>(?:<f[^>]*>([^<]*)</f>)?<v>([^<]*)</v></c>')
"""A cell with a value; cells that have nothing but a style are left out."""
CHUNK = 1 << 22


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as XlsxWriter takes it, row and column counted from 0."""

    row: int
    column: int
    style: int
    formula: str | None
    value: float


def built(slug: str, settings: dict[str, str], path: Path) -> float:
    """Build a lesson and return the seconds that it takes."""
    start = time.process_time()
    sheetnet.build(slug, path, **settings)
    return time.process_time() - start


def written_out(slug: str, settings: dict[str, str], path: Path) -> None:
    """Build a lesson with a formula in every cell, none of them shared."""
    shared, sharing.SMALLEST = sharing.SMALLEST, 1 << 60
    try:
        sheetnet.build(slug, path, **settings)
    finally:
        sharing.SMALLEST = shared


def cells_of(archive: ZipFile, part: str) -> Iterator[Cell]:
    """Go through the cells of a sheet, read piece by piece."""
    with archive.open(part) as file:
        text, rest = TextIOWrapper(file, "utf-8"), ""
        while chunk := text.read(CHUNK):
            rest += chunk
            end = rest.rfind("</c>") + len("</c>")
            yield from map(_cell, CELL.finditer(rest, 0, end))
            rest = rest[end:]


def with_xlsxwriter(source: Path, path: Path) -> tuple[float, int]:
    """Write the cells of a workbook with XlsxWriter; return the seconds that this takes, and how many cells."""
    import xlsxwriter

    workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    styles = {}
    spent, count = 0.0, 0
    with ZipFile(source) as archive:
        for part in sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")):
            sheet = workbook.add_worksheet()
            cells = list(cells_of(archive, part))
            styles |= {
                style: workbook.add_format({"border": 1}) for style in {cell.style for cell in cells} - {*styles}
            }
            count += len(cells)
            start = time.process_time()
            for cell in cells:
                if cell.formula is None:
                    sheet.write_number(cell.row, cell.column, cell.value, styles[cell.style])
                else:
                    sheet.write_formula(cell.row, cell.column, cell.formula, styles[cell.style], cell.value)
            spent += time.process_time() - start
    start = time.process_time()
    workbook.close()
    return spent + time.process_time() - start, count


def main() -> None:
    """Print one line a writer."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.build", description=__doc__)
    parser.add_argument("--lesson", default="cnn_backprop", help="its slug (default: %(default)s)")
    parser.add_argument("--set", nargs="*", default=[], metavar="NAME=VALUE", help="settings of the lesson")
    parser.add_argument(
        "--times", type=int, default=3, help="build so often, the fastest counts (default: %(default)s)"
    )
    chosen = parser.parse_args()
    settings = dict(setting.split("=", 1) for setting in chosen.set)
    with tempfile.TemporaryDirectory() as folder:
        ours_file, plain_file, theirs_file = (Path(folder) / f"{name}.xlsx" for name in ("ours", "plain", "theirs"))
        ours = min(built(chosen.lesson, settings, ours_file) for _ in range(chosen.times))
        written_out(chosen.lesson, settings, plain_file)
        theirs, count = with_xlsxwriter(plain_file, theirs_file)
        sizes = [path.stat().st_size / 1e6 for path in (ours_file, theirs_file)]
    print(f"sheetnet     {ours:.2f} s, {sizes[0]:.1f} MB: {count / ours:,.0f} of {count:,} cells a second, end to end")
    print(f"xlsxwriter   {theirs:.2f} s, {sizes[1]:.1f} MB: {theirs / ours:.1f} times sheetnet's time")


def _cell(match: re.Match[str]) -> Cell:
    letters, row, style, formula, value = match.groups()
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    number = float(value) if re.fullmatch(r"[-+.\deE]+", value) else 0.0
    return Cell(int(row) - 1, column - 1, int(style), formula and "=" + unescape(formula), number)


if __name__ == "__main__":
    main()
