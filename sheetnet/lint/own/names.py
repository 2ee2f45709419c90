"""Defined names that moved: tools and the Solver would take other cells than people think."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheetnet.lint.areas import areas
from sheetnet.lint.finding import WHOLE, Finding
from sheetnet.lint.subject import Own, Subject
from sheetnet.workbook.defined_names import can_be_defined
from sheetnet.workbook.solver import addresses, fills_rectangle
from sheetnet.workbook.tensor import Role
from sheetnet.xlsx.read.contents import StoredName

RULE = "defined name"
_REMEDY = "define it as it was, or build the workbook anew"


def names(subject: Subject, own: Own) -> Iterator[Finding]:
    """Find names of tensors that stand for other cells, and such of the Solver."""
    by_name: dict[str, list[StoredName]] = {}
    for each in subject.facts.names:
        by_name.setdefault(each.name.casefold(), []).append(each)
    for name, address in _wanted(own).items():
        found = by_name.get(name.casefold(), [])
        yield from _held(WHOLE, name, address, found)
    for page in own.book.pages:
        if page.solver is not None:
            title = own.names[page]
            wanted = page.solver.names(own.names)
            for name in ("solver_adj", "solver_opt"):
                on_sheet = [each for each in by_name.get(name, []) if each.sheet == title]
                yield from _held(title, name, wanted[name], on_sheet)


def _wanted(own: Own) -> Mapping[str, str]:
    """Return the names that a workbook has for people and tools, with their cells."""
    tensors = (tensor for tensor in own.book.tensors() if tensor.role is not Role.COMPUTED)
    return {
        tensor.name: addresses(tensor, own.names)[0]
        for tensor in tensors
        if fills_rectangle(tensor) and can_be_defined(tensor.name)
    }


def _held(sheet: str, name: str, address: str, found: list[StoredName]) -> Iterator[Finding]:
    if not found:
        yield Finding(sheet, name, RULE, f"the name {name} is gone", _REMEDY, error=False)
    for each in found:
        if not _same_cells(each.text, address):
            where = f" on sheet {each.sheet}" if each.sheet and sheet == WHOLE else ""
            what = f"the name {name}{where} stands for {each.text[:80]} instead of {address[:80]}"
            yield Finding(sheet, name, RULE, what, _REMEDY)


def _same_cells(found: str, wanted: str) -> bool:
    """Tell whether two lists of ranges have the same cells, however they are cut."""
    mine, theirs = areas(wanted), areas(found)
    return theirs is not None and mine is not None and (mine == theirs or _cut(mine) == _cut(theirs))


def _cut(found: frozenset[tuple[str, tuple[int, int, int, int]]]) -> set[tuple[str, int, int]] | None:
    """Return single cells, of which the Solver has some hundreds; None for more."""
    if sum((b - t + 1) * (r - x + 1) for _, (t, x, b, r) in found) > 10_000:
        return None
    return {
        (sheet, row, column)
        for sheet, (top, left, bottom, right) in found
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
