"""What rounding may amount to in each cell, as the reference alone shows it.

Two programs that add in another order, both of them right, differ in their last digits. Mostly that is some 10⁻¹⁶ of
the number. It is more where terms cancel, in a difference of neighbouring values or a gradient near 0; and in a
training with a large learning rate the last bit of a sum grows from epoch to epoch. How far two programs may differ is
a property of the mathematics, not of the workbook. So the reference runs again, some times, with each result on its way
moved at random by as much of itself as rounding may; what becomes of that in a cell bounds what becomes of rounding in
it. That is asked for only where a cell differs by more than its tolerance.

In a training a bound may grow to anything. There it is cut off, and cells that need it are counted and reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sheetnet.catalogue import Lesson
from sheetnet.models.model import Model
from sheetnet.workbook import Carried

ROUNDING = 1e-14
"""Of each result: the rounding of sums of about 100 terms, 100 · 2⁻⁵³. A spreadsheet also takes a difference for 0 that
is below 2⁻⁴⁸ of its terms."""
RUNS = 5
"""One run may by chance move a cell too little; the largest of several does not."""
ORDINARY = 1e-12
"""Of 1 + |expected|, or of what is carried on with it: so much is rounding in any training, and is not said to grow."""
MOST = 1e-6
"""Of 1 + |expected|, or of what is carried on with it: beyond this nothing is excused, however a training magnifies."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What rounding that is carried on from step to step may amount to in a tensor.

    Args:
        ordinary: As far as differences are nothing that is worth a word, in the tensor's shape.
        excused: As far as differences are excused.
        explained: As far as rounding explains them, be it excused or not.
    """

    ordinary: np.ndarray
    excused: np.ndarray
    explained: np.ndarray


def rounding_of(
    lesson: Lesson, model: Model, expected: Mapping[str, np.ndarray], found: Mapping[str, np.ndarray] | None = None
) -> dict[str, np.ndarray]:
    """Bound what rounding amounts to in every cell.

    Args:
        lesson: The lesson.
        model: The model with the inputs of the check.
        expected: The reference's tensors for it.
        found: Where a workbook's steps have ended, by tensor, if each step is looked at by itself.

    Returns:
        The bounds by tensor, each in its shape.
    """
    runs = [lesson.trace_moved(model, ROUNDING, seed, found) for seed in range(RUNS)]
    return {name: _effect(values, [run[name] for run in runs]) for name, values in expected.items()}


def _effect(values: np.ndarray, runs: list[np.ndarray]) -> np.ndarray:
    """Return the largest change of each entry."""
    with np.errstate(invalid="ignore", over="ignore"):
        changes = [np.nan_to_num(np.abs(run - values), nan=0.0, posinf=0.0) for run in runs]
    largest: np.ndarray = np.maximum.reduce(changes)
    return largest


def magnified(name: str, how: Carried, expected: Mapping[str, np.ndarray], rounding: np.ndarray) -> Bound:
    """Cut off what rounding may amount to in a tensor in which a training magnifies it.

    Args:
        name: The tensor.
        how: How rounding is carried on in it.
        expected: The reference's tensors.
        rounding: What it amounts to in each entry.
    """
    sizes: np.ndarray = np.maximum.reduce([np.abs(expected[each]) for each in {name, *how.together}])
    size = np.where(np.isfinite(sizes), sizes, np.abs(expected[name]))
    with np.errstate(invalid="ignore"):
        return Bound(np.minimum(rounding, ORDINARY * (1 + size)), np.minimum(rounding, MOST * (1 + size)), rounding)
