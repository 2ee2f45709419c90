"""The one module that uses private members of openpyxl, which any release may rename.

openpyxl writes every part of a file but the cells, which are too many for its objects. The seams at which we take over
have no public names; they are listed in ``tests/xlsx/test_openpyxl_internals.py``, which says what is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Protocol

from openpyxl import Workbook
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.drawing.graphic import GraphicFrame
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import Element, SubElement

__all__ = ["Archive", "Part", "SheetContent", "write_parts"]


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
        dimension: The range within which all cells lie; readers that do not find it scan a sheet twice.
        rows: The XML of the rows, one after the other.
        links: Links of cells.
        alt_texts: What each chart of the sheet shows, in words, for those who do not see it.
        ignored_errors: By kinds of errors, in the words of the format, the ranges in which none is shown.
    """

    dimension: str
    rows: Iterator[str]
    links: list[Hyperlink]
    alt_texts: Sequence[str] = ()
    ignored_errors: Mapping[str, str] = field(default_factory=dict)


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
        ws._drawing = _Drawing(content.alt_texts)
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        self.archive.write_sheet(ws.path[1:], _frame(ws, content), content.rows)
        self.manifest.append(ws)


class _Drawing(SpreadsheetDrawing):  # type: ignore[misc]  # openpyxl has no types
    """openpyxl's drawing of a sheet, with words for what its charts show."""

    __elements__ = SpreadsheetDrawing.__elements__  # openpyxl lets each class say anew what of it is written

    def __init__(self, alt_texts: Sequence[str]) -> None:
        super().__init__()
        self.alt_texts = alt_texts

    def _chart_frame(self, idx: int) -> GraphicFrame:
        """Return the frame of a chart, counted from 1."""
        frame = super()._chart_frame(idx)
        frame.nvGraphicFramePr.cNvPr.descr = self.alt_texts[idx - 1]
        return frame


class _SheetWriter(WorksheetWriter):  # type: ignore[misc]  # openpyxl has no types
    """openpyxl's writer of a sheet, with the errors that are not to be shown."""

    def __init__(self, sheet: Worksheet, ignored_errors: Mapping[str, str]) -> None:
        super().__init__(sheet, out=BytesIO())
        self.ignored_errors = ignored_errors

    def write_drawings(self) -> None:
        """Write what the format wants right before the drawings, and then these."""
        errors = Element("ignoredErrors")
        for kind, ranges in self.ignored_errors.items():
            SubElement(errors, "ignoredError", {"sqref": ranges, kind: "1"})
        if len(errors):
            self.xf.send(errors)
        super().write_drawings()


def _frame(sheet: Worksheet, content: SheetContent) -> str:
    """Return the XML of a sheet with an empty place for its rows."""
    writer = _SheetWriter(sheet, content.ignored_errors)
    sheet._hyperlinks = list(content.links)
    sheet._comments = [CommentRecord.from_cell(cell) for _, cell in sorted(sheet._cells.items())]
    writer.write_properties()
    # openpyxl would take it from cells that it does not have.
    writer.xf.send(SheetDimension(content.dimension).to_tree())
    for write in (writer.write_views, writer.write_format, writer.write_cols):
        write()
    stream = writer.xf.send(True)
    with stream.element("sheetData"):
        pass
    writer.xf.send(None)
    writer.write_tail()
    sheet._rels = writer._rels
    return str(writer.read().decode())
