"""What a file stores of a sheet: its constants and its formulas, without what the formulas computed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import TypeAlias

from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.formula.translate import Translator, TranslatorError

from sheetnet.formula.template import cell_address

Constant: TypeAlias = float | bool | str
Cell: TypeAlias = tuple[int, int]
"""Row and column, counted from 1."""
Rectangle: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


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


@dataclass(slots=True)
class StoredSheet:
    """The cells of one sheet, without what formulas computed.

    Args:
        constants: Numbers, texts and truth values by row and column.
        formulas: Formulas, with the leading ``=``, by row and column, or the formula that a cell shares with others.
        arrays: Array formulas with their ranges (first row, first column, last row, last column), by first cell.
    """

    constants: dict[Cell, Constant] = field(default_factory=dict)
    formulas: dict[Cell, str | SharedFormula] = field(default_factory=dict)
    arrays: dict[Cell, tuple[Rectangle, str]] = field(default_factory=dict)

    def formula(self, place: Cell) -> str | None:
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

    def computed(self) -> set[Cell]:
        """Return the cells whose values formulas give, the ranges of array formulas included."""
        return {*self.formulas, *self.array_cells()}

    def array_cells(self) -> Iterator[Cell]:
        """Go through the cells of all array formulas."""
        for (top, left, bottom, right), _ in self.arrays.values():
            yield from product(range(top, bottom + 1), range(left, right + 1))
