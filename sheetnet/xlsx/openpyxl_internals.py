"""The one module that uses private members of openpyxl, which any release may rename.

openpyxl writes and reads every part of a file but the cells, which are too many for its objects. The seams at which we
take over have no public names; they are listed in ``tests/xlsx/test_openpyxl_internals.py``, which says what is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Protocol, TypeAlias, TypedDict
from xml.etree.ElementTree import Element

from openpyxl import Workbook
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

__all__ = ["FORMULA_TAG", "Archive", "ParsedCell", "Part", "SheetContent", "parsed_cells", "write_parts"]


class Archive(Protocol):
    """Where the parts of a file go."""

    def writestr(self, name: str, content: str | bytes) -> None:
        """Write a part at once."""

    def write_sheet(self, name: str, frame: str, rows: Iterator[str]) -> None:
        """Write a sheet, its rows in the empty place that the frame has for them."""

    def namelist(self) -> list[str]:
        """Return the parts that were written."""


class Part(Protocol):
    """A part of the file that is not openpyxl's.

    Attributes:
        path: Its absolute path within the file.
        mime_type: Its kind.
    """

    path: str
    mime_type: str


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What openpyxl would collect from the cells of a sheet.

    Args:
        rows: The XML of the rows, one after the other.
        links: Links of cells.
    """

    rows: Iterator[str]
    links: list[Hyperlink]


def write_parts(workbook: Workbook, contents: Mapping[Worksheet, SheetContent], archive: Archive, *extra: Part) -> None:
    """Write all parts of a workbook.

    Args:
        workbook: The workbook, its sheets without cells but for those that have notes.
        contents: What each sheet contains.
        archive: Where the parts go.
        *extra: Parts that the file will have besides; they are listed in it, and written by the caller.
    """
    writer = _PartsWriter(workbook, archive, contents)
    for part in extra:
        writer.manifest.append(part)
    writer.write_data()


class _PartsWriter(ExcelWriter):  # type: ignore[misc]  # openpyxl has no types
    """openpyxl's writer of the parts, with the rows of each sheet streamed in."""

    def __init__(self, workbook: Workbook, archive: Archive, contents: Mapping[Worksheet, SheetContent]) -> None:
        super().__init__(workbook, archive)
        self.archive = archive
        self.contents = contents

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write one sheet: openpyxl's head and tail around our rows."""
        content = self.contents[ws]
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        self.archive.write_sheet(ws.path[1:], _frame(ws, content.links), content.rows)
        self.manifest.append(ws)


def _frame(sheet: Worksheet, links: list[Hyperlink]) -> str:
    """Return the XML of a sheet with an empty place for its rows.

    The dimension is left out: it is optional, and openpyxl would take it from cells that it does not have.
    """
    writer = WorksheetWriter(sheet, out=BytesIO())
    sheet._hyperlinks = list(links)
    sheet._comments = [CommentRecord.from_cell(cell) for _, cell in sorted(sheet._cells.items())]
    for write in (writer.write_properties, writer.write_views, writer.write_format, writer.write_cols):
        write()
    stream = writer.xf.send(True)
    with stream.element("sheetData"):
        pass
    writer.xf.send(None)
    writer.write_tail()
    sheet._rels = writer._rels
    return str(writer.read().decode())


class ParsedCell(TypedDict):
    """A cell as openpyxl's parser finds it."""

    row: int
    column: int
    value: object
    data_type: str


FormulaParser: TypeAlias = Callable[[Element, Callable[[Element], object]], object]
"""From a cell's element, and openpyxl's own way to read a formula, to what stands for the formula."""


def parsed_cells(sheet: Worksheet, parse_formula: FormulaParser) -> Iterator[ParsedCell]:
    """Go through the cells of a sheet of a workbook that was opened in read-only mode.

    Args:
        sheet: The sheet.
        parse_formula: Reads the formulas.
    """
    with sheet._get_source() as source:
        for _, cells in _SheetParser(sheet, source, parse_formula).parse():
            yield from cells


class _SheetParser(WorkSheetParser):  # type: ignore[misc]  # openpyxl has no types
    """openpyxl's parser of a sheet, with formulas read by somebody else."""

    def __init__(self, sheet: Worksheet, source: IO[bytes], formula_parser: FormulaParser) -> None:
        book = sheet.parent
        formats = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}
        super().__init__(source, sheet._shared_strings, data_only=book.data_only, epoch=book.epoch, **formats)
        self.formula_parser = formula_parser

    def parse_formula(self, element: Element) -> object:
        """Return what stands for a cell's formula."""
        return self.formula_parser(element, super().parse_formula)
