"""Ranges filled with one formula as XML, row by row.

A sheet of a million formulas has only a few dozen different ones. Each filled range is compiled once into a list of
constant pieces and a pick order; a row is then the pieces that stay, the row numbers that move, and the values, picked
and joined by C code. No Python object is made for a cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from operator import itemgetter

import numpy as np

from sheetnet.formula import Affine, Area, Index
from sheetnet.formula.template import Coordinate
from sheetnet.xlsx.write.rows import NOT_FINITE, Strip
from sheetnet.xlsx.write.sharing import NOTHING, CellFormula, Parts


class FilledRange:
    """Cells that have one formula (or none), written row by row.

    Args:
        home: The cell, affine in its indices. Each index moves it down or to the right, not both.
        indices: The indices it runs over.
        style: Number of the cell format.
        values: The stored value of every cell, one array axis per index.
        formula: What the cells compute; nothing for constants.
    """

    def __init__(
        self, home: Area, indices: Sequence[Index], style: int, values: np.ndarray, formula: CellFormula = NOTHING
    ) -> None:
        down = {index for index, _ in home.row.terms}
        along = [n for n, index in enumerate(indices) if index not in down]
        below = [n for n, index in enumerate(indices) if index in down]
        self._home, self._style, self._formula = home, style, formula
        self._steps = _steps([indices[n] for n in below])
        entries = _steps([indices[n] for n in along])
        # One array axis for the rows, one for the columns, in the order in which they stand.
        grid = np.transpose(values, below + along).reshape(len(self._steps), len(entries))
        columns = [_value(home.column, entry) for entry in entries]
        order = sorted(range(len(columns)), key=columns.__getitem__)
        self._columns = [columns[n] for n in order]
        self._values = np.ascontiguousarray(grid[:, order])
        self._finite = np.isfinite(self._values).all(axis=1).tolist()
        self._following, self._leading = self._layouts([entries[n] for n in order])

    def _layouts(self, entries: Sequence[Mapping[Index, int]]) -> tuple[_Layout, _Layout]:
        """Return how rows look that follow others of their groups, and how those that lead groups do."""
        formula = self._formula
        following = _Layout([self._cell(entry, leads=not formula.groups) for entry in entries])
        if not formula.groups:
            return following, following
        leads = [not any(entry.get(index) for index in formula.within) for entry in entries]
        return following, _Layout([self._cell(entry, lead) for entry, lead in zip(entries, leads, strict=True)])

    def strips(self) -> Iterator[tuple[int, Strip]]:
        """Go through the rows: each row's number with what the range puts there."""
        for number, step in enumerate(self._steps):
            yield _value(self._home.row, step), _FilledRow(self, number)

    @property
    def first(self) -> int:
        """Its first column."""
        return self._columns[0]

    @property
    def last(self) -> int:
        """Its last column."""
        return self._columns[-1]

    def text(self, number: int) -> str:
        """Return the XML of one of its rows, counted from 0."""
        if not self._finite[number]:
            return "".join(xml for _, xml in self.cells(number))
        layout = self._layout(number)
        return "".join(layout.pick(layout.filled(self._steps[number], self._values[number])))

    def cells(self, number: int) -> list[tuple[int, str]]:
        """Return the cells of one of its rows with their columns."""
        layout, values = self._layout(number), self._values[number]
        table = layout.filled(self._steps[number], values)
        cells = ("".join(table[n] for n in picks) for picks in layout.picks)
        finite = np.isfinite(values).tolist()
        return [(c, xml if fine else _as_error(xml)) for c, xml, fine in zip(self._columns, cells, finite, strict=True)]

    def _layout(self, number: int) -> _Layout:
        step = self._steps[number]
        return self._following if any(step.get(index) for index in self._formula.within) else self._leading

    def _cell(self, entry: Mapping[Index, int], leads: bool) -> Parts:
        """Return the XML of one cell up to its value, with what still moves from row to row."""
        home = self._home
        place = (Coordinate(home.column, letters=True), Coordinate(home.row, letters=False))
        formula = self._formula.leading if leads else self._formula.following
        parts = ('<c r="', *place, f'" s="{self._style}">', *formula, "<v>")
        return tuple(_settled(part, entry) if isinstance(part, Coordinate) else part for part in parts)


class _Layout:
    """Rows that differ only in coordinates and values, cut into pieces; equal pieces are kept once.

    Args:
        cells: The cells of such a row, each up to its value.
    """

    def __init__(self, cells: Sequence[Parts]) -> None:
        pieces: dict[str, int] = {}
        self._moving: dict[Coordinate, int] = {}
        plan = [self._planned(cell, pieces) for cell in cells]
        end = pieces.setdefault("</v></c>", len(pieces))
        slots = {"piece": 0, "moving": len(pieces), "value": len(pieces) + len(self._moving)}
        self.picks = [
            [*(slots[kind] + number for kind, number in cell), slots["value"] + column, end]
            for column, cell in enumerate(plan)
        ]
        self.pick = itemgetter(*(number for cell in self.picks for number in cell))
        self._table = list(pieces)

    def filled(self, step: Mapping[Index, int], values: np.ndarray) -> list[str]:
        """Return the table from which a row is picked: the fixed pieces, the moving coordinates, the values."""
        moving = [part.text(_value(part.position, step)) for part in self._moving]
        return [*self._table, *moving, *map(repr, values.tolist())]

    def _planned(self, cell: Parts, pieces: dict[str, int]) -> list[tuple[str, int]]:
        plan: list[tuple[str, int]] = []
        text = ""
        for part in cell:
            if isinstance(part, str):
                text += part
            elif not part.position.terms:
                text += part.text(part.position.constant)
            else:
                plan.append(("piece", pieces.setdefault(text, len(pieces))))
                plan.append(("moving", self._moving.setdefault(part, len(self._moving))))
                text = ""
        plan.append(("piece", pieces.setdefault(text, len(pieces))))
        return plan


class _FilledRow:
    """What a filled range puts into one of its rows."""

    __slots__ = ("_filled", "_number")

    def __init__(self, filled: FilledRange, number: int) -> None:
        self._filled = filled
        self._number = number

    @property
    def first(self) -> int:
        return self._filled.first

    @property
    def last(self) -> int:
        return self._filled.last

    def text(self) -> str:
        return self._filled.text(self._number)

    def cells(self) -> list[tuple[int, str]]:
        return self._filled.cells(self._number)


def _steps(indices: Sequence[Index]) -> list[dict[Index, int]]:
    """Go through all values of some indices."""
    return [dict(zip(indices, step, strict=True)) for step in product(*(range(index.size) for index in indices))]


def _value(position: Affine, step: Mapping[Index, int]) -> int:
    """Return a position for the values of the indices on which it still depends."""
    return position.constant + sum(factor * step.get(index, 0) for index, factor in position.terms)


def _settled(part: Coordinate, entry: Mapping[Index, int]) -> Coordinate:
    """Put in the indices that run along the row, so that only those that run down are left."""
    terms = tuple((index, factor) for index, factor in part.position.terms if index not in entry)
    constant = part.position.constant + sum(f * entry[i] for i, f in part.position.terms if i in entry)
    return Coordinate(Affine(constant, terms), part.letters)


def _as_error(xml: str) -> str:
    """Turn a cell whose value is not finite into one that shows an error."""
    head, _, rest = xml.partition(">")
    return f'{head} t="e">{rest[: rest.rindex("<v>")]}<v>{NOT_FINITE}</v></c>'
