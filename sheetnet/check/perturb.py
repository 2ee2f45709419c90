"""Random changes of the inputs that a lesson lets vary: seeded, as assignments to repeat with ``--set``.

A mistake shows only in some inputs. A wrong reference to a neighbour needs neighbours that differ, a wrong comparison
needs numbers on both sides of it, a wrong rule for ties needs ties. So the runs take turns in what they draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.assignment import Assignment, assigned
from sheetnet.models.fields import Field
from sheetnet.models.model import Model

SHARE = 0.1
"""Of an array's entries so many change where few do, at least one."""
DIGITS = 4
"""Significant digits of a drawn number: enough to be different, few enough to be typed."""
DRAWN_LEVELS = 2
"""Numbers between the extremes of which arrays with ties consist."""
_MOST_DRAWS = 100
"""A lesson may refuse what is drawn, such as points that all lie upon each other; so often another draw is made."""


class Spread(Enum):
    """What a run draws: a few entries of each array, all of them, or all from a few numbers, so that many tie."""

    FEW = "few"
    ALL = "all"
    TIES = "ties"


TURNS = (Spread.FEW, Spread.ALL, Spread.FEW, Spread.TIES)
"""What one run after the other draws."""


def perturbations(model: Model, times: int, seed: int) -> list[list[Assignment]]:
    """Draw several changes, one after the other.

    Args:
        model: The model to vary.
        times: How many.
        seed: Of the random numbers; the same seed draws the same changes.

    Returns:
        Assignments for each of them.

    Raises:
        InputError: The model takes nothing that is drawn.
    """
    generator = np.random.default_rng(seed)
    return [_allowed(model, TURNS[number % len(TURNS)], generator) for number in range(times)]


def _allowed(model: Model, spread: Spread, generator: np.random.Generator) -> list[Assignment]:
    """Draw until the model takes it."""
    for _ in range(_MOST_DRAWS):
        changes = perturbation(model, spread, generator)
        try:
            assigned(model, changes)
        except InputError as error:
            refused = error
        else:
            return changes
    raise refused


def perturbation(model: Model, spread: Spread, generator: np.random.Generator) -> list[Assignment]:
    """Draw a change of every input that may vary.

    Args:
        model: The model to vary.
        spread: What is drawn of an array.
        generator: Seeded by the caller.
    """
    changes: list[Assignment] = []
    for name, values in model.inputs().items():
        field = model.field(name)
        if field.vary is None and not field.choices:
            continue
        if values.ndim == 0:
            changes.append(Assignment(name, None, _number(field, float(values), spread, generator)))
        elif spread is Spread.FEW:
            changes += _few(name, values, field, generator)
        else:
            changes.append(Assignment(name, None, ",".join(_whole(values, field, spread, generator))))
    return changes


def _few(name: str, values: np.ndarray, field: Field, generator: np.random.Generator) -> list[Assignment]:
    """Draw some entries of an array."""
    count = max(1, round(SHARE * values.size))
    found = []
    for flat in sorted(generator.choice(values.size, size=count, replace=False).tolist()):
        index = tuple(int(n) for n in np.unravel_index(flat, values.shape))
        found.append(Assignment(name, index, _drawn(field, float(values[index]), generator)))
    return found


def _whole(values: np.ndarray, field: Field, spread: Spread, generator: np.random.Generator) -> list[str]:
    """Draw all entries of an array."""
    if spread is Spread.TIES:
        return [str(level) for level in generator.choice(_levels(field, generator), size=values.size)]
    return [_drawn(field, float(value), generator) for value in values.ravel()]


def _number(field: Field, current: float, spread: Spread, generator: np.random.Generator) -> str:
    if spread is Spread.TIES:
        return str(generator.choice(_levels(field, generator)))
    return _drawn(field, current, generator)


def _levels(field: Field, generator: np.random.Generator) -> Sequence[str]:
    """Return the extremes of what may be drawn, and some numbers between them."""
    if field.choices:
        return [f"{choice:g}" for choice in field.choices]
    assert field.vary is not None
    return [f"{end:g}" for end in field.vary] + [_within(field, generator) for _ in range(DRAWN_LEVELS)]


def _drawn(field: Field, current: float, generator: np.random.Generator) -> str:
    if field.choices:
        others = [choice for choice in field.choices if choice != current]
        return f"{generator.choice(others):g}"
    return _within(field, generator)


def _within(field: Field, generator: np.random.Generator) -> str:
    """Draw from the range of a field, whole numbers where it takes no others."""
    assert field.vary is not None
    low, high = field.vary
    if field.whole:
        return str(generator.integers(int(low), int(high), endpoint=True))
    return f"{generator.uniform(low, high):.{DIGITS}g}"
