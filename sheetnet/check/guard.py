"""What is refused before an engine sees it: formulas that could harm the machine, or that no lesson needs.

Engines run under limits of their own. Here the reason is found, and the cell is named.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

import numpy as np

from sheetnet.errors import WorkbookError
from sheetnet.formula import limits
from sheetnet.formula.functions import ALLOWED, REACHING
from sheetnet.formula.scan import Scan
from sheetnet.formula.scans import Scans
from sheetnet.formula.template import cell_address
from sheetnet.workbook.map import Map
from sheetnet.xlsx.read.stored import ArrayFormula, Cell, SharedFormula, StoredSheet

HOLLOW = 10
"""A Map may name so many times the cells that there are: somebody may have deleted a sheet's, and is told which."""
_AT_ONCE = 1_000
"""Formulas that are read together: enough to be quick, few enough that the garbage collector has no work."""
_SHOWN = 40
"""Characters of a formula that a message shows."""


@dataclass(slots=True)
class Extent:
    """The cells that have a formula in common.

    Args:
        cells: How many there are.
        down: Rows from the first to the lowest.
        right: Columns from the first to the rightmost.
    """

    cells: int = 1
    down: int = 0
    right: int = 0


Filled: TypeAlias = tuple[str, Cell, Extent]
"""A formula as it stands in the first of its cells, the place of that cell, and the cells that have it."""
_ALONE = Extent()


def refuse_harmful(sheets: Mapping[str, StoredSheet], any_function: bool = False) -> int:
    """Make sure that no formula of a workbook can do harm, or keeps an engine busy without end.

    Args:
        sheets: The cells of the workbook, by the names of its sheets.
        any_function: Formulas may call other functions than the portable ones.

    Returns:
        How many cells all formulas together take from their ranges, a measure of an engine's work.

    Raises:
        WorkbookError: A formula is too long, too deep or not in good order, leads out of the workbook, calls a function
            that is not allowed, or takes too many cells; or all of them together do.
    """
    judge = _Judge(any_function, len(sheets))
    for title, sheet in sheets.items():
        formulas = filled(sheet)
        while together := list(islice(formulas, _AT_ONCE)):
            judge.hear(title, together)
    judge.conclude()
    return judge.work


def refuse_hollow(map_: Map, sheets: Mapping[str, StoredSheet], where: str) -> None:
    """Make sure that a Map does not name far more cells than there are: a few words of it can name billions.

    Args:
        map_: What the workbook says of itself.
        sheets: Its cells.
        where: The file, for the message.

    Raises:
        WorkbookError: It does.
    """
    named = sum(math.prod(entry.shape) for entry in map_.entries.values())
    stored = sum(len(sheet.rows) for sheet in sheets.values())
    if named > HOLLOW * stored:
        raise WorkbookError(f"{where}: the Map names {named:,} cells, of which there are {stored:,}; build it anew")


def filled(sheet: StoredSheet) -> Iterator[Filled]:
    """Go through the formulas of a sheet, one that several cells have once."""
    of_cell = sheet.formula[sheet.computed]
    places = np.stack([sheet.rows, sheet.columns], axis=1)[sheet.computed]
    numbers, first, counts = np.unique(of_cell, return_index=True, return_counts=True)
    farthest = np.zeros((len(sheet.formulas), 2), places.dtype)
    np.maximum.at(farthest, of_cell, places)
    for number, (row, column), count in zip(numbers.tolist(), places[first].tolist(), counts.tolist(), strict=True):
        formula = sheet.formulas[number]
        if isinstance(formula, SharedFormula):
            down, right = (farthest[number] - formula.first).tolist()
            yield formula.text, formula.first, Extent(count, down, right)
        else:
            yield formula.text if isinstance(formula, ArrayFormula) else formula, (row, column), _ALONE


@dataclass
class _Judge:
    """Hears all formulas of a workbook.

    Args:
        any_function: Formulas may call other functions than the portable ones.
        sheets: How many sheets there are.
        work: Cells that all formulas took so far.
        cells: Cells with formulas so far.
        heaviest: The formula that took most, with its work.
    """

    any_function: bool
    sheets: int
    work: int = 0
    cells: int = 0
    heaviest: tuple[int, str, Cell] = (0, "", (1, 1))
    scans: Scans = field(default_factory=Scans)

    def hear(self, title: str, formulas: list[Filled]) -> None:
        """Take formulas of one sheet.

        Raises:
            WorkbookError: One of them is refused.
        """
        for text, first, _ in formulas:
            if len(text) > limits.FORMULA_CHARACTERS + 1:  # with its leading =
                most = f"a cell takes {limits.FORMULA_CHARACTERS:,}"
                raise WorkbookError(
                    f"{title}!{cell_address(*first)} holds a formula of {len(text) - 1:,} characters; {most}"
                )
        scans = self.scans.of([text for text, _, _ in formulas])
        # Of each scan the first formula, in order; what a scan says is the same for all the others.
        for number in {id(found): n for n, found in reversed([*enumerate(scans)])}.values():
            text, first, _ = formulas[number]
            if why := _why_not(text, scans[number], self.any_function):
                raise _refused(title, first, why)
        for formula, found in zip(formulas, scans, strict=True):
            self.cells += formula[2].cells
            if found.ranges or found.constants != (1, 1):
                self._measure(title, formula, found)

    def _measure(self, title: str, formula: Filled, found: Scan) -> None:
        text, first, extent = formula
        largest, total = found.cells(text, extent.down, extent.right)
        total *= self.sheets if found.across_sheets else 1
        if largest > limits.RANGE_CELLS:
            why = f"makes blocks of {largest:,} cells; allowed are {limits.RANGE_CELLS:,}, a whole column"
            raise _refused(title, first, f"{why}: {_start(text)}")
        if total > limits.FORMULA_CELLS:
            why = f"takes {total:,} cells; allowed are {limits.FORMULA_CELLS:,}, two whole columns"
            raise _refused(title, first, f"{why}: {_start(text)}")
        self.work += total * extent.cells
        if total * extent.cells > self.heaviest[0]:
            self.heaviest = total * extent.cells, title, first

    def conclude(self) -> None:
        """Look at all formulas together.

        Raises:
            WorkbookError: They take too many cells.
        """
        most = limits.WORK_OF_ALL + limits.WORK_OF_EACH * self.cells
        if self.work > most:
            _, title, first = self.heaviest
            why = f"and others take {self.work:,} cells from their ranges"
            raise _refused(title, first, f"{why}; allowed are {most:,} for {self.cells:,} formulas: use smaller ranges")


def _why_not(text: str, found: Scan, any_function: bool) -> str:
    """Return why a formula is refused whatever numbers stand in it, as the rest of a sentence; empty if it is not."""
    if found.fault:
        return f"holds a formula that is not in good order, with {found.fault}: {_start(text)}"
    if found.outside:
        return f"leads out of the workbook, to {_start(found.outside)}; sheetnet follows nothing outside of it"
    if found.computed_range:
        return f"makes a range of computed cells: {_start(text)}; write both corners as addresses"
    return _too_deep(text, found) or _of_functions(found, any_function)


def _too_deep(text: str, found: Scan) -> str:
    if found.nesting > limits.NESTING_LEVELS:
        return f"nests {found.nesting} levels of brackets; a spreadsheet reads {limits.NESTING_LEVELS}: {_start(text)}"
    if found.arguments > limits.ARGUMENTS:
        return f"gives a function {found.arguments} arguments; it takes {limits.ARGUMENTS}: {_start(text)}"
    if found.depth > limits.DEPTH:
        return f"is {found.depth} operators and brackets deep; sheetnet reads up to {limits.DEPTH}: {_start(text)}"
    return ""


def _of_functions(found: Scan, any_function: bool) -> str:
    if reaching := sorted(found.functions & REACHING):
        return f"calls {reaching[0]}, which reaches out of the workbook; sheetnet follows nothing outside of it"
    foreign = sorted(found.functions - ALLOWED)
    if foreign and not any_function:
        return (
            f"calls {_start(foreign[0])}, which is not among the portable functions; to check it nevertheless, give "
            "--any-function (in Python any_function=True)"
        )
    return ""


def _refused(title: str, first: Cell, why: str) -> WorkbookError:
    return WorkbookError(f"{title}!{cell_address(*first)} {why}")


def _start(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
