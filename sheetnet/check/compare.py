"""One tensor's cells against the reference: shape, then type, then value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sheetnet.check.conditioning import Bound
from sheetnet.check.report import Difference
from sheetnet.engines.base import CellError, CellValue
from sheetnet.formula.template import cell_address
from sheetnet.workbook.map import Entry
from sheetnet.xlsx.write.poisoned_copy import POISON

REL_FLOOR = 1e-3
"""Below this size a relative error says nothing: there the absolute tolerance decides."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one tensor compared.

    Args:
        cells: How many cells were compared.
        max_abs_error: The largest absolute error among the numbers.
        max_rel_error: The largest relative error among the numbers.
        max_share: The largest error as a share of its cell's tolerance.
        lost: Of the cells that differ, those in which the model magnifies rounding beyond what is excused.
        differences: The cells that differ.
        skipped: Cells excused because the engine lacks a function.
        overflows: Cells in which both sides leave the range of numbers.
        magnified: Cells whose differences are rounding that the model magnifies.
    """

    cells: int
    max_abs_error: float = 0.0
    max_rel_error: float = 0.0
    differences: tuple[Difference, ...] = ()
    skipped: int = 0
    overflows: int = 0
    magnified: int = 0
    max_share: float = 0.0
    lost: int = 0


def compare(
    entry: Entry, computed: Sequence[CellValue], expected: np.ndarray, excused: bool, bound: Bound | None = None
) -> Outcome:
    """Hold a tensor's cells against the reference.

    Args:
        entry: The tensor's row of the Map.
        computed: The engine's values, in the order of the tensor's entries.
        expected: The reference's array.
        excused: The engine lacks a function of this workbook, so an error cell is no fault of the workbook's.
        bound: What rounding may amount to in each entry, where the model magnifies it.
    """
    if expected.shape != entry.shape:
        reason = f"the Map says shape {entry.shape}, the reference {expected.shape}"
        return Outcome(0, differences=(Difference(entry.sheet, "-", entry.name, "-", "-", reason),))
    wanted = np.asarray(expected, dtype=np.float64).ravel()
    odd = _odd_places(computed, wanted)
    numbers = np.array([0.0 if n in odd else v for n, v in enumerate(computed)] if odd else computed, dtype=np.float64)
    regular = np.ones(wanted.size, dtype=bool)
    regular[list(odd)] = False
    error = np.abs(np.where(regular, numbers - np.where(regular, wanted, 0.0), 0.0))
    size = np.where(regular, np.abs(wanted), 0.0)
    tolerance = np.ravel(entry.atol) + np.ravel(entry.rtol) * size
    beyond = error > tolerance
    wrong = np.flatnonzero(beyond if bound is None else beyond & (error > bound.excused.ravel()))
    lost = 0 if bound is None else int((error[wrong] <= bound.explained.ravel()[wrong]).sum())
    differences = [
        difference(entry, int(n), computed[n], wanted[n], _value_reason(numbers[n], error[n])) for n in wrong.tolist()
    ]
    skipped = overflows = 0
    for n, reason in odd.items():
        if reason == "":
            overflows += 1
        elif excused and isinstance(computed[n], CellError):
            skipped += 1
        else:
            differences.append(difference(entry, n, computed[n], wanted[n], reason))
    relative = error / np.maximum(size, REL_FLOOR)
    most = (float(error.max(initial=0.0)), float(relative.max(initial=0.0)))
    share = float((error / tolerance).max(initial=0.0))
    magnified = int(beyond.sum()) - wrong.size
    return Outcome(wanted.size - skipped, *most, tuple(differences), skipped, overflows, magnified, share, lost)


def difference(entry: Entry, number: int, computed: object, expected: object, reason: str) -> Difference:
    """Describe one cell of a tensor, given by its position in the flattened tensor."""
    index = [int(n) for n in np.unravel_index(number, entry.shape)] if entry.shape else []
    name = entry.name + (str(index) if index else "")
    return Difference(entry.sheet, cell_address(*entry.place(index)), name, _shown(expected), _shown(computed), reason)


def _odd_places(computed: Sequence[CellValue], wanted: np.ndarray) -> dict[int, str]:
    """Find the cells that are no pair of finite numbers, each with what is wrong; empty words where both overflow."""
    if set(map(type, computed)) <= {float, int} and np.isfinite(wanted).all():
        array = np.array(computed, dtype=np.float64)
        return {int(n): "not a finite number" for n in np.flatnonzero(~np.isfinite(array))}
    return dict(_reasons(computed, wanted.tolist()))


def _reasons(computed: Sequence[CellValue], wanted: list[float]) -> Iterator[tuple[int, str]]:
    for number, (value, expected) in enumerate(zip(computed, wanted, strict=True)):
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        overflowed = isinstance(value, CellError) or (is_number and not np.isfinite(value))  # type: ignore[arg-type]
        if not np.isfinite(expected):
            yield number, "" if overflowed else "a number where the reference leaves the range of numbers"
        elif overflowed:
            yield number, "an error where a number belongs"
        elif not is_number:
            kind = {type(None): "nothing", bool: "a truth value", str: "a text"}[type(value)]
            yield number, f"{kind} where a number belongs"


def _value_reason(computed: float, error: float) -> str:
    return "not recalculated" if computed == POISON else f"differs by {error:.3g}"


def _shown(value: object) -> str:
    return f"{value:.17g}" if isinstance(value, float) else "nothing" if value is None else str(value)
