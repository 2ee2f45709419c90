"""How far the check lets the values of a tensor differ from the reference's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RELATIVE = 1e-9
ABSOLUTE = 1e-12


@dataclass(frozen=True, eq=False, slots=True)
class Tolerance:
    """A tolerance: ``absolute + relative · |expected|``.

    Args:
        absolute: One number, or one an entry where rounding differs from entry to entry.
        relative: One number, or one an entry.
    """

    absolute: float | np.ndarray = ABSOLUTE
    relative: float | np.ndarray = RELATIVE


@dataclass(frozen=True, slots=True)
class Carried:
    """How a tensor's rounding is carried on from step to step and may grow, as in a training.

    Args:
        steps: Through how many steps.
        together: Tensors of the same shape whose sums go into each other, so that rounding is of the largest's size.
    """

    steps: int
    together: tuple[str, ...] = ()
