"""What a file stores of a sheet: its cells as arrays, with formulas and stored values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cached_property
from typing import TypeAlias

import numpy as np

from sheetnet.formula.limits import COLUMNS
from sheetnet.formula.template import cell_address
from sheetnet.xlsx.read.setup import SheetSetup

Constant: TypeAlias = float | bool | str
Cell: TypeAlias = tuple[int, int]
"""Row and column, counted from 1."""
Rectangle: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column."""
NO_FORMULA = -1
NOT_THERE = -1
NO_STYLE = -1
"""Of a cell in the range of an array formula that the file leaves out."""


class Kind(IntEnum):
    """What a cell stores as its value."""

    BLANK = 0
    NUMBER = 1
    TRUTH = 2
    TEXT = 3
    ERROR = 4


_BLANK, _NUMBER, _TRUTH = int(Kind.BLANK), int(Kind.NUMBER), int(Kind.TRUTH)
"""Plain numbers: to look up a member of an enumeration takes longer than all else that is done for a cell."""


@dataclass(frozen=True, slots=True)
class SharedFormula:
    """A formula that several cells have in common, as it stands in the first of them.

    Args:
        number: Which of the sheet's shared formulas it is, in the order of the file.
        first: Row and column of the first cell.
        range: The range within which all its cells lie, such as ``A1:B7``.
        text: The formula of the first cell, with the leading ``=``.
    """

    number: int
    first: Cell
    range: str
    text: str


@dataclass(frozen=True, slots=True)
class ArrayFormula:
    """A formula whose values fill a range.

    Args:
        area: The range.
        text: The formula, with the leading ``=``.
    """

    area: Rectangle
    text: str


Formula: TypeAlias = str | SharedFormula | ArrayFormula
"""A cell's own formula with the leading ``=``, or one of which it has a part."""


@dataclass(frozen=True, eq=False)
class StoredSheet:
    """The cells of one sheet, from left to right and from top to bottom; those that hold nothing are left out.

    Args:
        rows: Row of each cell, int32, (cells,).
        columns: Column of each cell, int32, (cells,).
        formula: For each cell the number of its formula, or ``NO_FORMULA``, int32, (cells,).
        kinds: What each cell stores, a ``Kind``, uint8, (cells,).
        numbers: The number that it stores; 0 or 1 for a truth value, the position among the texts for a text or an
            error; float64, (cells,).
        formulas: The sheet's formulas, each once.
        texts: The workbook's texts.
        styles: The number of the format that each cell has, int32, (cells,).
        setup: What is around the cells.
    """

    rows: np.ndarray
    columns: np.ndarray
    formula: np.ndarray
    kinds: np.ndarray
    numbers: np.ndarray
    formulas: Sequence[Formula]
    texts: Sequence[str]
    styles: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int32))
    setup: SheetSetup = field(default_factory=SheetSetup)

    @cached_property
    def keys(self) -> np.ndarray:
        """One number a cell, by which cells are in order, int64, (cells,)."""
        return key(self.rows, self.columns)

    @cached_property
    def computed(self) -> np.ndarray:
        """Whether a formula gives the cell its value, array formulas included, (cells,)."""
        marked: np.ndarray = self.formula != NO_FORMULA
        return marked

    @cached_property
    def constants(self) -> dict[Cell, Constant]:
        """All constants by row and column; meant for sheets of words, not for a million numbers."""
        found = {}
        for position in np.flatnonzero(~self.computed).tolist():
            value = self.value(position)
            if value is not None:
                found[int(self.rows[position]), int(self.columns[position])] = value
        return found

    def find(self, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """Return where cells are among those of this sheet.

        Args:
            rows: Rows, any shape.
            columns: Columns, the same shape.

        Returns:
            Their positions, int64, in that shape; ``NOT_THERE`` where the sheet holds nothing.
        """
        if not len(self.keys):
            return np.full(np.shape(rows), NOT_THERE)
        wanted = key(rows, columns)
        near = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[near] == wanted, near, NOT_THERE)

    def among(self, marked: np.ndarray, where: np.ndarray) -> np.ndarray:
        """Tell of cells, given by their positions as ``find`` returns them, whether they are marked.

        Args:
            marked: For each cell of the sheet whether it is, (cells,).
            where: Positions, any shape; where nothing is there, nothing is marked.
        """
        found: np.ndarray = np.append(marked, False)[where]  # NOT_THERE is the last one
        return found

    def formula_at(self, place: Cell) -> str | None:
        """Return the formula of one cell as the reader sees it there, or None."""
        number = self._number(place)
        if number == NO_FORMULA:
            return None
        found = self.formulas[number]
        if isinstance(found, str):
            return found
        if isinstance(found, ArrayFormula) or found.first == place:
            return found.text
        return _moved(found, place)

    def shown(self, place: Cell) -> str:
        """Return what a cell holds, for a message: its formula, its constant, or that there is nothing."""
        position = int(self.find(*np.array(place)))
        if position == NOT_THERE:
            return "nothing"
        return self.formula_at(place) or str(self.value(position))

    def value(self, position: int) -> Constant | None:
        """Return the value that a cell stores, given by its position; an error as its text."""
        kind, number = self.kinds.item(position), float(self.numbers.item(position))
        if kind == _NUMBER:
            return number
        if kind == _BLANK:
            return None
        return bool(number) if kind == _TRUTH else self.texts[int(number)]

    def formula_texts(self) -> Iterator[tuple[Cell, str]]:
        """Go through the formulas, each once, with the first cell that has it."""
        numbers, first = np.unique(self.formula, return_index=True)
        for number, position in zip(numbers.tolist(), first.tolist(), strict=True):
            if number != NO_FORMULA:
                found = self.formulas[number]
                place = int(self.rows[position]), int(self.columns[position])
                yield place, found if isinstance(found, str) else found.text

    def arrays(self) -> list[ArrayFormula]:
        """Return the array formulas."""
        return [formula for formula in self.formulas if isinstance(formula, ArrayFormula)]

    def with_numbers(self, rows: np.ndarray, columns: np.ndarray, values: np.ndarray) -> StoredSheet:
        """Return it with other numbers in some of its cells, which hold numbers already.

        Args:
            rows: Rows of the cells, any shape.
            columns: Columns, the same shape.
            values: What they are to hold, the same shape.
        """
        numbers = self.numbers.copy()
        numbers[self.find(rows, columns)] = values
        return replace(self, numbers=numbers)

    def _number(self, place: Cell) -> int:
        position = int(self.find(*np.array(place)))
        return NO_FORMULA if position == NOT_THERE else int(self.formula[position])


def key(rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Return one number a cell, int64, by which cells are in order."""
    keys: np.ndarray = np.asarray(rows, np.int64) * (COLUMNS + 1) + columns
    return keys


def _moved(formula: SharedFormula, place: Cell) -> str:
    """Write a shared formula as it reads in another of its cells."""
    from openpyxl.formula.tokenizer import TokenizerError
    from openpyxl.formula.translate import Translator, TranslatorError

    try:
        return str(Translator(formula.text, cell_address(*formula.first)).translate_formula(cell_address(*place)))
    except (TokenizerError, TranslatorError, IndexError):
        return formula.text  # no formula in good order, or one that would leave the sheet
