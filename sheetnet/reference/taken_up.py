"""Steps taken up where a workbook's steps have ended, so that each of them is looked at by itself.

A training may magnify rounding until two that are both right have nothing in common: by too large a learning rate, or
where a gradient is 0 on paper and an update rule divides what rounding leaves of it by about as little. Then nothing
can be compared over many steps; but from the same parameters one step leads to the same parameters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sheetnet.reference.arithmetic import np

_found: ContextVar[Mapping[str, Any] | None] = ContextVar("found", default=None)


def taken_up(name: str, number: int, values: np.ndarray) -> np.ndarray:
    """Return what a step begins with: what the workbook has, where steps are taken up; else what the step before gave.

    Args:
        name: A tensor with a step as its first axis.
        number: The entry along that axis.
        values: What the step before gave.
    """
    found = _found.get()
    if found is None or name not in found or found[name].shape[1:] != values.shape or number >= len(found[name]):
        return values
    return np.asarray(found[name][number])


@contextmanager
def from_where_it_ended(found: Mapping[str, Any] | None) -> Iterator[None]:
    """Let the steps of trainings begin where those of a workbook have ended, as long as the block lasts.

    Args:
        found: The workbook's tensors by name; None if steps are to follow from each other.
    """
    token = _found.set(found)
    try:
        yield
    finally:
        _found.reset(token)
