"""What is in a workbook's cells, as one program or another has read it, and how two such readings differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

from sheetnet.engines import CellError
from sheetnet.formula.template import cell_address
from sheetnet.xlsx.read.reader import read
from sheetnet.xlsx.read.stored import Kind, StoredSheet

Value: TypeAlias = float | bool | str | CellError | None


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a cell.

    Args:
        formula: Its formula with the leading ``=``, or None.
        value: Its constant, or the value stored with its formula.
    """

    formula: str | None
    value: Value


Contents: TypeAlias = dict[str, dict[str, Content]]
"""By the names of sheets and the addresses of cells; cells that hold nothing are left out."""
NOTHING = Content(None, None)


def ours(path: Path) -> Contents:
    """Read a workbook with sheetnet's own reader."""
    return {title: dict(_cells(sheet)) for title, sheet in read(path).items()}


def _cells(sheet: StoredSheet) -> Iterator[tuple[str, Content]]:
    for position, place in enumerate(zip(sheet.rows.tolist(), sheet.columns.tolist(), strict=True)):
        value: Value = sheet.value(position)
        if sheet.kinds[position] == Kind.ERROR:
            value = CellError(str(value))
        found = Content(sheet.formula_at(place), value)
        if found != NOTHING:
            yield cell_address(*place), found


def differences(mine: Contents, theirs: Contents, formulas: bool = True) -> list[str]:
    """Return what two readings of a workbook say otherwise, a line a cell.

    Args:
        mine: Our reading.
        theirs: That of another program.
        formulas: Whether it reads formulas at all.
    """
    if list(mine) != list(theirs):
        return [f"the sheets are {list(theirs)}, not {list(mine)}"]
    lines = []
    for title, sheet in mine.items():
        for address in sheet.keys() | theirs[title].keys():
            a, b = sheet.get(address, NOTHING), theirs[title].get(address, NOTHING)
            if not _same(a, b, formulas):
                lines.append(f"{title}!{address}  ours {a}  theirs {b}")
    return lines


def _same(a: Content, b: Content, formulas: bool) -> bool:
    same_formula = not formulas or a.formula == b.formula or spelled(a.formula) == spelled(b.formula)
    return same_formula and a.value == b.value and isinstance(a.value, bool) == isinstance(b.value, bool)


def formulas(contents: Contents) -> dict[tuple[str, str], str | None]:
    """Return the formulas of a workbook in one spelling, by sheet and address."""
    return {
        (title, address): spelled(content.formula)
        for title, cells in contents.items()
        for address, content in cells.items()
        if content.formula is not None
    }


def spelled(formula: str | None) -> str | None:
    """Return a formula in one spelling: no blanks, no apostrophes around sheets, numbers as Python writes them."""
    if formula is None:
        return None
    return "".join(_token(token) for token in Tokenizer(formula).items if token.type != Token.WSPACE)


def _token(token: Token) -> str:
    if token.type == Token.OPERAND and token.subtype == Token.NUMBER:
        return repr(float(token.value))
    return token.value if token.subtype == Token.TEXT else token.value.replace("'", "").upper()
