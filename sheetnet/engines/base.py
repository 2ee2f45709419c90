"""What every spreadsheet engine offers to the check: open a file, recalculate it, hand back cells as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np

LONGEST_TEXT = 255
"""Characters that are kept of a computed text: a report shows its beginning, and a file may compute gigabytes."""


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value in a cell, such as ``#NUM!`` or ``#DIV/0!``."""

    code: str

    def __str__(self) -> str:
        return self.code


Other: TypeAlias = bool | str | CellError | None
"""What a cell may hold that holds no number: a truth value, a text, an error, or nothing at all."""

CellValue: TypeAlias = float | Other
"""A cell as an engine computed it."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Cells of one sheet.

    Args:
        rows: The row of each, counted from 1; int32, shape (n,).
        columns: The column of each, counted from 1; int32, shape (n,).
    """

    rows: np.ndarray
    columns: np.ndarray

    @classmethod
    def at(cls, places: Sequence[tuple[int, int]]) -> Cells:
        """Return the cells that are given one by one, by row and column."""
        rows, columns = np.array(places, dtype=np.int32).reshape(-1, 2).T
        return cls(rows, columns)


Wanted: TypeAlias = Mapping[str, Cells]
"""For each sheet (by its name) the cells whose values are asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class CellValues:
    """What is in n cells.

    Args:
        numbers: The number in each; nan where the cell holds no number. float64, shape (n,).
        others: What the cells hold that hold no number, by position, in ascending order.
    """

    numbers: np.ndarray
    others: Mapping[int, Other]

    @classmethod
    def of(cls, found: Sequence[CellValue]) -> CellValues:
        """Sort what was found, cell by cell, into numbers and the rest."""
        if set(map(type, found)) <= {float, int}:
            return cls(np.array(found, dtype=np.float64), {})
        others = {
            n: value for n, value in enumerate(found) if value is None or isinstance(value, (bool, str, CellError))
        }
        numbers = [np.nan if n in others else value for n, value in enumerate(found)]
        shortened = {n: value[:LONGEST_TEXT] if isinstance(value, str) else value for n, value in others.items()}
        return cls(np.array(numbers, dtype=np.float64), shortened)

    @classmethod
    def joined(cls, parts: Sequence[CellValues]) -> CellValues:
        """Join consecutive parts, at least one; see ``split``."""
        starts = np.cumsum([0, *(len(part.numbers) for part in parts)]).tolist()
        others = {
            start + n: value for start, part in zip(starts, parts, strict=False) for n, value in part.others.items()
        }
        return cls(np.concatenate([part.numbers for part in parts]), others)

    def value(self, position: int) -> CellValue:
        """Return what is in one cell."""
        return self.others[position] if position in self.others else float(self.numbers[position])

    def split(self, sizes: Sequence[int]) -> list[CellValues]:
        """Cut into consecutive parts of the given sizes, which add up to n."""
        ends = np.cumsum(sizes, dtype=np.int64)
        parts: list[dict[int, Other]] = [{} for _ in sizes]
        positions = np.fromiter(self.others, dtype=np.int64, count=len(self.others))
        homes = np.searchsorted(ends, positions, side="right")
        for (position, value), home in zip(self.others.items(), homes.tolist(), strict=True):
            parts[home][position - int(ends[home]) + sizes[home]] = value
        numbers = np.split(self.numbers, ends[:-1])
        return [CellValues(part, others) for part, others in zip(numbers, parts, strict=True)]


Values: TypeAlias = dict[str, CellValues]
"""For each sheet the values, in the order in which they were asked for."""


class Engine(Protocol):
    """A spreadsheet engine that recalculates an .xlsx file.

    Attributes:
        name: The word for it on the command line.
        lacks: Functions of the portable set that this engine does not have, or has wrong.
        recalculates: Whether it computes anything; else it only reads what a file stores.
    """

    name: str
    lacks: frozenset[str]
    recalculates: bool

    def unavailable(self) -> str | None:
        """Say why the engine cannot run here and how to install it, or None if it can."""

    def recalculate(self, path: Path, wanted: Wanted, work: int = 0) -> Values:
        """Recalculate the whole file and return the values of the wanted cells.

        Args:
            path: An .xlsx file. Its stored values are not to be trusted.
            wanted: The cells asked for, by sheet.
            work: How many cells its formulas take from ranges, each formula for itself: that takes time.

        Returns:
            The values, by sheet, in the order of ``wanted``.

        Raises:
            EngineError: The engine is missing, failed, or needed more time or memory than a file of that size may.
        """
