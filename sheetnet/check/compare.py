"""One tensor's cells against the reference: shape, then type, then value."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sheetnet.check.difference import NO_CELL, Difference
from sheetnet.check.expect import Expectation
from sheetnet.check.lacking import Positions
from sheetnet.check.rounding import Bound
from sheetnet.engines.base import CellError, CellValue, CellValues
from sheetnet.workbook import Tolerance
from sheetnet.workbook.map import Entry
from sheetnet.xlsx.write.poisoned_copy import POISON

REL_FLOOR = 1e-3
"""Below this size a report gives an error as a share of this instead: what cancels has no digits of its own."""
BOTH_OVERFLOW = ""
"""Stands for the reason where both sides leave the range of numbers, which is as it should be."""
_KINDS: dict[type, str] = {type(None): "nothing", bool: "a truth value", str: "a text"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one tensor compared.

    Args:
        tensor: Its name.
        sheet: The tab where it stands.
        cells: How many cells were compared.
        max_abs_error: The largest absolute error among the numbers.
        max_rel_error: The largest relative error among the numbers.
        max_share: The largest error as a share of its cell's tolerance, with what the model magnifies of rounding.
        differences: The cells that differ.
        skipped: Cells excused because the engine lacks a function.
        overflows: Cells in which both sides leave the range of numbers.
        magnified: Cells whose differences are excused, as rounding that the model magnifies.
        incomparable: Of the cells that differ, those in which rounding is magnified beyond what is excused.
        lost: Cells whose differences say nothing, for there the training has run away.
    """

    tensor: str
    sheet: str
    cells: int
    max_abs_error: float = 0.0
    max_rel_error: float = 0.0
    max_share: float = 0.0
    differences: tuple[Difference, ...] = ()
    skipped: int = 0
    overflows: int = 0
    magnified: int = 0
    incomparable: int = 0
    lost: int = 0


def compare_all(
    entries: Sequence[Entry], values: Mapping[str, CellValues], expected: Expectation, not_computed: Positions
) -> list[Outcome]:
    """Compare every tensor that the reference has.

    Args:
        entries: The rows of the Map.
        values: The engine's values by tensor.
        expected: What is expected of the workbook.
        not_computed: Entries of tensors that are errors because the engine lacks a function.
    """
    return [
        compare_one(entry, values[entry.name], expected.values[entry.name], expected, not_computed.get(entry.name, ()))
        for entry in entries
        if entry.name in expected.values
    ]


def compare_one(
    entry: Entry,
    computed: CellValues,
    wanted: np.ndarray,
    expected: Expectation,
    not_computed: Container[int] = (),
) -> Outcome:
    """Compare one tensor; only where it differs, ask how much of that is rounding.

    Args:
        entry: The tensor's row of the Map.
        computed: Its values.
        wanted: What they are held against.
        expected: What is expected of the workbook, which says how far values may differ.
        not_computed: Positions of entries that are errors because the engine lacks a function.
    """
    outcome = compare(entry, computed, wanted, expected.tolerance(entry.name), not_computed)
    if not outcome.differences or wanted.shape != entry.shape:
        return outcome
    bound, lost = expected.magnified(entry.name), expected.lost(entry.name)
    return compare(entry, computed, wanted, expected.rounded(entry.name), not_computed, bound, lost)


def compare(
    entry: Entry,
    computed: CellValues,
    expected: np.ndarray,
    tolerance: Tolerance,
    not_computed: Container[int] = (),
    bound: Bound | None = None,
    lost: np.ndarray | None = None,
) -> Outcome:
    """Hold a tensor's cells against the reference.

    Args:
        entry: The tensor's row of the Map.
        computed: The engine's values, in the order of the tensor's entries.
        expected: The reference's array.
        tolerance: How far they may differ.
        not_computed: Positions of entries that are errors because the engine lacks a function, which is no fault of the
            workbook's.
        bound: What rounding may amount to in each entry, where the model magnifies it.
        lost: The entries in which the training has run away, if it does; then no rounding that it magnifies is a fault.
    """
    if expected.shape != entry.shape:
        return _of_another_shape(entry, expected)
    wanted = np.asarray(expected, dtype=np.float64).ravel()
    odd = dict(_odd_places(computed, wanted))
    error, size = _errors(computed.numbers, wanted, list(odd))
    allowed = _flat(tolerance.absolute, entry.shape) + _flat(tolerance.relative, entry.shape) * size
    gone = np.zeros(error.shape, bool)
    if lost is not None:
        gone = _gone(computed, odd, error, allowed, bound, lost.ravel())
        error, odd = np.where(gone, 0.0, error), {n: why for n, why in odd.items() if not gone[n]}
    beyond = error > allowed
    wrong = np.flatnonzero(beyond if bound is None else beyond & (error > bound.excused.ravel()))
    skipped = {n for n in odd if odd[n] != BOTH_OVERFLOW and n in not_computed}
    reasons = {n: _value_reason(computed.numbers[n], error[n]) for n in wrong.tolist()}
    reasons |= {n: why for n, why in odd.items() if why != BOTH_OVERFLOW and n not in skipped}
    return Outcome(
        entry.name,
        entry.sheet,
        cells=wanted.size - len(skipped) - int(gone.sum()),
        max_abs_error=float(error.max(initial=0.0)),
        max_rel_error=float((error / np.maximum(size, REL_FLOOR)).max(initial=0.0)),
        max_share=float(_share(error, allowed if bound is None else allowed + bound.excused.ravel()).max(initial=0.0)),
        differences=tuple(_difference(entry, n, wanted[n], computed.value(n), why) for n, why in reasons.items()),
        skipped=len(skipped),
        overflows=sum(why == BOTH_OVERFLOW for why in odd.values()),
        magnified=int(beyond.sum()) - wrong.size,
        incomparable=0 if bound is None else int((error[wrong] <= bound.explained.ravel()[wrong]).sum()),
        lost=int(gone.sum()),
    )


def _gone(
    computed: CellValues,
    odd: Mapping[int, str],
    error: np.ndarray,
    allowed: np.ndarray,
    bound: Bound | None,
    lost: np.ndarray,
) -> np.ndarray:
    """Mark the differences that say nothing: where the training has run away, and what rounding explains before.

    Of cells that are no pair of numbers only those are marked in which one side has left the range of numbers.
    """
    explained = 0.0 if bound is None else np.where(error > bound.excused.ravel(), bound.explained.ravel(), 0.0)
    gone = (error > allowed) & (lost | (error <= explained)) & (computed.numbers != POISON)
    for n in (n for n, why in odd.items() if why != BOTH_OVERFLOW):
        gone[n] = lost[n] and isinstance(computed.value(n), (float, CellError))
    return np.asarray(gone)


def _of_another_shape(entry: Entry, expected: np.ndarray) -> Outcome:
    reason = f"the Map says shape {entry.shape}, the reference {expected.shape}"
    return Outcome(
        entry.name, entry.sheet, 0, differences=(Difference(entry.sheet, NO_CELL, entry.name, "-", "-", reason),)
    )


def _errors(numbers: np.ndarray, wanted: np.ndarray, odd: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Return the error of each cell and the size of what is expected; both are 0 where there is no pair of numbers."""
    if odd:
        numbers, wanted = numbers.copy(), wanted.copy()
        numbers[odd] = wanted[odd] = 0.0
    return np.abs(numbers - wanted), np.abs(wanted)


def _difference(entry: Entry, number: int, expected: float, computed: CellValue, reason: str) -> Difference:
    return Difference.at(entry, number, _shown(float(expected)), _shown(computed), reason)


def _flat(tolerance: float | np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Return a tolerance, one for all or one an entry, in the order of the flattened tensor."""
    return np.broadcast_to(np.asarray(tolerance, dtype=np.float64), shape).ravel()


def _share(error: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """Return each error as a share of what is allowed, which may be nothing at all."""
    share = np.where(error > 0, np.inf, 0.0)
    with np.errstate(over="ignore"):  # an error beyond all measure
        np.divide(error, allowed, out=share, where=allowed > 0)
    return share


def _odd_places(computed: CellValues, wanted: np.ndarray) -> Iterator[tuple[int, str]]:
    """Find the cells that are no pair of finite numbers, each with what is wrong with it."""
    places = np.flatnonzero(~(np.isfinite(computed.numbers) & np.isfinite(wanted)))
    for place, expected in zip(places.tolist(), wanted[places].tolist(), strict=True):
        value = computed.value(place)
        overflowed = isinstance(value, CellError) or (isinstance(value, float) and not np.isfinite(value))
        if not np.isfinite(expected):
            yield place, BOTH_OVERFLOW if overflowed else "a number where the reference leaves the range of numbers"
        elif overflowed:
            yield place, "an error where a number belongs" if isinstance(value, CellError) else "not a finite number"
        else:
            yield place, f"{_KINDS[type(value)]} where a number belongs"


def _value_reason(computed: float, error: float) -> str:
    return "not recalculated" if computed == POISON else f"differs by {error:.3g}"


def _shown(value: CellValue) -> str:
    return f"{value:.17g}" if isinstance(value, float) else "nothing" if value is None else str(value)
