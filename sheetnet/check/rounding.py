"""How much a training magnifies rounding, as the reference alone shows it.

With a large learning rate a training oscillates, and the last bit of a sum grows from epoch to epoch: two engines that
add in another order, both of them right, differ in the ninth digit at the end. How far they may differ is a property of
the mathematics, not of the workbook. So the reference runs again with its inputs moved by ``NUDGE`` of themselves, some
times; what becomes of that in a cell, scaled down to the size of rounding, bounds what becomes of rounding in it. In a
stable training that is less than a cell's tolerance, which then alone decides.

Numbers that are carried on together share their rounding: an intercept that is 0 on paper holds the rounding of sums as
large as the slope, and a δ that is small because a(1 − a) cancels that of its neighbours. It is bounded by the largest
of them. The first axis of such a tensor leads from step to step; the others lie within a step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sheetnet.catalogue import Lesson
from sheetnet.models.model import Model
from sheetnet.workbook import Carried

NUDGE = 1e-12
"""Relative change of the inputs: it survives their 15 digits, and its effects are linear as long as they matter."""
ROUNDING = 1e-14
"""What the rounding of a step amounts to as such a change: sums of about 100 terms, 100 · 2⁻⁵³; steps add, at worst."""
RUNS = 5
"""One run may by chance move a cell too little; the largest of several does not."""
MOST = 1e-6
"""Of 1 + |expected|, or of what is carried on with it: beyond this nothing is excused, however a training magnifies."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What rounding may amount to in a tensor.

    Args:
        excused: As far as differences are excused, in the tensor's shape.
        explained: As far as rounding explains them, be it excused or not.
    """

    excused: np.ndarray
    explained: np.ndarray


def magnified_rounding(
    lesson: Lesson, model: Model, expected: Mapping[str, np.ndarray], carried: Mapping[str, Carried]
) -> dict[str, Bound]:
    """Bound the differences that magnified rounding explains, cell by cell.

    Args:
        lesson: The lesson.
        model: The model with the inputs of the check.
        expected: The reference's tensors for it.
        carried: How rounding is carried on, by tensor; those in which it is not are left out.

    Returns:
        The bounds by tensor, of those whose rounding is carried on from step to step.
    """
    carried = {name: how for name, how in carried.items() if name in expected and how.steps}
    if not carried:
        return {}
    runs = [lesson.trace(_nudged(model, np.random.default_rng(seed))) for seed in range(RUNS)]
    return {name: _bound(name, how, expected, [run[name] for run in runs]) for name, how in carried.items()}


def _bound(name: str, how: Carried, expected: Mapping[str, np.ndarray], runs: list[np.ndarray]) -> Bound:
    values, size = expected[name], _size(name, how.together, expected)
    with np.errstate(invalid="ignore", over="ignore"):
        effects = [np.nan_to_num(np.abs(run - values), nan=0.0, posinf=0.0) for run in runs]
        relative = np.maximum(np.maximum.reduce(effects) / NUDGE, _largest_of_its_step(size))
        explained = relative * (ROUNDING * how.steps)
        return Bound(np.minimum(explained, MOST * (1 + size)), explained)


def _size(name: str, together: tuple[str, ...], expected: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the size of each entry, or of the largest that is carried on with it and is still a number."""
    sizes: np.ndarray = np.maximum.reduce([np.abs(expected[each]) for each in {name, *together}])
    return np.where(np.isfinite(sizes), sizes, np.abs(expected[name]))


def _largest_of_its_step(size: np.ndarray) -> np.ndarray:
    """Return for each entry the largest of its step: what is small there by cancelling is rounded as that is."""
    if size.ndim < 2:
        return size
    finite = np.where(np.isfinite(size), size, 0.0)
    return np.broadcast_to(finite.max(axis=tuple(range(1, size.ndim)), keepdims=True), size.shape)


def _nudged(model: Model, generator: np.random.Generator) -> Model:
    """Move every input that may have any value, up or down at random, as far as that is allowed.

    Equal numbers of an array move alike: pixels that are equal stay equal, and with them ties in pooling.
    """
    moved = {}
    for name, values in model.inputs().items():
        field = model.field(name)
        if field.choices or field.whole:
            continue
        distinct, where = np.unique(values, return_inverse=True)
        factors = 1 + NUDGE * generator.choice([-1.0, 1.0], size=distinct.size)
        moved[name] = np.clip((distinct * factors)[where].reshape(values.shape), field.low, field.high)
    return model.changed(moved)
