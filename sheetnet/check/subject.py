"""A workbook under check: what its Map says, what its inputs hold, the model and the reference that follow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from sheetnet import catalogue
from sheetnet.catalogue import Lesson
from sheetnet.check.conditioning import Bound, magnified_rounding
from sheetnet.check.report import Difference
from sheetnet.errors import InputError, WorkbookError
from sheetnet.formula.template import cell_address
from sheetnet.models.model import Model
from sheetnet.workbook import Tolerance
from sheetnet.workbook.map import SHEET, Entry, Map, read_map
from sheetnet.xlsx.read.reader import StoredSheet, read

_FUNCTION = re.compile(r"\b([A-Z][A-Z0-9.]*)\(")


@dataclass(frozen=True)
class Subject:
    """A workbook that was read for a check.

    Args:
        path: The file.
        sheets: What it stores.
        map: What it says of itself.
        lesson: The lesson it was built from.
        model: The lesson's model with the inputs as they stand in the file.
    """

    path: Path
    sheets: Mapping[str, StoredSheet]
    map: Map
    lesson: Lesson
    model: Model

    @classmethod
    def read(cls, path: Path) -> Subject:
        """Read a workbook, nothing else needed.

        Raises:
            WorkbookError: It cannot be read, or sheetnet did not build it.
            InputError: An input cell holds what is not allowed.
        """
        sheets = read(path)
        if SHEET not in sheets:
            raise WorkbookError(f"{path} has no sheet {SHEET!r}: it was not built by sheetnet")
        said = read_map(sheets[SHEET].constants, str(path))
        for entry in said.entries.values():
            if entry.sheet not in sheets:
                raise WorkbookError(f"{path} has no sheet {entry.sheet!r}, where {entry.name} belongs; build it anew")
        lesson = catalogue.find(said.slug)
        inputs = {e.name: _stored_input(sheets, e) for e in said.entries.values() if e.role.editable}
        try:
            model = lesson.make({**said.settings, **inputs})
        except InputError as error:
            raise InputError(_with_its_cell(str(error), said)) from None
        return cls(path, sheets, said, lesson, model)

    def structure(self) -> list[Difference]:
        """Compare what stands where with what the Map says, before any number is looked at."""
        found = [_misnamed(name, "the Map") for name in sorted(self.map.entries.keys() - self.expected.keys())]
        found += [_misnamed(name, "the reference") for name in sorted(self.expected.keys() - self.map.entries.keys())]
        claimed: dict[str, set[tuple[int, int]]] = {sheet: set() for sheet in self.sheets}
        computed = {title: sheet.computed() for title, sheet in self.sheets.items()}
        for entry in self.map.entries.values():
            places = entry.places()
            claimed[entry.sheet].update(places)
            found += self._misplaced(entry, places, computed[entry.sheet])
        for title, places_ in computed.items():
            for place in sorted(places_ - claimed[title]):
                reason = "a formula that no tensor of the Map owns"
                found.append(Difference(title, cell_address(*place), "-", "-", self._formula(title, place), reason))
        return found

    @cached_property
    def expected(self) -> dict[str, np.ndarray]:
        """The reference's tensors for the inputs in the file."""
        return self.lesson.trace(self.model)

    @cached_property
    def tolerances(self) -> dict[str, Tolerance]:
        """Relative and absolute tolerance by tensor, from the lesson itself: a file does not set its own marks."""
        return {tensor.name: tensor.tolerance for tensor in self.lesson.book(self.model).tensors()}

    @cached_property
    def rounding(self) -> dict[str, Bound]:
        """What rounding may amount to in each entry of the reference's tensors, where the model magnifies it."""
        return magnified_rounding(self.lesson, self.model, self.expected)

    @cached_property
    def functions(self) -> frozenset[str]:
        """The spreadsheet functions that its formulas call."""
        found: set[str] = set()
        for sheet in self.sheets.values():
            for text in sheet.texts():
                found.update(_FUNCTION.findall(text))
        return frozenset(found)

    def _misplaced(
        self, entry: Entry, places: list[tuple[int, int]], computed: set[tuple[int, int]]
    ) -> list[Difference]:
        """Find cells without the formula that belongs there; a formula over an input was refused when it was read."""
        if entry.role.editable:
            return []
        found = []
        for number, place in enumerate(places):
            if place not in computed:
                name = f"{entry.name}{[int(n) for n in np.unravel_index(number, entry.shape)] if entry.shape else ''}"
                holds = self._formula(entry.sheet, place)
                reason = "no formula where one belongs"
                found.append(Difference(entry.sheet, cell_address(*place), name, "a formula", holds, reason))
        return found

    def _formula(self, title: str, place: tuple[int, int]) -> str:
        sheet = self.sheets[title]
        return sheet.formula(place) or str(sheet.constants.get(place, "nothing"))


def _stored_input(sheets: Mapping[str, StoredSheet], entry: Entry) -> np.ndarray:
    sheet = sheets[entry.sheet]
    values = []
    for row, column in entry.places():
        value = sheet.constants.get((row, column))
        where = f"{entry.sheet}!{cell_address(row, column)} ({entry.name})"
        formula = sheet.formula((row, column))
        if formula is not None:
            raise InputError(f"{where} holds the formula {formula}; an input is a plain number")
        if value is None:
            raise InputError(f"{where} is blank; it must hold a number (was a row or column moved?)")
        if isinstance(value, (str, bool)):
            raise InputError(f"{where} holds {value!r}; it must hold a number")
        values.append(value)
    return np.array(values, dtype=np.float64).reshape(entry.shape)


def _with_its_cell(message: str, said: Map) -> str:
    """Put the cell before a message that begins with an input's name, and with an entry if it is an array."""
    match = re.match(r"(\w+)(?:\[([0-9, ]+)\])?", message)
    entry = said.entries.get(match[1]) if match else None
    if match is None or entry is None:
        return message
    said_entry = [int(n) for n in match[2].split(",")] if match[2] else []
    place = [*said_entry, *[0] * len(entry.shape)][: len(entry.shape)]
    if any(n >= size for n, size in zip(place, entry.shape, strict=True)):
        return message
    return f"{entry.sheet}!{cell_address(*entry.place(place))}: {message}"


def _misnamed(name: str, side: str) -> Difference:
    return Difference("-", "-", name, "-", "-", f"a tensor that only {side} knows")
