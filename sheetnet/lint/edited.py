"""Formulas that are not those of the lesson: every formula of a file against what the present code writes.

A file says what it was built from, so its formulas can be written anew. Most of a large sheet is compared without a
look at its cells: where a group of cells has one shared formula in the file, and that is the group's, all of them
agree. What is left is compared text by text, and what is still left token by token, so that a program's own spelling
does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from sheetnet.formula import SheetNames
from sheetnet.formula.spelling import spelled
from sheetnet.lint.written import WrittenBlock, written
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor
from sheetnet.xlsx.read.stored import (
    NO_FORMULA,
    NOT_THERE,
    ArrayFormula,
    Cell,
    Formula,
    SharedFormula,
    StoredSheet,
    key,
)

AT_ONCE = 1 << 15
"""Cells whose formulas are written out together."""
MOST_SPELLED = 100_000
"""Cells of a workbook that are compared token by token: some seconds. Files of other programs have some thousands."""
LISTED = 20
"""Cells of a tensor that are listed; of more, their number is known."""


class Verdict(IntEnum):
    """What is known of a cell's formula."""

    UNKNOWN = 0
    ALIKE = 1
    DIFFERS = 2


@dataclass(frozen=True, slots=True)
class EditedFormula:
    """A cell whose formula is not the lesson's.

    Args:
        sheet: The tab.
        place: Row and column.
        tensor: The tensor it belongs to.
        number: Its position in the flattened tensor.
        wanted: The lesson's formula.
        found: What the file has.
    """

    sheet: str
    place: Cell
    tensor: Tensor
    number: int
    wanted: str
    found: str


@dataclass
class Comparison:
    """Compares the formulas of a workbook's sheets.

    Args:
        names: The tab of each page.
        left: Cells that may still be compared token by token.
        edited: How many cells of each tensor have a formula that is not the lesson's.
        unseen: How many cells of each tensor were not compared: they are spelled in another way, and are too many.
    """

    names: SheetNames
    left: int = MOST_SPELLED
    edited: Counter[str] = field(default_factory=Counter)
    unseen: Counter[str] = field(default_factory=Counter)

    def of_page(self, page: Page, sheet: StoredSheet) -> Iterator[EditedFormula]:
        """Go through cells of a page with a formula that is not the lesson's, of each tensor the first ones.

        Cells without a formula are left out.

        Raises:
            FormulaError: A tensor lies so that its formulas cannot be written.
        """
        title = self.names[page]
        for block in written(page, self.names):
            numbers = np.append(sheet.formula, NO_FORMULA)[sheet.find(*block.cells)]
            left = np.flatnonzero((numbers != NO_FORMULA) & ~_alike(block, sheet, numbers))
            verdicts = _by_sharing(block, sheet, numbers, left, title)
            yield from self._listed(block, left[verdicts == Verdict.DIFFERS], numbers, title, sheet)
            for some in _in_pieces(left[verdicts == Verdict.UNKNOWN]):
                differing = np.array(list(self._differing(block, some, numbers, title, sheet)), dtype=np.int64)
                yield from self._listed(block, differing, numbers, title, sheet)

    def _differing(
        self, block: WrittenBlock, chosen: np.ndarray, numbers: np.ndarray, title: str, sheet: StoredSheet
    ) -> Iterator[int]:
        """Compare some cells one by one, and go through those that differ."""
        found = [sheet.formulas[number] for number in numbers[chosen].tolist()]
        texts = zip(found, block.texts(chosen), block.in_plain_spelling().texts(chosen), strict=True)
        chosen = chosen[[formula not in (wanted, plain) for formula, wanted, plain in texts]]
        rows, columns = (places[chosen].tolist() for places in block.cells)
        of_cells = zip(chosen.tolist(), rows, columns, numbers[chosen].tolist(), block.texts(chosen), strict=True)
        for cell, row, column, number, wanted in of_cells:
            if self.left == 0:
                self.unseen[block.tensor.name] += 1
                continue
            self.left -= 1
            if spelled(_shown(sheet, number, (row, column)), title) != spelled(wanted, title):
                yield cell

    def _listed(
        self, block: WrittenBlock, cells: np.ndarray, numbers: np.ndarray, title: str, sheet: StoredSheet
    ) -> Iterator[EditedFormula]:
        """Count cells that differ, and go through the first ones of the tensor."""
        name = block.tensor.name
        listed = cells[: max(0, LISTED - self.edited[name])]
        self.edited[name] += len(cells)
        rows, columns = block.cells
        for cell, wanted in zip(listed.tolist(), block.texts(listed), strict=True):
            place = int(rows[cell]), int(columns[cell])
            found = _shown(sheet, int(numbers[cell]), place)
            yield EditedFormula(title, place, block.tensor, int(block.entries[cell]), wanted, found)


def _alike(block: WrittenBlock, sheet: StoredSheet, numbers: np.ndarray) -> np.ndarray:
    """Tell of which cells it shows without a look at each that they have the block's formula.

    Args:
        block: The formulas as they are written anew.
        sheet: The sheet.
        numbers: The number of the formula that each of the block's cells has in the file, (cells,).
    """
    leads, groups = block.leads, block.groups
    of_lead = numbers[leads]
    rows, columns = (places[leads].tolist() for places in block.cells)
    agree = [
        number != NO_FORMULA and _is(sheet.formulas[number], text, (row, column))
        for number, text, row, column in zip(of_lead.tolist(), block.texts(leads), rows, columns, strict=True)
    ]
    alike: np.ndarray = np.array(agree)[groups] & (numbers == of_lead[groups])
    return alike


def _by_sharing(
    block: WrittenBlock, sheet: StoredSheet, numbers: np.ndarray, left: np.ndarray, title: str
) -> np.ndarray:
    """Tell what shared formulas show of cells, though the file groups them otherwise than the block does.

    They show it where the formula's first cell is of the same group: if it reads there as it should, it does so in all
    cells, and if not, in none.

    Args:
        block: The formulas as they are written anew.
        sheet: The sheet.
        numbers: The number of the formula that each of the block's cells has in the file, (cells,).
        left: Which of the block's cells are asked for, (left,).
        title: The tab.

    Returns:
        A ``Verdict`` for each, (left,).
    """
    distinct, which = np.unique(numbers[left], return_inverse=True)
    formulas = [sheet.formulas[number] for number in distinct.tolist()]
    firsts = [formula.first if isinstance(formula, SharedFormula) else (0, 0) for formula in formulas]
    found = _cells_at(block, np.array(firsts, dtype=np.int64).reshape(-1, 2))
    texts = block.texts(np.maximum(found, 0))
    shown = [
        Verdict.UNKNOWN if cell == NOT_THERE else _verdict(formula, text, title)
        for formula, cell, text in zip(formulas, found.tolist(), texts, strict=True)
    ]
    same_group = block.groups[found][which] == block.groups[left]
    verdicts: np.ndarray = np.where(same_group, np.array(shown, dtype=np.int64)[which], Verdict.UNKNOWN)
    return verdicts


def _verdict(formula: Formula, text: str, title: str) -> Verdict:
    if not isinstance(formula, SharedFormula):
        return Verdict.UNKNOWN
    return Verdict.ALIKE if spelled(formula.text, title) == spelled(text, title) else Verdict.DIFFERS


def _cells_at(block: WrittenBlock, places: np.ndarray) -> np.ndarray:
    """Return which of a block's cells are at some places, (places, 2); ``NOT_THERE`` where none is."""
    keys, wanted = key(*block.cells), key(*places.T)
    order = np.argsort(keys)
    near = order[np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)]
    return np.where(keys[near] == wanted, near, NOT_THERE)


def _is(formula: object, text: str, place: Cell) -> bool:
    """Tell whether a file's formula is the given one, as it reads in a place."""
    if isinstance(formula, SharedFormula):
        return formula.text == text and formula.first == place
    return formula == text


def _shown(sheet: StoredSheet, number: int, place: Cell) -> str:
    formula = sheet.formulas[number]
    if isinstance(formula, ArrayFormula):
        return f"{{{formula.text}}}"  # an array formula is another formula, whatever its text
    return sheet.formula_at(place) or ""


def _in_pieces(chosen: np.ndarray) -> Iterator[np.ndarray]:
    for start in range(0, len(chosen), AT_ONCE):
        yield chosen[start : start + AT_ONCE]
