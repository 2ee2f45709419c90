"""Measures what other programs make of our workbooks, and prints README's table of it.

Run: ``python -m tests.programs.table [FILE ...]``; without files, every workbook is built, small, in both languages.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sheetnet
from sheetnet.engines import find
from tests.programs import npm
from tests.programs.contents import differences, ours
from tests.programs.losses import Losses
from tests.programs.readers import READERS, Reader
from tests.programs.savers import SAVERS, Saver
from tests.programs.validators import VERSIONS, faults
from tests.programs.workbooks import ALL
from tests.workbooks import Builder, small

ENGINES = {"LibreOffice": "libreoffice", "Gnumeric": "gnumeric", "IronCalc": "ironcalc"}
"""Programs that recalculate, with their names as engines."""
HEADER = "| program | files opened | cells compared | wrong | largest error | what is lost when it saves |"


@dataclass
class Row:
    """What became of all workbooks in one program.

    Args:
        name: The program.
        opened: How many it opened.
        cells: How many cells were compared: recalculated, or else read.
        wrong: How many of them differ.
        share: The largest error of a recalculated cell, as a share of its tolerance.
        losses: What is gone when the program has saved them.
    """

    name: str
    opened: int = 0
    cells: int = 0
    wrong: int = 0
    share: float = 0.0
    losses: Losses = field(default_factory=Losses)

    def recalculate(self, path: Path) -> None:
        """Take a workbook that the program recalculates."""
        report = sheetnet.verify(path, engine=ENGINES[self.name])
        self.cells += report.cells
        self.wrong += report.mismatches
        self.share = max(self.share, report.max_share)

    def read(self, reader: Reader, path: Path) -> None:
        """Take a workbook that the program reads."""
        mine = ours(path)
        wrong = differences(mine, reader.read(path), reader.formulas)
        if self.name not in ENGINES:
            self.cells += sum(map(len, mine.values()))
        self.wrong += len(wrong)

    def save(self, saver: Saver, path: Path) -> None:
        """Take a workbook that the program saves."""
        with tempfile.TemporaryDirectory() as folder:
            self.losses.add(path, saver.save(path, Path(folder)))

    def line(self, files: int) -> str:
        """Write the row of the table."""
        error = f"{self.share:.1%} of its tolerance" if self.name in ENGINES else "none" if not self.wrong else "–"
        lost = str(self.losses) if any(saver.name == self.name for saver in SAVERS) else "–"
        return f"| {self.name} | {self.opened} of {files} | {self.cells:,} | {self.wrong:,} | {error} | {lost} |"


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    if reasons := list(_missing()):
        sys.exit("\n".join(reasons))
    with tempfile.TemporaryDirectory() as folder:
        built = Builder(Path(folder))
        paths = [Path(name) for name in arguments] or [built(slug, lang, **small(slug)) for slug, lang in ALL]
        print(f"{HEADER}\n|---|---|---|---|---|---|")
        names = [*ENGINES, *(program.name for program in (*READERS, *SAVERS))]
        for name in dict.fromkeys(names):
            print(_measured(name, paths).line(len(paths)), flush=True)
        for version in VERSIONS:
            valid = sum(not faults(path, version) for path in paths)
            print(f"| Open XML SDK, {version} | {valid} of {len(paths)} valid | – | – | – | – |", flush=True)


def _missing() -> Iterator[str]:
    reasons = [npm.missing(), *(find(name).unavailable() for name in ENGINES.values())]
    reasons += [program.missing() for program in (*READERS, *SAVERS)]
    return (reason for reason in dict.fromkeys(reasons) if reason)


def _measured(name: str, paths: Sequence[Path]) -> Row:
    row = Row(name)
    for path in paths:
        try:
            _measure(row, path)
        except Exception as error:  # whatever stops it: it has not taken the file
            print(f"{name}, {path}: {error}", file=sys.stderr)
        else:
            row.opened += 1
    return row


def _measure(row: Row, path: Path) -> None:
    if row.name in ENGINES:
        row.recalculate(path)
    for reader in READERS:
        if reader.name == row.name:
            row.read(reader, path)
    for saver in SAVERS:
        if saver.name == row.name:
            row.save(saver, path)


if __name__ == "__main__":
    main(sys.argv[1:])
