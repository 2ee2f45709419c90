"""How many rows and columns a part of a formula has, as far as its text says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from sheetnet.formula.limits import COLUMNS, ROWS
from sheetnet.formula.spelling import sheet_of
from sheetnet.formula.template import column_number
from sheetnet.lint.areas import rectangle
from sheetnet.lint.portable.tree import Kind, Node

Shape: TypeAlias = tuple[int, int]
SINGLE: Shape = (1, 1)
ELEMENTWISE = frozenset(
    ["ABS", "SQRT", "EXP", "LN", "LOG10", "SIN", "COS", "TAN", "ASIN", "ACOS", "ATAN", "TANH", "SINH", "COSH", "SIGN",
     "INT", "DEGREES", "RADIANS", "POWER", "MOD", "ROUND", "ROUNDUP", "ROUNDDOWN", "ATAN2", "TRUNC", "IF", "IFERROR",
     "ISNUMBER", "NOT", "LEN", "VALUE"]
)  # fmt: skip
"""Functions that take one value each: of a block they make a block."""


def shape_of(node: Node, names: Mapping[str, Shape]) -> Shape:
    """Return rows and columns of what a part of a formula stands for; one cell where nothing is known.

    Args:
        node: The part.
        names: Shapes of what defined names stand for, by the name in small letters.
    """
    if node.kind is Kind.REFERENCE:
        return shape_of_reference(node.text)
    if node.kind is Kind.NAME:
        return names.get(sheet_of(node.text)[1].casefold(), SINGLE)
    if node.kind in (Kind.BINARY, Kind.SIGN) or (node.kind is Kind.CALL and node.function in ELEMENTWISE):
        shapes = [shape_of(part, names) for part in node.parts]
        return max((h for h, _ in shapes), default=1), max((w for _, w in shapes), default=1)
    if node.kind is Kind.CALL and node.function == "TRANSPOSE" and len(node.parts) == 1:
        height, width = shape_of(node.parts[0], names)
        return width, height
    return SINGLE


def shape_of_reference(text: str) -> Shape:
    """Return rows and columns of a reference as a formula has it."""
    area = rectangle(text)
    if area is not None:
        return area[2] - area[0] + 1, area[3] - area[1] + 1
    first, _, last = sheet_of(text)[1].replace("$", "").upper().partition(":")
    if first.isdecimal() and last.isdecimal():
        return abs(int(last) - int(first)) + 1, COLUMNS
    if first.isalpha() and last.isalpha():
        return ROWS, abs(column_number(last) - column_number(first)) + 1
    return SINGLE
