"""Reading a workbook that somebody may have changed, or made to do harm: the one way into a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sheetnet.xlsx.read.array_cells import with_array_cells
from sheetnet.xlsx.read.bounds import MOST_CELLS, MOST_CHARACTERS, Budget, DamagedError
from sheetnet.xlsx.read.charts import charts, most_charts
from sheetnet.xlsx.read.contents import Contents, contents
from sheetnet.xlsx.read.facts import Facts, StoredFile
from sheetnet.xlsx.read.formulas import Formulas
from sheetnet.xlsx.read.number_formats import number_formats
from sheetnet.xlsx.read.package import Package, opened
from sheetnet.xlsx.read.properties import saved_by
from sheetnet.xlsx.read.setup import SetupReader
from sheetnet.xlsx.read.sheet import read_cells
from sheetnet.xlsx.read.stored import StoredSheet, key
from sheetnet.xlsx.read.strings import shared_strings
from sheetnet.xlsx.read.values import Values


def read(path: Path) -> dict[str, StoredSheet]:
    """Read every sheet's cells: constants, formulas and stored values.

    Args:
        path: An .xlsx file.

    Returns:
        The sheets by name, in order.

    Raises:
        WorkbookError: The file is missing, damaged, not a workbook, or suspiciously large.
    """
    return read_file(path).sheets


def read_file(path: Path) -> StoredFile:
    """Read every sheet's cells, and what the file says beside them.

    Args:
        path: An .xlsx file.

    Raises:
        WorkbookError: As ``read`` does.
    """
    with opened(path) as package:
        book = contents(package)
        characters, cells = Budget(MOST_CHARACTERS, "characters in its cells"), Budget(MOST_CELLS, "cells")
        texts = shared_strings(package.chunks(book.strings), characters) if book.strings else []
        values = Values(texts, characters)
        sheets = {
            title: _sheet(package, part, values, Formulas(characters), cells) for title, part in book.sheets.items()
        }
        facts = _facts(package, book)
        package.check_rest()
        return StoredFile(sheets, facts)


def application(path: Path) -> str:
    """Return the name of the program that saved the file last, as the file tells it; empty if it does not.

    Raises:
        WorkbookError: As ``read`` does.
    """
    with opened(path) as package:
        contents(package)
        return saved_by(package)


def _facts(package: Package, book: Contents) -> Facts:
    """Read what a file says beside its cells."""
    budget = most_charts()
    return Facts(
        book.names,
        book.hidden,
        book.calculation,
        number_formats(package, book.styles),
        {title: charts(package, part, budget) for title, part in book.sheets.items()},
        package.outside(),
        package.has_macros(),
    )


def _sheet(package: Package, part: str, values: Values, formulas: Formulas, cells: Budget) -> StoredSheet:
    setup = SetupReader()
    rows, columns, formula, kinds, numbers, styles = read_cells(package.chunks(part), values, formulas, cells, setup)
    if (np.diff(key(rows, columns)) <= 0).any():
        raise DamagedError(f"the cells of its part {part} are not in order, or one of them stands there twice")
    stored = StoredSheet(rows, columns, formula, kinds, numbers, formulas.found, values.texts, styles, setup.found)
    return with_array_cells(stored)
