"""What is refused before an engine sees it: formulas that could harm the machine, or that no lesson needs.

Engines run under limits of their own. Here the reason is found, and the cell is named.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from sheetnet.errors import WorkbookError
from sheetnet.formula import limits
from sheetnet.formula.functions import ALLOWED, REACHING
from sheetnet.formula.scan import Scan
from sheetnet.formula.scans import Scans
from sheetnet.formula.template import cell_address
from sheetnet.workbook.map import Map
from sheetnet.xlsx.read.stored import ArrayFormula, SharedFormula, StoredSheet

HOLLOW = 10
"""A Map may name so many times the cells that there are: somebody may have deleted a sheet's, and is told which."""
_AT_ONCE = 1_000
"""Formulas that are read together: enough to be quick, few enough that their texts are not all in memory twice."""
_SHOWN = 40
"""Characters of a formula that a message shows."""


@dataclass(frozen=True, slots=True)
class Formulas:
    """Formulas of a sheet, each once, in columns: there may be a million.

    Args:
        texts: The formula as it stands in the first of its cells.
        rows: Row of that cell.
        columns: Column of that cell.
        cells: How many cells have it.
        downs: Rows from the first to the lowest of them.
        rights: Columns from the first to the rightmost.
    """

    texts: list[str]
    rows: list[int]
    columns: list[int]
    cells: list[int]
    downs: list[int]
    rights: list[int]

    def parts(self) -> Iterator[Formulas]:
        """Go through them, some at a time."""
        for first in range(0, len(self.texts), _AT_ONCE):
            some = slice(first, first + _AT_ONCE)
            places = self.rows[some], self.columns[some]
            yield Formulas(self.texts[some], *places, self.cells[some], self.downs[some], self.rights[some])

    def address(self, number: int) -> str:
        """Return the address of a formula's first cell."""
        return cell_address(self.rows[number], self.columns[number])


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
        for formulas in formulas_of(sheet).parts():
            judge.hear(title, formulas)
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


def formulas_of(sheet: StoredSheet) -> Formulas:
    """Return the formulas of a sheet, one that several cells have once."""
    of_cell = sheet.formula[sheet.computed]
    rows, columns = sheet.rows[sheet.computed], sheet.columns[sheet.computed]
    numbers, first, counts = np.unique(of_cell, return_index=True, return_counts=True)
    formulas = [sheet.formulas[number] for number in numbers.tolist()]
    tops, lefts = rows[first], columns[first]
    lowest, rightmost = np.zeros((2, len(sheet.formulas)), rows.dtype)
    np.maximum.at(lowest, of_cell, rows)
    np.maximum.at(rightmost, of_cell, columns)
    for number, formula in enumerate(formulas):
        if isinstance(formula, SharedFormula):
            tops[number], lefts[number] = formula.first
        elif isinstance(formula, ArrayFormula):  # computed once, however many cells it fills
            counts[number] = 1
            lowest[numbers[number]], rightmost[numbers[number]] = tops[number], lefts[number]
    return Formulas(
        [formula if isinstance(formula, str) else formula.text for formula in formulas],
        *(column.tolist() for column in (tops, lefts, counts, lowest[numbers] - tops, rightmost[numbers] - lefts)),
    )


@dataclass
class _Judge:
    """Hears all formulas of a workbook.

    Args:
        any_function: Formulas may call other functions than the portable ones.
        sheets: How many sheets there are.
        work: Cells that all formulas took so far.
        cells: Cells with formulas so far.
        heaviest: The work of the formula that took most, and its first cell.
    """

    any_function: bool
    sheets: int
    work: int = 0
    cells: int = 0
    heaviest: tuple[int, str] = (0, "")
    scans: Scans = field(default_factory=Scans)

    def hear(self, title: str, formulas: Formulas) -> None:
        """Take formulas of one sheet.

        Raises:
            WorkbookError: One of them is refused.
        """
        for number in (n for n, text in enumerate(formulas.texts) if len(text) > limits.FORMULA_CHARACTERS + 1):
            length = len(formulas.texts[number]) - 1  # without the leading =
            why = f"holds a formula of {length:,} characters; a cell takes {limits.FORMULA_CHARACTERS:,}"
            raise _refused(title, formulas, number, why)
        scans = self.scans.of(formulas.texts)
        # Of each scan the first formula, in order; what a scan says is the same for all the others.
        for number in {id(found): n for n, found in reversed([*enumerate(scans)])}.values():
            if why := _why_not(formulas.texts[number], scans[number], self.any_function):
                raise _refused(title, formulas, number, why)
        self.cells += sum(formulas.cells)
        for number, found in enumerate(scans):
            if found.ranges or found.constants != (1, 1):
                self._measure(title, formulas, number, found)

    def _measure(self, title: str, formulas: Formulas, number: int, found: Scan) -> None:
        text = formulas.texts[number]
        largest, total = found.cells(text, formulas.downs[number], formulas.rights[number])
        total *= self.sheets if found.across_sheets else 1
        if largest > limits.RANGE_CELLS:
            why = f"makes blocks of {largest:,} cells; allowed are {limits.RANGE_CELLS:,}, a whole column"
            raise _refused(title, formulas, number, f"{why}: {_start(text)}")
        if total > limits.FORMULA_CELLS:
            why = f"takes {total:,} cells; allowed are {limits.FORMULA_CELLS:,}, two whole columns"
            raise _refused(title, formulas, number, f"{why}: {_start(text)}")
        work = total * formulas.cells[number]
        self.work += work
        if work > self.heaviest[0]:
            self.heaviest = work, f"{title}!{formulas.address(number)}"

    def conclude(self) -> None:
        """Look at all formulas together.

        Raises:
            WorkbookError: They take too many cells.
        """
        most = limits.WORK_OF_ALL + limits.WORK_OF_EACH * self.cells
        if self.work > most:
            why = f"{self.heaviest[1]} and others take {self.work:,} cells from their ranges"
            raise WorkbookError(f"{why}; allowed are {most:,} for {self.cells:,} formulas: use smaller ranges")


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


def _refused(title: str, formulas: Formulas, number: int, why: str) -> WorkbookError:
    return WorkbookError(f"{title}!{formulas.address(number)} {why}")


def _start(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
