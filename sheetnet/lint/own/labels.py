"""Words and fixed numbers that were changed, exchanged or added."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np

from sheetnet.formula.template import cell_address
from sheetnet.lint.finding import WHOLE, Finding
from sheetnet.lint.subject import Own, Subject
from sheetnet.texts import Text
from sheetnet.texts.subscripts import lowered
from sheetnet.workbook.map import COLUMNS
from sheetnet.workbook.page import Label, Page
from sheetnet.xlsx.read.stored import Cell, Constant, Kind, StoredSheet

LABEL, EXTRA = "label", "extra constant"
LISTED = 20
"""Cells of a sheet that are listed; of more, their number."""
_REMEDY = "nothing has checked it: delete it, or move it away from the lesson's numbers"
_DIGITS = 1e-14
"""Programs write 15 digits."""


def labels(subject: Subject, own: Own) -> Iterator[Finding]:
    """Find words and numbers beside the tensors that are not as they were written, and those that nobody wrote."""
    for page, sheet in subject.pages():
        found = _constants(sheet, subject.owned(page))
        title, wanted = own.names[page], _wanted(page, own.language)
        for place, content in wanted.items():
            here = found.pop(place, None)
            if not _same(content, here) and not _is_tolerance(page, place, content):
                yield _changed(title, place, content, here)
        yield from _extra(title, found, page)


def _is_tolerance(page: Page, place: Cell, content: Constant) -> bool:
    """Tell whether a number is a tolerance of the Map: they follow from the inputs, and the check takes its own."""
    return page.key == "map" and place[1] > COLUMNS.index("rtol") and not isinstance(content, str)


def _changed(title: str, place: Cell, content: Constant, here: Constant | None) -> Finding:
    holds = "nothing" if here is None else f"{_shown(here)}"
    what = f"the label {_shown(content)} was changed: the cell holds {holds}"
    return Finding(title, cell_address(*place), LABEL, what, "put it back, or build the workbook anew")


def _extra(title: str, found: Mapping[Cell, Constant], page: Page) -> Iterator[Finding]:
    """Report constants that nobody wrote.

    A number where the lesson has its own may be taken for one of them; a note beside them is somebody's own.
    """
    top, left, bottom, right = page.extent()
    inside = [place for place in found if top <= place[0] <= bottom and left <= place[1] <= right]
    serious = {place for place in inside if not isinstance(found[place], str)}
    for place in [*sorted(serious), *(place for place in found if place not in serious)][:LISTED]:
        what = f"{_shown(found[place])} stands in a cell that the lesson leaves blank"
        yield Finding(title, cell_address(*place), EXTRA, what, _REMEDY, place in serious)
    if len(found) > LISTED:
        what = f"{len(found):,} cells that the lesson leaves blank are not"
        yield Finding(title, WHOLE, EXTRA, what, _REMEDY, bool(serious))


def _constants(sheet: StoredSheet, owned: np.ndarray) -> dict[Cell, Constant]:
    """Return the constants that belong to no tensor."""
    chosen = np.flatnonzero(~sheet.computed & (sheet.kinds != Kind.BLANK) & ~owned)
    places = zip(sheet.rows[chosen].tolist(), sheet.columns[chosen].tolist(), strict=True)
    values = ((place, sheet.value(position)) for place, position in zip(places, chosen.tolist(), strict=True))
    return {place: value for place, value in values if value is not None and value != ""}


def _said(label: Label, language: str) -> Constant:
    """Return a label as it is read: subscripts are letters like others there."""
    if not isinstance(label.content, Text):
        return label.content
    text = label.content.say(language)
    return text if label.is_name else lowered(text)


def _wanted(page: Page, language: str) -> dict[Cell, Constant]:
    found = {(label.row, label.column): _said(label, language) for label in page.labels}
    return {place: content for place, content in found.items() if content != ""}


def _same(wanted: Constant, found: Constant | None) -> bool:
    if isinstance(wanted, str) or isinstance(found, str) or found is None:
        return isinstance(wanted, str) and isinstance(found, str) and wanted.split() == found.split()
    return math.isclose(wanted, found, rel_tol=_DIGITS)


def _shown(value: Constant) -> str:
    return repr(value[:60]) if isinstance(value, str) else f"{value:.15g}"
