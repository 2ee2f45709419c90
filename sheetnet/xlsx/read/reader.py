"""Reading the cells of a workbook that somebody may have changed, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from sheetnet.formula.limits import COLUMNS, FORMULA_CHARACTERS, NESTING_LEVELS, ROWS
from sheetnet.xlsx.openpyxl_internals import FORMULA_TAG, ParsedCell, parsed_cells
from sheetnet.xlsx.read.archive import DAMAGES, check_archive, damaged, opened
from sheetnet.xlsx.read.stored import Cell, SharedFormula, StoredSheet

MOST_ARRAY_CELLS = 1_000_000
"""Cells of all array formulas of a sheet; the lessons have a few dozen."""


def read(path: Path) -> dict[str, StoredSheet]:
    """Read every sheet's constants and formulas.

    Args:
        path: An .xlsx file.

    Returns:
        The sheets by name, in order.

    Raises:
        WorkbookError: The file is missing, damaged, not a workbook, or suspiciously large.
    """
    with opened(path, data_only=False) as workbook:
        return {sheet.title: _read_sheet(sheet) for sheet in workbook.worksheets}


def read_values(path: Path) -> dict[str, dict[Cell, object]]:
    """Read the values that a file stores, computed ones included, by sheet, row and column.

    Raises:
        WorkbookError: As ``read`` does.
    """
    with opened(path, data_only=True) as workbook:
        return {
            sheet.title: {(cell["row"], cell["column"]): cell["value"] for cell in _cells(sheet)}
            for sheet in workbook.worksheets
        }


def application(path: Path) -> str:
    """Return the name of the program that saved the file last, as the file tells it; empty if it does not.

    Raises:
        WorkbookError: As ``read`` does.
    """
    check_archive(path)
    try:
        with ZipFile(path) as archive:
            if "docProps/app.xml" not in archive.namelist():
                return ""
            root = fromstring(archive.read("docProps/app.xml"))
    except DAMAGES as error:
        raise damaged(path, error) from None
    return next((part.text or "" for part in root.iter() if part.tag.endswith("}Application")), "")


class _Formulas:
    """Reads the formulas of one sheet; openpyxl would write a shared one out for every cell, at some 40 µs each."""

    def __init__(self) -> None:
        self._shared: dict[str | None, SharedFormula] = {}
        self._count = 0

    def parse(self, element: Element, otherwise: Callable[[Element], object]) -> object:
        """Return a cell's formula: a text, an ``ArrayFormula`` or a ``SharedFormula``."""
        formula = element.find(FORMULA_TAG)
        assert formula is not None
        _check_formula(formula.text or "")
        if formula.get("t") != "shared":
            return otherwise(element)
        name = formula.get("si")
        if formula.text:
            place = coordinate_to_tuple(element.get("r"))
            self._shared[name] = SharedFormula(
                self._count, place, CellRange(formula.get("ref")).coord, f"={formula.text}"
            )
            self._count += 1
        return self._shared[name]


def _check_formula(text: str) -> None:
    """Refuse a formula that no spreadsheet takes: some engines do not survive a few thousand brackets.

    Raises:
        ValueError: It is too long, or nested too deeply.
    """
    if len(text) > FORMULA_CHARACTERS:
        raise ValueError(f"a formula of {len(text)} characters")
    if text.count("(") <= NESTING_LEVELS:
        return
    level = 0
    for character in text:
        level += (character == "(") - (character == ")")
        if level > NESTING_LEVELS + 1:
            raise ValueError(f"a formula nested more than {NESTING_LEVELS} levels deep")


def _cells(sheet: Worksheet) -> Iterator[ParsedCell]:
    """Go through the cells of a sheet that hold something."""
    for cell in parsed_cells(sheet, _Formulas().parse):
        if cell["value"] is None:
            continue
        if not (0 < cell["row"] <= ROWS and 0 < cell["column"] <= COLUMNS):
            raise ValueError(f"a cell in row {cell['row']}, column {cell['column']}")
        yield cell


def _read_sheet(sheet: Worksheet) -> StoredSheet:
    stored = StoredSheet()
    array_cells = 0
    for cell in _cells(sheet):
        place, value = (cell["row"], cell["column"]), cell["value"]
        if isinstance(value, ArrayFormula):
            area = CellRange(value.ref)
            array_cells += area.size["rows"] * area.size["columns"]
            if array_cells > MOST_ARRAY_CELLS:
                raise ValueError(f"array formulas over more than {MOST_ARRAY_CELLS} cells")
            stored.arrays[place] = ((area.min_row, area.min_col, area.max_row, area.max_col), str(value.text))
        elif isinstance(value, SharedFormula):
            stored.formulas[place] = value
        elif cell["data_type"] == "f":
            stored.formulas[place] = str(getattr(value, "ref", None) or value)  # a data table has its range only
        elif isinstance(value, (bool, int, float, str)):
            stored.constants[place] = value if isinstance(value, (bool, str)) else float(value)
    for place in stored.array_cells():  # what is stored there is computed, not constant
        stored.constants.pop(place, None)
    return stored
