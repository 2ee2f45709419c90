"""NumPy's linear algebra on one thread.

BLAS shares a product out to as many threads as there are cores, so the last digits of larger products depend on their
number (OpenBLAS 0.3.31: of 37×2000 by 2000×19, not yet of 200×60 by 60×40). A workbook's bytes must not: its stored
values are the reference's. The products here are small, so that one thread costs nothing.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any


def one_thread() -> AbstractContextManager[Any]:
    """Return a context in which BLAS uses one thread."""
    limits: AbstractContextManager[Any] = _libraries().limit(limits=1, user_api="blas")
    return limits


@cache
def _libraries() -> Any:
    """Find NumPy's library of linear algebra, once in a process."""
    import numpy  # noqa: F401 - what is not loaded is not found
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
