"""Formulas that are not those of the lesson: every formula of a file against what the present code writes.

A file says what it was built from, so its formulas can be written anew. Most of a large sheet is compared without a look
at its cells: where a group of cells has one shared formula in the file, and that is the group's, all of them agree. What
is left is compared text by text, and what is still left token by token, so that a program's own spelling does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from sheetnet.lint.written import WrittenArray, WrittenBlock, written
from sheetnet.errors import FormulaError
from sheetnet.formula import SheetNames
from sheetnet.formula.spelling import spelled
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor
from sheetnet.xlsx.read.stored import NO_FORMULA, NOT_THERE, ArrayFormula, Cell, SharedFormula, StoredSheet, key

AT_ONCE = 1 << 15
"""Cells whose formulas are written out together."""
MOST_SPELLED = 200_000
"""Cells of a workbook that are compared token by token: some seconds. Files of other programs have some thousands."""


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
        unseen: Tensors with cells that are spelled in another way and were too many to be compared.
    """

    names: SheetNames
    left: int = MOST_SPELLED
    unseen: dict[str, int] = field(default_factory=dict)

    def edited(self, page: Page, sheet: StoredSheet) -> Iterator[EditedFormula]:
        """Go through the cells of a page with a formula that is not the lesson's; cells without one are left out.

        Raises:
            FormulaError: A tensor lies so that its formulas cannot be written.
        """
        title = self.names[page]
        for block in written(page, self.names):
            if isinstance(block, WrittenArray):
                yield from _edited_array(block, title, sheet)
                continue
            positions = sheet.find(*block.cells)
            numbers = np.append(sheet.formula, NO_FORMULA)[positions]
            left = np.flatnonzero((numbers != NO_FORMULA) & ~_alike(block, sheet, numbers))
            for some in _in_pieces(left[~_shared_alike(block, sheet, numbers, left, title)]):
                yield from self._of_cells(block, some, title, sheet, positions)

    def _of_cells(
        self, block: WrittenBlock, chosen: np.ndarray, title: str, sheet: StoredSheet, positions: np.ndarray
    ) -> Iterator[EditedFormula]:
        """Compare some cells one by one."""
        rows, columns = (places[chosen].tolist() for places in block.cells)
        numbers = sheet.formula[positions[chosen]].tolist()
        for cell, row, column, number, wanted in zip(
            chosen.tolist(), rows, columns, numbers, block.texts(chosen), strict=True
        ):
            if sheet.formulas[number] == wanted:
                continue
            if self.left == 0:
                self.unseen[block.tensor.name] = self.unseen.get(block.tensor.name, 0) + 1
                continue
            self.left -= 1
            found = _shown(sheet, number, (row, column))
            if spelled(found, title) != spelled(wanted, title):
                yield EditedFormula(title, (row, column), block.tensor, int(block.entries[cell]), wanted, found)


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


def _shared_alike(
    block: WrittenBlock, sheet: StoredSheet, numbers: np.ndarray, left: np.ndarray, title: str
) -> np.ndarray:
    """Tell of which cells a shared formula shows that they have the block's, though the file groups them otherwise.

    It does where the formula's first cell is of the same group, and reads as it should.

    Args:
        block: The formulas as they are written anew.
        sheet: The sheet.
        numbers: The number of the formula that each of the block's cells has in the file, (cells,).
        left: Which of the block's cells are asked for, (left,).
        title: The tab.
    """
    distinct, which = np.unique(numbers[left], return_inverse=True)
    formulas = [sheet.formulas[number] for number in distinct.tolist()]
    firsts = [formula.first if isinstance(formula, SharedFormula) else (0, 0) for formula in formulas]
    found = _cells_at(block, np.array(firsts, dtype=np.int64).reshape(-1, 2))
    texts = block.texts(np.maximum(found, 0))
    agree = [
        isinstance(formula, SharedFormula) and cell != NOT_THERE and spelled(formula.text, title) == spelled(text, title)
        for formula, cell, text in zip(formulas, found.tolist(), texts, strict=True)
    ]
    alike: np.ndarray = np.array(agree, dtype=bool)[which] & (block.groups[found][which] == block.groups[left])
    return alike


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


def _edited_array(block: WrittenArray, title: str, sheet: StoredSheet) -> Iterator[EditedFormula]:
    top, left, bottom, right = block.area
    position = int(sheet.find(np.array(top), np.array(left)))
    number = NO_FORMULA if position == NOT_THERE else int(sheet.formula[position])
    if number == NO_FORMULA:
        return
    formula = sheet.formulas[number]
    wanted = spelled(block.text, title)
    if isinstance(formula, ArrayFormula) and formula.area == block.area and spelled(formula.text, title) == wanted:
        return
    found = _shown(sheet, number, (top, left))
    yield EditedFormula(title, (top, left), block.tensor, 0, f"{{{block.text}}}", found)


def _in_pieces(chosen: np.ndarray) -> Iterator[np.ndarray]:
    for start in range(0, len(chosen), AT_ONCE):
        yield chosen[start : start + AT_ONCE]
