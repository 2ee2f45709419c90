"""How far the check lets the values of a tensor differ from the reference's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

RELATIVE = 1e-9
ABSOLUTE = 1e-12


@dataclass(frozen=True, eq=False, slots=True)
class Tolerance:
    """A tolerance: ``absolute + relative · |expected| + share · max |of|``.

    Args:
        absolute: One number, or one an entry where rounding differs from entry to entry.
        relative: One number, or one an entry.
        share: So much of another tensor's largest entry besides: the difference of two large numbers is rounded as
            they are, and how large they are the inputs at hand decide.
        of: The name of that tensor; empty if there is none.
    """

    absolute: float | np.ndarray = ABSOLUTE
    relative: float | np.ndarray = RELATIVE
    share: float = 0.0
    of: str = ""

    def at_hand(self, values: Mapping[str, np.ndarray]) -> Tolerance:
        """Return the tolerance for given values of all tensors, which refers to no other tensor any more."""
        if not self.of:
            return self
        sizes = np.abs(values[self.of])
        largest = float(sizes[np.isfinite(sizes)].max(initial=0.0))
        return Tolerance(self.absolute + self.share * largest, self.relative)


@dataclass(frozen=True, slots=True)
class Carried:
    """How a tensor's rounding is carried on from step to step and may grow, as in a training.

    Args:
        steps: Through how many steps.
        together: Tensors of the same shape whose sums go into each other, so that rounding is of the largest's size.
    """

    steps: int
    together: tuple[str, ...] = ()
