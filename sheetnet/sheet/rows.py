"""Rows of cells as XML, streamed from formula templates and arrays of values.

A sheet of a million formulas has only a few dozen different ones. Each block of cells is compiled once into a list of
constant pieces and a pick order; a row is then the pieces that stay, the row numbers that move, and the values, picked
and joined by C code. No Python object is made for a cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from operator import itemgetter
from typing import Protocol
from xml.sax.saxutils import escape

import numpy as np

from sheetnet.formula import Affine, Area, Index
from sheetnet.formula.limits import check_length
from sheetnet.formula.template import Coordinate, Template, column_letters

NOT_FINITE = "#NUM!"
"""What a spreadsheet shows where arithmetic leaves the range of numbers."""


class Strip(Protocol):
    """The cells that one block, or one label, puts into one row."""

    @property
    def first(self) -> int:
        """The column of its first cell."""

    @property
    def last(self) -> int:
        """The column of its last cell."""

    def text(self) -> str:
        """Return the cells' XML, from left to right."""

    def cells(self) -> list[tuple[int, str]]:
        """Return the cells one by one with their columns, for rows in which blocks interleave."""


@dataclass(frozen=True, slots=True)
class Single:
    """One cell, written already."""

    first: int
    xml: str

    @property
    def last(self) -> int:
        """The column, again."""
        return self.first

    def text(self) -> str:
        """Return the cell's XML."""
        return self.xml

    def cells(self) -> list[tuple[int, str]]:
        """Return the cell."""
        return [(self.first, self.xml)]


def words_cell(row: int, column: int, style: int, number: int) -> Single:
    """Write a text by its number among the shared strings: whatever it begins with, it never becomes a formula."""
    return Single(column, f'<c r="{column_letters(column)}{row}" s="{style}" t="s"><v>{number}</v></c>')


def number_cell(row: int, column: int, style: int, value: float) -> Single:
    """Write a constant number."""
    return Single(column, f'<c r="{column_letters(column)}{row}" s="{style}"><v>{value!r}</v></c>')


def blank_cell(row: int, column: int, style: int) -> Single:
    """Write a cell that has a style only; merged cells need them for their borders."""
    return Single(column, f'<c r="{column_letters(column)}{row}" s="{style}"/>')


def array_cells(area: Area, style: int, formula: str, values: np.ndarray) -> Iterator[tuple[int, Single]]:
    """Write an array formula: the formula in the first cell, a value in every cell of the block."""
    top, left = area.row.constant, area.column.constant
    corner = f"{column_letters(left)}{top}"
    end = f"{column_letters(left + area.width - 1)}{top + area.height - 1}"
    first = f'<f t="array" ref="{corner}:{end}">{escape(formula)}</f>'
    for i, j in product(range(area.height), range(area.width)):
        value = float(values.reshape(area.shape)[i, j])
        kind, shown = ("", repr(value)) if np.isfinite(value) else (' t="e"', NOT_FINITE)
        head = f'<c r="{column_letters(left + j)}{top + i}" s="{style}"{kind}>'
        yield top + i, Single(left + j, f"{head}{first if i == j == 0 else ''}<v>{shown}</v></c>")


class Block:
    """A block of cells that share one formula (or none), written row by row.

    Args:
        home: The block's cell, affine in its indices. Each index moves it down or to the right, not both.
        indices: The indices it runs over.
        style: Number of the cell format.
        formula: The formula's template, or None for constants.
        values: The stored value of every cell, one array axis per index.
        where: What the block is, for messages.
    """

    def __init__(
        self,
        home: Area,
        indices: Sequence[Index],
        style: int,
        formula: Template | None,
        values: np.ndarray,
        where: str,
    ) -> None:
        down = {index for index, _ in home.row.terms}
        along = [n for n, index in enumerate(indices) if index not in down]
        below = [n for n, index in enumerate(indices) if index in down]
        self._down = [indices[n] for n in below]
        self._along = [indices[n] for n in along]
        grid = np.transpose(values, below + along).reshape(_count(self._down), _count(self._along))
        self._steps = list(product(*(range(index.size) for index in self._down)))
        self._columns, order = self._sorted_columns(home)
        self._values = np.ascontiguousarray(grid[:, order])
        self._finite = np.isfinite(self._values).all(axis=1).tolist()
        self._home = home
        self._style = style
        self._formula = formula
        self._compile(order)
        if formula is not None:
            self._check_length(formula, where)

    def strips(self) -> Iterator[tuple[int, Strip]]:
        """Go through the rows: each row's number with what the block puts there."""
        factors = dict(self._home.row.terms)
        for number, step in enumerate(self._steps):
            row = self._home.row.constant + sum(factors[i] * n for i, n in zip(self._down, step, strict=True))
            yield row, _BlockRow(self, number)

    def _sorted_columns(self, home: Area) -> tuple[list[int], list[int]]:
        factors = dict(home.column.terms)
        columns = [
            home.column.constant + sum(factors.get(i, 0) * n for i, n in zip(self._along, step, strict=True))
            for step in product(*(range(index.size) for index in self._along))
        ]
        order = sorted(range(len(columns)), key=columns.__getitem__)
        return [columns[n] for n in order], order

    def _compile(self, order: list[int]) -> None:
        """Cut every cell of a row into pieces; equal pieces and equal moving coordinates are kept once."""
        self._pieces: dict[str, int] = {}
        self._moving: dict[tuple[Affine, bool], int] = {}
        along = list(product(*(range(index.size) for index in self._along)))
        plan = [self._cell_plan(dict(zip(self._along, along[n], strict=True))) for n in order]
        fixed, moving = len(self._pieces), len(self._moving)
        picks: list[list[int]] = []
        for column, cell in enumerate(plan):
            slots = {"piece": 0, "moving": fixed, "value": fixed + moving}
            picks.append([slots[kind] + (column if kind == "value" else number) for kind, number in cell])
        self._cell_picks = picks
        self._table = list(self._pieces)
        self._pick = itemgetter(*(number for cell in picks for number in cell))

    def _cell_plan(self, along: Mapping[Index, int]) -> list[tuple[str, int]]:
        home = self._home
        plan: list[tuple[str, int]] = []
        text = ""
        parts: list[str | Coordinate] = ['<c r="', Coordinate(home.column, True), Coordinate(home.row, False)]
        parts.append(f'" s="{self._style}">')
        if self._formula is not None:
            parts.extend(["<f>", *(escape(p) if isinstance(p, str) else p for p in self._formula), "</f>"])
        for part in parts:
            if isinstance(part, str):
                text += part
                continue
            position = _settled(part.position, along)
            if not position.terms:
                text += part.text(position.constant)
                continue
            plan.append(("piece", self._pieces.setdefault(text, len(self._pieces))))
            plan.append(("moving", self._moving.setdefault((position, part.letters), len(self._moving))))
            text = ""
        plan.append(("piece", self._pieces.setdefault(text + "<v>", len(self._pieces))))
        plan.append(("value", 0))
        plan.append(("piece", self._pieces.setdefault("</v></c>", len(self._pieces))))
        return plan

    def _filled(self, number: int) -> list[str]:
        """Return the table of one row: the fixed pieces, the moving coordinates, the values."""
        at = dict(zip(self._down, self._steps[number], strict=True))
        moving = []
        for position, letters in self._moving:
            value = position.constant
            for index, factor in position.terms:
                value += factor * at[index]
            moving.append(column_letters(value) if letters else str(value))
        return [*self._table, *moving, *map(repr, self._values[number].tolist())]

    def _check_length(self, formula: Template, where: str) -> None:
        longest = sum(len(part) if isinstance(part, str) else len(part.text(part.position.highest)) for part in formula)
        check_length(longest, where)


class _BlockRow:
    """What a block puts into one of its rows."""

    __slots__ = ("_block", "_number")

    def __init__(self, block: Block, number: int) -> None:
        self._block = block
        self._number = number

    @property
    def first(self) -> int:
        return self._block._columns[0]

    @property
    def last(self) -> int:
        return self._block._columns[-1]

    def text(self) -> str:
        block = self._block
        if not block._finite[self._number]:
            return "".join(xml for _, xml in self.cells())
        return "".join(block._pick(block._filled(self._number)))

    def cells(self) -> list[tuple[int, str]]:
        block = self._block
        table = block._filled(self._number)
        values = block._values[self._number].tolist()
        cells = []
        for column, picks, value in zip(block._columns, block._cell_picks, values, strict=True):
            xml = "".join(table[n] for n in picks)
            cells.append((column, xml if np.isfinite(value) else _as_error(xml)))
        return cells


def joined(strips: list[Strip]) -> str:
    """Join the strips of one row in the order of their columns."""
    strips.sort(key=lambda strip: strip.first)
    if all(left.last < right.first for left, right in pairwise(strips)):
        return "".join(strip.text() for strip in strips)
    return "".join(xml for _, xml in sorted(cell for strip in strips for cell in strip.cells()))


def _settled(position: Affine, along: Mapping[Index, int]) -> Affine:
    """Put in the indices that run along the row, so that only those that run down are left."""
    constant = position.constant + sum(factor * along[i] for i, factor in position.terms if i in along)
    return Affine(constant, tuple((i, factor) for i, factor in position.terms if i not in along))


def _as_error(xml: str) -> str:
    head, _, rest = xml.partition(">")
    body = rest[: rest.rindex("<v>")]
    return f'{head} t="e">{body}<v>{NOT_FINITE}</v></c>'


def _count(indices: Sequence[Index]) -> int:
    return int(np.prod([index.size for index in indices], dtype=np.int64)) if indices else 1
