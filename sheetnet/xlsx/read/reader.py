"""Reading a workbook that somebody may have changed: bounded in size, XML without entities, one pass."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.formula.translate import Translator, TranslatorError
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.formula import ArrayFormula

from sheetnet.errors import WorkbookError
from sheetnet.formula.limits import COLUMNS, FORMULA_CHARACTERS, NESTING_LEVELS, ROWS
from sheetnet.formula.template import cell_address

MOST_BYTES = 2_000_000_000
"""Of all parts unpacked; the largest lesson has a tenth of it."""
MOST_PARTS = 2_000
MOST_BLOCK = 1_000_000
"""Cells of all array formulas of a sheet; the lessons have a few dozen."""
MOST_RATIO = 1_000
"""A part that packs better than this is no sheet of numbers but a bomb."""

Constant: TypeAlias = float | bool | str


@dataclass(frozen=True, slots=True)
class SharedFormula:
    """A formula that several cells have in common, as it stands in the first of them.

    Args:
        number: Which of the sheet's shared formulas it is, in the order of the file.
        first: Row and column of the first cell.
        block: The range within which all its cells lie, such as ``A1:B7``.
        text: The formula of the first cell, with the leading ``=``.
    """

    number: int
    first: tuple[int, int]
    block: str
    text: str


@dataclass(slots=True)
class StoredSheet:
    """The cells of one sheet, without what formulas computed.

    Args:
        constants: Numbers, texts and truth values by row and column.
        formulas: Formulas, with the leading ``=``, by row and column, or the formula that a cell shares with others.
        arrays: Array formulas with their blocks (first row, first column, last row, last column), by first cell.
    """

    constants: dict[tuple[int, int], Constant] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str | SharedFormula] = field(default_factory=dict)
    arrays: dict[tuple[int, int], tuple[tuple[int, int, int, int], str]] = field(default_factory=dict)

    def formula(self, place: tuple[int, int]) -> str | None:
        """Return the formula of one cell as the reader sees it there, or None."""
        found = self.formulas.get(place)
        if found is None and place in self.arrays:
            return self.arrays[place][1]
        if not isinstance(found, SharedFormula):
            return found
        try:
            return str(Translator(found.text, cell_address(*found.first)).translate_formula(cell_address(*place)))
        except (TokenizerError, TranslatorError, IndexError):
            return found.text  # no formula in good order, or one that would leave the sheet

    def texts(self) -> set[str]:
        """Return the formulas, a shared one once."""
        arrays = {text for _, text in self.arrays.values()}
        return arrays | {f.text if isinstance(f, SharedFormula) else f for f in set(self.formulas.values())}

    def computed(self) -> set[tuple[int, int]]:
        """Return the cells whose values formulas give, the blocks of array formulas included."""
        cells = set(self.formulas)
        for (top, left, bottom, right), _ in self.arrays.values():
            cells.update((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        return cells


def read(path: Path) -> dict[str, StoredSheet]:
    """Read every sheet's constants and formulas.

    Args:
        path: An .xlsx file.

    Returns:
        The sheets by name, in order.

    Raises:
        WorkbookError: The file is missing, damaged, not a workbook, or suspiciously large.
    """
    with _opened(path, data_only=False) as workbook:
        return {sheet.title: _read_sheet(sheet) for sheet in workbook.worksheets}


def read_values(path: Path) -> dict[str, dict[tuple[int, int], object]]:
    """Read the values that a file stores, computed ones included, by sheet, row and column.

    Raises:
        WorkbookError: As ``read`` does.
    """
    with _opened(path, data_only=True) as workbook:
        return {
            sheet.title: {(cell["row"], cell["column"]): cell["value"] for cell in _cells(sheet)}
            for sheet in workbook.worksheets
        }


def application(path: Path) -> str:
    """Return the name of the program that saved the file last, as the file tells it; empty if it does not."""
    from defusedxml.ElementTree import fromstring

    check_archive(path)
    try:
        with ZipFile(path) as archive:
            if "docProps/app.xml" not in archive.namelist():
                return ""
            root = fromstring(archive.read("docProps/app.xml"))
    except _DAMAGES as error:
        raise _damaged(path, error) from None
    return next((part.text or "" for part in root.iter() if part.tag.endswith("}Application")), "")


def check_archive(path: Path) -> None:
    """Make sure that a file is a zip archive of sane size before anything unpacks it.

    Raises:
        WorkbookError: It is not.
    """
    try:
        if path.is_dir():
            raise WorkbookError(f"{path} is a folder: give the path of an .xlsx file in it")
        if not path.is_file():
            raise WorkbookError(f"{path} is not there: give the path of an .xlsx file")
    except OSError as error:
        raise WorkbookError(f"{path} cannot be looked up: {error.strerror}") from None
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        raise WorkbookError(f"{path} is not an .xlsx workbook, or it is damaged; build or save it anew") from None
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise WorkbookError(f"{path} is a zip archive but not an .xlsx workbook")
    total = sum(part.file_size for part in parts)
    packed = any(part.file_size > MOST_RATIO * max(part.compress_size, 1_000) for part in parts)
    if total > MOST_BYTES or len(parts) > MOST_PARTS or packed:
        raise WorkbookError(f"{path} unpacks to {total:,} bytes in {len(parts)} parts: more than sheetnet opens")


@contextmanager
def _opened(path: Path, data_only: bool) -> Iterator[Any]:
    check_archive(path)
    with path.open("rb") as file:
        try:
            workbook = openpyxl.load_workbook(file, read_only=True, data_only=data_only)
        except _DAMAGES as error:
            raise _damaged(path, error) from None
        try:
            yield workbook
        except _DAMAGES as error:
            raise _damaged(path, error) from None
        finally:
            workbook.close()


_DAMAGES = (
    BadZipFile,
    InvalidFileException,
    DefusedXmlException,
    ParseError,
    EOFError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    OverflowError,
    RuntimeError,
    SyntaxError,
    OSError,
    zlib.error,
)
"""What openpyxl lets through when it meets a file that is not as it should be.

Encrypted parts and methods of packing that nobody knows are RuntimeErrors; XML errors are SyntaxErrors, whichever XML
library openpyxl has found.
"""


def _damaged(path: Path, error: Exception) -> WorkbookError:
    return WorkbookError(f"{path} cannot be read ({type(error).__name__}); it is damaged: build or save it anew")


class _Parser(WorkSheetParser):  # type: ignore[misc]
    """openpyxl's parser of a sheet, which would write a shared formula out for every cell, at some 40 µs each."""

    shared = 0

    def parse_formula(self, element: Any) -> Any:
        """Return a cell's formula: a text, an ``ArrayFormula`` or a ``SharedFormula``."""
        formula = element.find(FORMULA_TAG)
        _check_formula(formula.text or "")
        if formula.get("t") != "shared":
            return super().parse_formula(element)
        name = formula.get("si")
        if formula.text:
            place = coordinate_to_tuple(element.get("r"))
            block = CellRange(formula.get("ref")).coord
            self.shared_formulae[name] = SharedFormula(self.shared, place, block, f"={formula.text}")
            self.shared += 1
        return self.shared_formulae[name]


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


def _cells(sheet: Any) -> Iterator[dict[str, Any]]:
    """Go through the cells of a sheet that hold something."""
    book = sheet.parent
    with sheet._get_source() as source:
        formats = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}
        parser = _Parser(source, sheet._shared_strings, data_only=book.data_only, epoch=book.epoch, **formats)
        for row, cells in parser.parse():
            for cell in cells:
                if cell["value"] is None:
                    continue
                if not (0 < cell["row"] <= ROWS and 0 < cell["column"] <= COLUMNS):
                    raise ValueError(f"a cell in row {row}, column {cell['column']}")
                yield cell


def _read_sheet(sheet: Any) -> StoredSheet:
    stored = StoredSheet()
    blocks = 0
    for cell in _cells(sheet):
        place, value = (cell["row"], cell["column"]), cell["value"]
        if isinstance(value, ArrayFormula):
            block = CellRange(value.ref)
            bounds = (block.min_row, block.min_col, block.max_row, block.max_col)
            blocks += block.size["rows"] * block.size["columns"]
            if blocks > MOST_BLOCK:
                raise ValueError(f"array formulas over more than {MOST_BLOCK} cells")
            stored.arrays[place] = (bounds, str(value.text))
        elif isinstance(value, SharedFormula):
            stored.formulas[place] = value
        elif cell["data_type"] == "f":
            stored.formulas[place] = str(getattr(value, "ref", None) or value)  # a data table has its range only
        elif isinstance(value, (bool, int, float, str)):
            stored.constants[place] = value if isinstance(value, (bool, str)) else float(value)
    return _without_array_values(stored)


def _without_array_values(stored: StoredSheet) -> StoredSheet:
    """Drop the stored values inside array formulas' blocks: they are computed, not constant."""
    for (top, left, bottom, right), _ in stored.arrays.values():
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                stored.constants.pop((row, column), None)
    return stored
