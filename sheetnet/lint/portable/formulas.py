"""The formulas of a workbook, held to what every spreadsheet reads alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sheetnet.formula.limits import ARGUMENTS, FORMULA_CHARACTERS, NESTING_LEVELS
from sheetnet.formula.scan import Scan, scan
from sheetnet.formula.template import cell_address
from sheetnet.lint.finding import WHOLE, Finding
from sheetnet.lint.portable.faults import Fault, Formula, faults
from sheetnet.lint.portable.shapes import SINGLE, Shape, shape_of_reference
from sheetnet.lint.portable.tree import NotUnderstoodError, tree
from sheetnet.lint.subject import Subject
from sheetnet.xlsx.read.stored import ArrayFormula, Cell, StoredSheet

LIMITS, TWICE, UNREAD = "limits of a formula", "second =", "formulas not read"
MOST = 50_000
"""Formulas that are read, each shared one once: some seconds."""
_SHOWN = 80
"""Characters of a formula that a finding shows."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A formula of a workbook.

    Args:
        sheet: The tab.
        place: Row and column of the first cell that has it.
        text: The formula with the leading ``=``.
        array: Whether it is an array formula.
    """

    sheet: str
    place: Cell
    text: str
    array: bool


def portable_formulas(subject: Subject) -> Iterator[Finding]:
    """Find formulas that one spreadsheet takes and another does not; of a lesson's workbook only the edited ones.

    The lesson's own are what they should be: they are written by code that makes no others.
    """
    shapes = _shapes(subject)
    seen: set[tuple[str, bool]] = set()
    for placed in _formulas(subject):
        if (placed.text, placed.array) in seen:
            continue
        if len(seen) == MOST:
            what = f"only the first {MOST:,} formulas were read for what spreadsheets do not read alike"
            yield Finding(WHOLE, WHOLE, UNREAD, what, "nothing to do", error=False)
            return
        seen.add((placed.text, placed.array))
        yield from (_finding(placed, fault) for fault in _faults(placed, shapes))


def _formulas(subject: Subject) -> Iterator[Placed]:
    if subject.own is not None:
        for edited in subject.edited:
            yield Placed(edited.sheet, edited.place, edited.found.strip("{}"), edited.found.startswith("{"))
        return
    for title, sheet in subject.sheets.items():
        arrays = {formula.text for formula in sheet.arrays()}
        for place, text in sheet.formula_texts():
            yield Placed(title, place, text, text in arrays and _is_array(sheet, place))


def _is_array(sheet: StoredSheet, place: Cell) -> bool:
    row, column = place
    return any(isinstance(formula, ArrayFormula) and formula.area[:2] == (row, column) for formula in sheet.arrays())


def _faults(placed: Placed, shapes: Mapping[str, Shape]) -> Iterator[Fault]:
    text = placed.text
    if text.startswith("=="):
        yield Fault(TWICE, "the formula begins with a second =, which Excel calls damaged", "remove it")
        return
    read = scan(text)
    too_large = _too_large(text, read)
    if too_large:
        yield Fault(LIMITS, too_large, "split it over cells")
        return
    try:
        root = tree(text)
    except NotUnderstoodError:
        return  # a table's columns, several areas at once, or no formula: nothing is known of it
    yield from faults(Formula(root, placed.array, shapes))


def _too_large(text: str, read: Scan) -> str:
    """Return what of a formula is more than Excel takes; LibreOffice takes it."""
    if len(text) - 1 > FORMULA_CHARACTERS:
        return f"the formula has {len(text) - 1:,} characters; Excel takes {FORMULA_CHARACTERS:,}"
    if read.nesting > NESTING_LEVELS:
        return f"the formula nests {read.nesting} levels; Excel takes {NESTING_LEVELS}"
    if read.arguments > ARGUMENTS:
        return f"a function has {read.arguments} arguments; Excel takes {ARGUMENTS}"
    return ""


def _shapes(subject: Subject) -> dict[str, Shape]:
    """Return the shapes of what defined names stand for."""
    return {name.name.casefold(): _shape(name.text) for name in subject.facts.names}


def _shape(text: str) -> Shape:
    return SINGLE if "," in text or "(" in text else shape_of_reference(text)


def _finding(placed: Placed, fault: Fault) -> Finding:
    shown = placed.text if len(placed.text) <= _SHOWN else f"{placed.text[:_SHOWN]}…"
    place = cell_address(*placed.place)
    return Finding(placed.sheet, place, fault.rule, f"{fault.what}: {shown}", fault.remedy, fault.error)
