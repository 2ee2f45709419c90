"""How much a training magnifies rounding, told by the reference alone.

With a large learning rate a training oscillates, and the last bit of a sum grows from epoch to epoch: two engines that
add in another order, both of them right, differ in the ninth digit at the end. How far they may differ is a property of
the mathematics, not of the workbook. So the reference runs a second time with every input moved by ``NUDGE`` of itself;
what becomes of that, scaled down to the size of rounding, bounds what becomes of rounding. In a stable training the
bound is a few units of the last digit, and nothing is excused.
"""

from __future__ import annotations

import numpy as np

from sheetnet.catalogue import Lesson
from sheetnet.models.model import Model

NUDGE = 1e-12
"""Relative change of the inputs: it survives their 15 digits, and its effects are linear as long as they matter."""
ROUNDING = 1e-14
"""What an epoch's rounding amounts to as a relative change of an input: sums of about 100 terms, 100 · 2⁻⁵³."""
MOST = 1e-6
"""Of 1 + |expected|: beyond this nothing is excused, however a training magnifies."""


def magnified_rounding(lesson: Lesson, model: Model, expected: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Bound the differences that magnified rounding explains.

    Args:
        lesson: The lesson.
        model: The model with the inputs of the check.
        expected: The reference's tensors for it.

    Returns:
        For each tensor an array of its shape: the largest effect within the same entry of its first axis (an epoch).
    """
    nudged = lesson.trace(_nudged(model))
    bounds = {}
    for name, values in expected.items():
        with np.errstate(invalid="ignore", over="ignore"):
            effect = np.nan_to_num(np.abs(nudged[name] - values), nan=0.0, posinf=0.0)
            if values.ndim > 1:
                effect = np.broadcast_to(effect.max(axis=tuple(range(1, values.ndim)), keepdims=True), values.shape)
            bounds[name] = np.minimum(effect * (ROUNDING / NUDGE), MOST * (1 + np.abs(values)))
    return bounds


def _nudged(model: Model) -> Model:
    """Move every input that may have any value, up or down at random, and stay within what is allowed.

    All numbers of an array move by the same factor: pixels that are equal stay equal, and with them ties in pooling.
    """
    generator = np.random.default_rng(0)
    moved = {}
    for name, values in model.inputs().items():
        field = model.field(name)
        if field.choices or field.whole:
            continue
        factor = 1 + NUDGE * generator.choice([-1.0, 1.0])
        moved[name] = np.clip(values * factor, field.low, field.high)
    return model.with_inputs(moved)
