"""Cells that are merged, hidden or locked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sheetnet.lint.areas import rectangles, written
from sheetnet.lint.finding import WHOLE, Finding
from sheetnet.lint.subject import Own, Subject
from sheetnet.workbook.page import Page
from sheetnet.xlsx.read.stored import Rectangle, StoredSheet

MERGED, HIDDEN, LOCKED, PANES = "merged cells", "hidden cells", "protected sheet", "frozen panes"


def merged_cells(subject: Subject, own: Own) -> Iterator[Finding]:
    """Find merged ranges over the cells of tensors: all of them but the first would be gone from view."""
    for page, sheet in subject.pages():
        rows, columns = _of_tensors(subject, page, sheet)
        for area in set(rectangles(" ".join(sheet.setup.merged))) - set(page.merged):
            if _reaches(area, rows, columns):
                what = "merged over cells of a tensor, of which but the first one is seen"
                yield Finding(own.names[page], written(area), MERGED, what, "split the merged cells")


def hidden_cells(subject: Subject, own: Own) -> Iterator[Finding]:
    """Find sheets, rows and columns that are hidden though tensors lie on them."""
    for page, sheet in subject.pages():
        title, setup = own.names[page], sheet.setup
        rows, columns = _of_tensors(subject, page, sheet)
        if title in subject.facts.hidden and not page.hidden:
            yield Finding(title, WHOLE, HIDDEN, "the sheet is hidden", "show it")
        hidden = np.unique(rows[np.isin(rows, setup.hidden_rows)]).tolist()
        if hidden or (setup.rows_hidden and len(rows)):
            what = f"{len(hidden) or 'all'} rows with cells of tensors are hidden"
            yield Finding(title, f"row {hidden[0]}" if hidden else WHOLE, HIDDEN, what, "show them")
        for first, last in setup.hidden_columns:
            if ((columns >= first) & (columns <= last)).any():
                what = f"columns {first} to {last} with cells of tensors are hidden"
                yield Finding(title, WHOLE, HIDDEN, what, "show them")


def protection(subject: Subject, own: Own) -> Iterator[Finding]:
    """Find sheets whose inputs nobody can change."""
    for page, sheet in subject.pages():
        if sheet.setup.locked:
            what = "the sheet is protected, so its inputs may be locked"
            yield Finding(
                own.names[page], WHOLE, LOCKED, what, "remove the protection, if it is not meant", error=False
            )


def frozen_panes(subject: Subject, own: Own) -> Iterator[Finding]:
    """Find sheets whose titles scroll away; LibreOffice's files have no panes."""
    for page, sheet in subject.pages():
        if any(page.frozen) and not sheet.setup.frozen:
            what = "the titles are not frozen any more"
            yield Finding(own.names[page], WHOLE, PANES, what, "freeze them again, if you miss it", error=False)


def _of_tensors(subject: Subject, page: Page, sheet: StoredSheet) -> tuple[np.ndarray, np.ndarray]:
    """Return rows and columns of the cells that belong to tensors."""
    marked = subject.owned(page)
    return sheet.rows[marked], sheet.columns[marked]


def _reaches(area: Rectangle, rows: np.ndarray, columns: np.ndarray) -> bool:
    top, left, bottom, right = area
    if (top, left) == (bottom, right):
        return False
    return bool(((rows >= top) & (rows <= bottom) & (columns >= left) & (columns <= right)).any())
