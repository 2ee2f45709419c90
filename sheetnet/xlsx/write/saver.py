"""The saver: from a book and its values to an .xlsx file.

openpyxl writes everything but the cells (styles, charts, names, notes, views); the cells stream through ``rows``. Every
formula cell carries a stored value, which openpyxl has no option for, so that previews, pandas and phones show numbers.
The same book and values give the same bytes.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import TypeAlias
from zipfile import ZipFile

import numpy as np
from openpyxl import Workbook
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_APP, ARC_STYLE, ARC_WORKBOOK_RELS

from sheetnet.errors import FormulaError
from sheetnet.formula import Affine, Area, Index
from sheetnet.formula.limits import check_length
from sheetnet.formula.template import longest, template, text_at
from sheetnet.texts import Text
from sheetnet.workbook.axis import Run
from sheetnet.workbook.book import Book, entries_of
from sheetnet.workbook.page import Label, Page
from sheetnet.workbook.rule import Rule
from sheetnet.workbook.tensor import Tensor
from sheetnet.xlsx.write import parts, rows, sheet_properties
from sheetnet.xlsx.write.archive import DECLARATION, PinnedArchive, canonical, replaced_whole, write_text
from sheetnet.xlsx.write.filled_range import Block
from sheetnet.xlsx.write.formats import Formats
from sheetnet.xlsx.write.sharing import cell_formula

_REWRITES = {
    ARC_APP: parts.properties,
    ARC_STYLE: parts.with_ordered_fonts,
    ARC_WORKBOOK_RELS: parts.with_shared_strings,
}
_Chunks: TypeAlias = Callable[[Worksheet], Iterator[str]]
_PINNED_DATE = datetime.datetime(2020, 1, 1)


def save(book: Book, values: Mapping[str, np.ndarray], path: Path, language: str) -> None:
    """Write a book as an .xlsx file, whole or not at all.

    Args:
        book: The pages.
        values: For each computed tensor the values to store with its formulas.
        path: Where the file goes; an existing file is replaced.
        language: ``en`` or ``zh``.

    Raises:
        FormulaError: The book is not whole, or a tensor has no values of its shape.
        LimitError: A formula is too long.
        WorkbookError: The file cannot be written.
    """
    book.check()
    writer = _BookWriter(book, values, language)
    with replaced_whole(path) as beside, PinnedArchive(beside, _REWRITES) as archive:
        writer.write(archive)


class _BookWriter:
    """Writes one book in one language."""

    def __init__(self, book: Book, values: Mapping[str, np.ndarray], language: str) -> None:
        self._book = book
        self._values = values
        self._language = language
        self._names = book.names(language)
        self._workbook = Workbook()
        self._formats = Formats(self._workbook)
        self._strings = parts.SharedStrings()
        self._shared = 0

    def write(self, archive: ZipFile) -> None:
        workbook = self._workbook
        workbook.remove(workbook.active)
        workbook.calculation.fullCalcOnLoad = True
        properties = workbook.properties
        properties.creator = parts.APPLICATION
        properties.title = self._book.title.say(self._language)
        properties.created = properties.modified = _PINNED_DATE
        pages = {}
        for page in self._book.pages:
            sheet = workbook.create_sheet(self._names[page])
            sheet_properties.furnish(sheet, page, self._names, self._language)
            pages[sheet] = page
        for name, address in sheet_properties.defined_names(self._book, self._names).items():
            sheet_properties.define(workbook, name, address)
        _Writer(workbook, archive, self._strings, lambda sheet: self._sheet_chunks(pages[sheet])).write_data()

    def _sheet_chunks(self, page: Page) -> Iterator[str]:
        """Go through the XML of a page's rows."""
        strips: dict[int, list[rows.Strip]] = defaultdict(list)
        for row in (*page.heights, *(r for first, last in page.groups for r in range(first, last + 1))):
            strips[row]  # a row without cells still has a height or an outline level
        for label in page.labels:
            for strip in self._label_cells(label):
                strips[label.row].append(strip)
        self._shared = 0  # formulas are shared within a sheet only
        for tensor in page.tensors:
            for row, strip in self._tensor_strips(tensor):
                strips[row].append(strip)
        attributes = sheet_properties.row_attributes(page, self._language)
        for row in sorted(strips):
            yield f'<row r="{row}"{attributes.get(row, "")}>{rows.joined(strips[row])}</row>'

    def _label_cells(self, label: Label) -> Iterator[rows.Strip]:
        style = self._formats.number(label.style, label.number_format)
        if isinstance(label.content, (int, float)):
            yield rows.number_cell(label.row, label.column, style, label.content)
        else:
            number = self._strings.number(label.content.say(self._language))
            yield rows.words_cell(label.row, label.column, style, number)
        for column in range(label.column + 1, label.column + label.across):
            yield rows.blank_cell(label.row, column, style)

    def _tensor_strips(self, tensor: Tensor) -> Iterator[tuple[int, rows.Strip]]:
        shown = tensor.look.number_format
        shown = shown.say(self._language) if isinstance(shown, Text) else shown
        style = self._formats.number(tensor.look.style or tensor.role.value, shown)
        if tensor.values is not None:
            yield from self._constants(tensor, style)
            return
        values = self._values_of(tensor)
        for rule in tensor.rules:
            for part in rule.by_lines():
                yield from self._formulas(tensor, part, style, values)

    def _formulas(self, tensor: Tensor, rule: Rule, style: int, values: np.ndarray) -> Iterator[tuple[int, rows.Strip]]:
        home = rule.home
        laid_out = template(rule.expression, home, self._names)  # type: ignore[arg-type]
        if rule.is_array:
            yield from rows.array_cells(home, style, text_at(laid_out, {}), values)
            return
        check_length(longest(laid_out), f"{tensor.name} ({tensor.place.page.key})")
        formula = cell_formula(laid_out, rule.expression, home, rule.indices, self._shared)
        self._shared += formula.groups
        yield from Block(home, rule.indices, style, values[entries_of(rule)], formula).strips()

    def _constants(self, tensor: Tensor, style: int) -> Iterator[tuple[int, rows.Strip]]:
        assert tensor.values is not None
        place = tensor.place
        for lines in product(*(_lines(run) for run in place.runs)):
            row, column = Affine(place.row), Affine(place.column)
            indices = []
            for (start, index), run in zip(lines, place.runs, strict=True):
                below, beside = run.offset(index + start)
                row, column = row + below, column + beside
                indices.append(index)
            chosen = tensor.values[tuple(slice(start, start + index.size) for start, index in lines)]
            home = Area(place.page, row, column)
            yield from Block(home, indices, style, chosen).strips()

    def _values_of(self, tensor: Tensor) -> np.ndarray:
        values = np.asarray(self._values.get(tensor.name), dtype=object)
        if tensor.name not in self._values or values.shape != tensor.shape:
            raise FormulaError(f"{tensor.name}: cells of shape {tensor.shape}, reference of shape {values.shape}")
        return np.asarray(self._values[tensor.name], dtype=np.float64)


def _lines(run: Run) -> list[tuple[int, Index]]:
    """Cut an axis into its lines: the first entry of each, and an index along it."""
    length = run.wrap or run.size
    return [(start, Index("line", min(length, run.size - start))) for start in range(0, run.size, length)]


class _Writer(ExcelWriter):  # type: ignore[misc]
    """openpyxl's writer of the parts, with the rows of each sheet streamed in."""

    def __init__(self, workbook: Workbook, archive: ZipFile, strings: parts.SharedStrings, chunks: _Chunks) -> None:
        super().__init__(workbook, archive)
        self._strings = strings
        self._chunks = chunks

    def _write_external_links(self) -> None:
        """Write the table of texts: openpyxl calls this when all sheets are written."""
        super()._write_external_links()
        self._archive.writestr(self._strings.path[1:], self._strings.xml())
        self.manifest.append(self._strings)

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write one sheet: openpyxl's head and tail around our rows."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        writer = _SheetWriter(ws, out=BytesIO())
        writer.write()
        ws._rels = writer._rels
        head, tail = canonical(writer.read()).split("<sheetData></sheetData>")

        def chunks() -> Iterator[str]:
            yield DECLARATION + head + "<sheetData>"
            yield from self._chunks(ws)
            yield "</sheetData>" + tail

        write_text(self._archive, ws.path[1:], chunks())
        self.manifest.append(ws)


class _SheetWriter(WorksheetWriter):  # type: ignore[misc]
    """Writes a sheet without its rows; notes and links, which openpyxl collects from cells, are collected here."""

    def write_dimensions(self) -> None:
        """Leave the dimension out: it is optional, and openpyxl would take it from cells that it does not have."""

    def write_rows(self) -> None:
        """Write an empty place for the rows and collect notes."""
        xf = self.xf.send(True)
        with xf.element("sheetData"):
            pass
        self.xf.send(None)
        self.ws._hyperlinks = list(self.ws.sheetnet_links)
        self.ws._comments = [CommentRecord.from_cell(cell) for _, cell in sorted(self.ws._cells.items())]
