"""From an expression to the text of one formula, or of a whole block of them.

A template is the expression seen from the page it stands on: constant text, and coordinates that are affine in the
block's indices. References to cells that do not move while the block does are written with a ``$``, as a careful
person would, so that a formula can be read, copied and filled further.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from sheetnet.formula.affine import Affine, Index
from sheetnet.formula.area import Area, SheetNames
from sheetnet.formula.expression import Expression
from sheetnet.formula.reference import Reference


@dataclass(frozen=True, slots=True)
class Coordinate:
    """A row number or a column's letters, still depending on indices."""

    position: Affine
    letters: bool

    def text(self, value: int) -> str:
        """Write the coordinate for a value of its position."""
        return column_letters(value) if self.letters else str(value)


Template: TypeAlias = tuple[str | Coordinate, ...]


@cache
def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1: 1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_address(row: int, column: int) -> str:
    """Return the address of a cell, row and column counted from 1: 7, 2 → B7."""
    return f"{column_letters(column)}{row}"


def absolute_range(top: int, left: int, bottom: int, right: int) -> str:
    """Return the address of a rectangle that stays the same wherever it is copied to; of a cell, if it is only one."""
    first, last = (f"${column_letters(column)}${row}" for row, column in ((top, left), (bottom, right)))
    return first if first == last else f"{first}:{last}"


def place_of(address: str) -> tuple[int, int]:
    """Return row and column of an address such as ``B7``.

    Raises:
        ValueError: It is none.
    """
    match = re.fullmatch(r"([A-Z]{1,3})([1-9][0-9]{0,6})", address)
    if match is None:
        raise ValueError(f"{address!r} is not the address of a cell")
    return int(match[2]), column_number(match[1])


@cache
def column_number(letters: str) -> int:
    """Return the number of a column, counted from 1: A → 1, AA → 27."""
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return column


def quoted(sheet_name: str) -> str:
    """Quote a sheet's name for a formula, apostrophes doubled."""
    return "'" + sheet_name.replace("'", "''") + "'"


def template(expression: Expression, home: Area, sheet_names: SheetNames) -> Template:
    """Lay out an expression for the cell (or block of cells) it will stand in.

    Args:
        expression: The formula.
        home: The cell that receives it; its indices are those of the block.
        sheet_names: The tab of each page, in the language of the workbook.

    Returns:
        Text and coordinates, without the leading ``=``.
    """
    parts: list[str | Coordinate] = []
    for piece in expression.pieces:
        if isinstance(piece, Reference):
            parts.extend(_reference(piece.area, home, sheet_names))
        else:
            parts.append(piece if isinstance(piece, str) else piece.text)
    return _merged(parts)


def _reference(area: Area, home: Area, sheet_names: SheetNames) -> list[str | Coordinate]:
    parts: list[str | Coordinate] = []
    if area.page is not home.page:
        parts.append(quoted(sheet_names[area.page]) + "!")
    parts.extend(_corner(area, home, 0, 0))
    if area.shape != (1, 1):
        parts.append(":")
        parts.extend(_corner(area, home, area.height - 1, area.width - 1))
    return parts


def _corner(area: Area, home: Area, down: int, right: int) -> list[str | Coordinate]:
    def dollar(position: Affine, moves: Affine) -> str:
        return "$" if area.fixed or (moves.terms and not position.terms) else ""

    return [
        dollar(area.column, home.column),
        Coordinate(area.column + right, letters=True),
        dollar(area.row, home.row),
        Coordinate(area.row + down, letters=False),
    ]


def _merged(parts: list[str | Coordinate]) -> Template:
    merged: list[str | Coordinate] = []
    for part in parts:
        if isinstance(part, Coordinate) and not part.position.terms:
            part = part.text(part.position.constant)
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    return tuple(merged)


def text_at(laid_out: Template, values: Mapping[Index, int]) -> str:
    """Write the formula for one choice of the indices."""
    return "".join(part if isinstance(part, str) else part.text(part.position.at(values)) for part in laid_out)


def longest(laid_out: Template) -> int:
    """Return the length of the longest formula that a template makes, in characters."""
    return sum(len(part) if isinstance(part, str) else len(part.text(part.position.highest)) for part in laid_out)
