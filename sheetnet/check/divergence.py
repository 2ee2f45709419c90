"""Where a training runs away: from which step on its numbers say nothing, and nothing is compared any more.

With too large a learning rate the cost grows without end, and rounding with it, until two engines that are both right
differ in the first digit. Up to there every cell is compared; beyond, a cell that differs tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from sheetnet.models.training import DIVERGED
from sheetnet.workbook import Carried, Tensor


def diverges_from(tensors: Iterable[Tensor], values: Mapping[str, np.ndarray]) -> int | None:
    """Return the step from which on a training runs away, or None if it does not or is none.

    Args:
        tensors: The lesson's tensors; those that steps lead to say which curve tells it.
        values: The reference's tensors by name.
    """
    curves = {tensor.carried.curve for tensor in tensors if tensor.carried is not None} - {""}
    steps = [_first_beyond(values[curve]) for curve in sorted(curves)]
    return min((step for step in steps if step is not None), default=None)


def runs_away(carried: Carried, shape: tuple[int, ...], values: Mapping[str, np.ndarray]) -> np.ndarray | None:
    """Mark the entries of a tensor that belong to steps from which on the training runs away; None if there is none.

    Args:
        carried: How steps lead to the tensor.
        shape: The tensor's shape.
        values: The reference's tensors by name.
    """
    step = _first_beyond(values[carried.curve]) if carried.curve else None
    if step is None:
        return None
    steps = np.array(carried.after) if carried.after else np.arange(shape[0])
    return np.broadcast_to((steps >= step).reshape(-1, *(1,) * max(len(shape) - 1, 0)), shape or (1,)).reshape(shape)


def warning(step: int) -> str:
    """Say that a training diverges and what to do."""
    return (
        f"the training diverges: from epoch {step} on its cost is more than {DIVERGED:,.0f} times that at its start; "
        "lower η (learning_rate)"
    )


def _first_beyond(costs: np.ndarray) -> int | None:
    """Return the first step whose cost is too large or no number, if that of the last one is."""
    beyond = ~(costs <= DIVERGED * costs[0])
    return int(beyond.argmax()) if beyond[-1] else None
