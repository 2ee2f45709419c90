"""A choice among strategies of which some are to come up more often than others."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


def weighted(*choices: tuple[int, st.SearchStrategy[T]]) -> st.SearchStrategy[T]:
    """Return a strategy that takes each of several as often as its weight says.

    ``one_of`` takes a strategy that is named twice once.

    Args:
        *choices: Weights and strategies, the simplest first: examples are made smaller towards it.
    """
    pool = [strategy for weight, strategy in choices for _ in range(weight)]
    return st.integers(0, len(pool) - 1).flatmap(pool.__getitem__)
