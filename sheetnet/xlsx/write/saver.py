"""The saver: from a book and its values to an .xlsx file.

openpyxl writes everything but the cells (styles, charts, names, notes, views); the cells stream through ``page_rows``.
Every formula cell carries a stored value, which openpyxl has no option for, so that previews, pandas and phones show
numbers. The same book and values give the same bytes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np
from openpyxl import Workbook
from openpyxl.xml.constants import ARC_APP, ARC_STYLE, ARC_THEME, ARC_WORKBOOK_RELS

from sheetnet.files import replaced_whole
from sheetnet.formula import SheetNames
from sheetnet.workbook.book import Book
from sheetnet.xlsx.openpyxl_internals import SheetContent, write_parts
from sheetnet.xlsx.write import layout, parts
from sheetnet.xlsx.write.archive import PinnedArchive, Rewrite
from sheetnet.xlsx.write.chart import alt_text
from sheetnet.xlsx.write.formats import Formats
from sheetnet.xlsx.write.ignored_errors import ignored_errors
from sheetnet.xlsx.write.links import links_of
from sheetnet.xlsx.write.names import define_names
from sheetnet.xlsx.write.page_rows import PageRows
from sheetnet.xlsx.write.ranges import range_address
from sheetnet.xlsx.write.sheet_setup import set_up
from sheetnet.xlsx.write.strings import SharedStrings
from sheetnet.xlsx.write.text_part import DECLARATION
from sheetnet.xlsx.write.typefaces import LATIN, TYPEFACES, with_set_notes, with_typeface

_REWRITES: dict[str, Rewrite] = {
    ARC_APP: parts.properties,
    ARC_STYLE: parts.with_ordered_fonts,
    ARC_WORKBOOK_RELS: parts.with_shared_strings,
    "?Content_Types?.xml": layout.with_places,
    "*.rels": layout.with_relative_targets,
    "xl/drawings/*": layout.with_excels_prefixes,
    "xl/charts/*": parts.with_kept_title,
}
_IN_ORDER = (ARC_STYLE, "xl/charts/*")
"""Of these patterns those whose parts are parsed in order."""
_PINNED_DATE = datetime.datetime(2020, 1, 1)


def save(book: Book, values: Mapping[str, np.ndarray], path: Path, language: str) -> None:
    """Write a book as an .xlsx file, whole or not at all; see ``saved_after``."""
    with saved_after(book, values, path, language):
        pass


@contextmanager
def saved_after(book: Book, values: Mapping[str, np.ndarray], path: Path, language: str) -> Iterator[Path]:
    """Write a book as an .xlsx file beside its place, and put it there when the block has ended well.

    Args:
        book: The pages.
        values: For each computed tensor the values to store with its formulas.
        path: Where the file goes; an existing file is replaced.
        language: ``en`` or ``zh``.

    Yields:
        The file beside its place, complete.

    Raises:
        FormulaError: The book is not whole, or a tensor has no values of its shape.
        LimitError: A formula is too long.
        WorkbookError: The file cannot be written.
    """
    book.check()
    names = book.names(language)
    workbook, strings = _workbook(book, names, language), SharedStrings(language)
    rows = PageRows(values, names, language, Formats(workbook, language), strings)
    contents = {}
    for page in book.pages:
        sheet = workbook.create_sheet(names[page])
        set_up(sheet, page, names, values, language)
        sheet.sheet_view.tabSelected = page is book.pages[0]
        contents[sheet] = SheetContent(
            dimension=range_address(*page.extent()),
            rows=rows.of(page),
            links=links_of(page, names, language),
            alt_texts=[alt_text(placed.chart, language) for placed in page.charts],
            ignored_errors=ignored_errors(page, language),
        )
    with replaced_whole(path) as beside:
        with PinnedArchive(beside, _rewrites(language), _IN_ORDER) as archive:
            write_parts(workbook, contents, archive, strings)
            # Last, for the rows put their texts into it.
            archive.write_as_it_is(strings.path[1:], DECLARATION + strings.xml())
        yield beside


def _rewrites(language: str) -> dict[str, Rewrite]:
    """Return what is done to openpyxl's parts, by patterns of their names."""
    typeface = TYPEFACES.get(language, LATIN)
    return _REWRITES | {
        ARC_THEME: partial(with_typeface, typeface),
        "xl/comments/*": partial(with_set_notes, typeface),
    }


def _workbook(book: Book, names: SheetNames, language: str) -> Workbook:
    """Return a workbook without sheets."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.calculation.fullCalcOnLoad = True
    workbook.security = None  # an empty mark of protection, else
    properties = workbook.properties
    properties.creator = parts.APPLICATION
    properties.title = book.title.say(language)
    properties.created = properties.modified = _PINNED_DATE
    define_names(workbook, book, names)
    return workbook
