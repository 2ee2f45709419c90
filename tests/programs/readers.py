"""Programs that read a workbook's cells, values and formulas as the file stores them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any

from sheetnet.engines import CellError
from sheetnet.formula.template import cell_address
from tests.programs import npm
from tests.programs.contents import NOTHING, Content, Contents, Value


@dataclass(frozen=True, slots=True)
class Reader:
    """A program that reads workbooks.

    Args:
        name: Its name.
        missing: Says what is missing and how to get it, or None.
        read: Reads a file.
        formulas: Whether it tells formulas as they stand: calamine tells none, IronCalc sets brackets of its own.
    """

    name: str
    missing: Callable[[], str | None]
    read: Callable[[Path], Contents]
    formulas: bool = True


def _with_node(program: str) -> Callable[[Path], Contents]:
    def read(path: Path) -> Contents:
        (line,) = npm.node("read_workbook.cjs", program, path)
        said = json.loads(line)
        assert "failed" not in said, f"{program} could not read {path.name}: {said['failed']}"
        return {
            title: {address: Content(formula, _value(value)) for address, (formula, value) in cells.items()}
            for title, cells in said["sheets"].items()
        }

    return read


def _value(found: Any) -> Value:
    if isinstance(found, dict):
        return CellError(found["error"])
    return found if found is None or isinstance(found, bool | str) else float(found)


def _with_calamine(path: Path) -> Contents:
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(path)
    sheets = {}
    for title in workbook.sheet_names:
        rows = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
        sheets[title] = {
            cell_address(row, column): Content(None, float(value) if isinstance(value, int) else value)
            for row, cells in enumerate(rows, start=1)
            for column, value in enumerate(cells, start=1)
            if value != ""
        }
    return sheets


def _with_ironcalc(path: Path) -> Contents:
    import ironcalc

    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    sheets = {}
    for number, properties in enumerate(model.get_worksheets_properties()):
        top, bottom, left, right = model.get_sheet_dimensions(number)
        places = product(range(top, bottom + 1), range(left, right + 1))
        found = {cell_address(*place): _ironcalc_value(model, number, *place) for place in places}
        sheets[properties["name"]] = {address: content for address, content in found.items() if content != NOTHING}
    return sheets


def _ironcalc_value(model: Any, sheet: int, row: int, column: int) -> Content:
    value = model.get_cell_value(sheet, row, column)
    is_error = str(model.get_cell_type(sheet, row, column)).endswith("ErrorValue")
    return Content(None, CellError(value) if is_error else value)


def _with_openpyxl(path: Path) -> Contents:
    import openpyxl

    computed, shown = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    found: Contents = {}
    for sheet in computed:
        cells = found.setdefault(sheet.title, {})
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            stored = shown[sheet.title][cell.coordinate]
            formula = getattr(cell.value, "text", cell.value) if cell.data_type == "f" else None
            content = Content(formula, CellError(stored.value) if stored.data_type == "e" else _value(stored.value))
            if content != NOTHING:
                cells[cell.coordinate] = content
    return found


def _no_calamine() -> str | None:
    if find_spec("python_calamine"):
        return None
    return "python-calamine is not installed; install it with: pip install 'sheetnet[programs]'"


READERS = [
    Reader("exceljs", npm.missing, _with_node("exceljs")),
    Reader("SheetJS", npm.missing, _with_node("xlsx")),
    Reader("openpyxl", lambda: None, _with_openpyxl),
    Reader("calamine", _no_calamine, _with_calamine, formulas=False),
    Reader("IronCalc", lambda: None, _with_ironcalc, formulas=False),
]
