"""Random changes of the inputs that a lesson lets vary: seeded, as assignments to repeat with ``--set``."""

from __future__ import annotations

import numpy as np

from sheetnet.models.assignment import Assignment
from sheetnet.models.fields import Field
from sheetnet.models.model import Model

SHARE = 0.1
"""Of an array's entries so many change, at least one."""
DIGITS = 4
"""Significant digits of a drawn number: enough to be different, few enough to be typed."""


def perturbation(model: Model, generator: np.random.Generator) -> list[Assignment]:
    """Draw a change of every input that may vary.

    Args:
        model: The model to vary.
        generator: Seeded by the caller.

    Returns:
        Assignments, one for each number that changes.
    """
    changes: list[Assignment] = []
    for name, values in model.inputs().items():
        field = model.field(name)
        if field.vary is None and not field.choices:
            continue
        if values.ndim == 0:
            changes.append(Assignment(name, None, _drawn(field, float(values), generator)))
            continue
        count = max(1, round(SHARE * values.size))
        for flat in sorted(generator.choice(values.size, size=count, replace=False).tolist()):
            index = tuple(int(n) for n in np.unravel_index(flat, values.shape))
            changes.append(Assignment(name, index, _drawn(field, float(values[index]), generator)))
    return changes


def perturbations(model: Model, times: int, seed: int) -> list[list[Assignment]]:
    """Draw several changes, one after the other.

    Args:
        model: The model to vary.
        times: How many.
        seed: Of the random numbers; the same seed draws the same changes.
    """
    generator = np.random.default_rng(seed)
    return [perturbation(model, generator) for _ in range(times)]


def _drawn(field: Field, current: float, generator: np.random.Generator) -> str:
    if field.choices:
        others = [choice for choice in field.choices if choice != current]
        return f"{generator.choice(others):g}"
    assert field.vary is not None
    return f"{generator.uniform(*field.vary):.{DIGITS}g}"
