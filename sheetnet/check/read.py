"""From a file to the workbook under check: its cells, its Map, its lesson, and the model with its inputs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NoReturn

import numpy as np

from sheetnet import catalogue
from sheetnet.catalogue import Lesson
from sheetnet.check.guard import refuse_hollow
from sheetnet.errors import InputError, LimitError, WorkbookError
from sheetnet.formula.template import cell_address
from sheetnet.lint.subject import Own, Subject
from sheetnet.models.assignment import Assignment, assigned
from sheetnet.models.model import Model
from sheetnet.workbook.book import Book
from sheetnet.workbook.map import MARKERS, MOST_CELLS, Entry, Map, read_map
from sheetnet.xlsx.read.facts import Facts, StoredFile
from sheetnet.xlsx.read.names import without_names
from sheetnet.xlsx.read.reader import read_file
from sheetnet.xlsx.read.stored import NOT_THERE, Cell, Kind, StoredSheet

_FUNCTION = re.compile(r"\b([A-Z][A-Z0-9.]*)\(")


@dataclass(frozen=True)
class StoredWorkbook:
    """A workbook as a file stores it.

    Args:
        path: The file.
        sheets: Its cells.
        map: What it says of itself.
        lesson: The lesson it was built from.
        model: The lesson's model with the inputs as they stand in the cells.
        facts: What the file says beside its cells.
        changes: The inputs that were changed since.
        unchanged: The workbook before that.
    """

    path: Path
    sheets: Mapping[str, StoredSheet]
    map: Map
    lesson: Lesson
    model: Model
    facts: Facts = field(default_factory=Facts)
    changes: tuple[Assignment, ...] = ()
    unchanged: StoredWorkbook | None = None

    def changed(self, changes: Sequence[Assignment]) -> StoredWorkbook:
        """Return it with other inputs, in the model and in its cells.

        Raises:
            InputError: An unknown input, or a value that is not allowed.
        """
        if not changes:
            return self
        model = assigned(self.model, changes)
        sheets = dict(self.sheets)
        for name in {change.name for change in changes} & self.map.entries.keys():
            entry = self.map.entries[name]  # one that is missing is reported: a tensor that only the reference knows
            sheets[entry.sheet] = sheets[entry.sheet].with_numbers(*entry.cells(), model.inputs()[name])
        every, unchanged = (*self.changes, *changes), self.unchanged or self
        return replace(self, model=model, sheets=sheets, changes=every, unchanged=unchanged)

    @cached_property
    def book(self) -> Book:
        """The lesson's book, which says how far tensors may differ: one for all inputs where these do not decide it."""
        if self.unchanged is not None and not self.lesson.marked_by_inputs:
            return self.unchanged.book
        return self.lesson.book(self.model)

    def subject(self) -> Subject:
        """Return what a look at it beside its values needs: the book is written anew."""
        own = Own.of(self.lesson.book(self.model), self.map, self._book_as_begun)
        return Subject(StoredFile(dict(self.sheets), self.facts), own)

    def _book_as_begun(self) -> Book | None:
        """Write the lesson for its settings and the inputs with which it begins."""
        try:
            return self.lesson.book(self.lesson.make(self.map.settings))
        except (InputError, LimitError):
            return None

    @cached_property
    def functions(self) -> frozenset[str]:
        """The spreadsheet functions that its formulas call."""
        texts = (text for sheet in self.sheets.values() for _, text in sheet.formula_texts())
        return frozenset(name for text in texts for name in _FUNCTION.findall(text))


def read_workbook(path: Path) -> StoredWorkbook:
    """Read a workbook, nothing else needed.

    Args:
        path: An .xlsx file that sheetnet built, edited or not.

    Returns:
        Its cells, with the lesson and the model that follow from them.

    Raises:
        WorkbookError: It cannot be read, or sheetnet did not build it.
        InputError: An input cell holds what is not allowed.
    """
    file = read_file(path)
    return of_file(path, file)


def of_file(path: Path, file: StoredFile) -> StoredWorkbook:
    """Make a workbook of a file that has been read; see ``read_workbook``."""
    sheets = without_names(file.sheets, file.facts.names)
    title = map_title(sheets)
    if title is None:
        raise WorkbookError(f"{path} has no list of its cells: it was not built by sheetnet")
    if len(sheets[title].rows) > MOST_CELLS:
        raise WorkbookError(f"{path}: the sheet {title!r} has {len(sheets[title].rows):,} cells; build it anew")
    map_ = read_map(sheets[title].constants, str(path))
    refuse_hollow(map_, sheets, str(path))
    for entry in map_.entries.values():
        if entry.sheet not in sheets:
            raise WorkbookError(f"{path} has no sheet {entry.sheet!r}, where {entry.name} belongs; build it anew")
    lesson = catalogue.find(map_.slug)
    inputs = {e.name: _stored_input(sheets[e.sheet], e) for e in map_.entries.values() if e.role.editable}
    try:
        model = lesson.make({**map_.settings, **inputs})
    except InputError as error:
        raise InputError(_with_its_cell(str(error), map_)) from None
    return StoredWorkbook(path, sheets, map_, lesson, model, file.facts)


def map_title(sheets: Mapping[str, StoredSheet]) -> str | None:
    """Return the tab of the Map, whatever it is called.

    Args:
        sheets: A file's sheets.

    Returns:
        The last one that begins with the marker, for a copy that a reader makes comes before it; None if there is none.
    """
    return next((title for title in reversed(list(sheets)) if _marked(sheets[title])), None)


def _marked(sheet: StoredSheet) -> bool:
    position = int(sheet.find(*np.array((1, 1))))
    return position != NOT_THERE and not sheet.computed[position] and sheet.value(position) in MARKERS


def _stored_input(sheet: StoredSheet, entry: Entry) -> np.ndarray:
    """Return the numbers in the cells of an input, in its shape."""
    where = sheet.find(*entry.cells())
    good = sheet.among(~sheet.computed & (sheet.kinds == Kind.NUMBER), where)
    if not good.all():
        index = np.argwhere(~good)[0].tolist()
        _refuse(sheet, entry.place(index), entry)
    return np.asarray(sheet.numbers[where], dtype=np.float64)


def _refuse(sheet: StoredSheet, place: Cell, entry: Entry) -> NoReturn:
    """Say what is in a cell that must hold a number."""
    where = f"{entry.sheet}!{cell_address(*place)} ({entry.name})"
    formula, position = sheet.formula_at(place), int(sheet.find(*np.array(place)))
    value = None if position == NOT_THERE else sheet.value(position)
    if formula is not None:
        raise InputError(f"{where} holds the formula {formula}; an input is a plain number")
    if value is None:
        raise InputError(f"{where} is blank; it must hold a number (was a row or column moved?)")
    raise InputError(f"{where} holds {value!r}; it must hold a number")


def _with_its_cell(message: str, map_: Map) -> str:
    """Put the cell before a message that begins with an input's name, and with an entry if it is an array."""
    match = re.match(r"(\w+)(?:\[([0-9, ]+)\])?", message)
    entry = map_.entries.get(match[1]) if match else None
    if match is None or entry is None:
        return message
    given = [int(n) for n in match[2].split(",")] if match[2] else []
    index = [*given, *[0] * len(entry.shape)][: len(entry.shape)]
    if any(n >= size for n, size in zip(index, entry.shape, strict=True)):
        return message
    return f"{entry.sheet}!{cell_address(*entry.place(index))}: {message}"
