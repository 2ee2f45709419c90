"""How far the check lets the values of a tensor differ from the reference's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

RELATIVE = 1e-9
ABSOLUTE = 1e-300
"""Below that a number is 0 for a spreadsheet, for every purpose: the smallest that Excel holds is 2·10⁻³⁰⁸."""


@dataclass(frozen=True, eq=False, slots=True)
class Tolerance:
    """A tolerance: ``absolute + relative · |expected| + share · size``.

    Mostly a lesson says nothing: numbers are compared relatively, and where terms cancel the check finds out what
    rounding amounts to in each cell. A lesson says more where its formulas lose digits that the reference keeps, such
    as a line through points far from 0, or where it knows a narrower bound.

    The difference of two costs is rounded as they are. How large they are, and the outputs that they are made of, the
    inputs at hand decide: ``size`` is C + ‖z‖, or C + √(2C) · ‖a‖ for C = ½ Σ (t − a)², whose rounding is that of a
    times t − a. A difference quotient of them is rounded as they are, divided by twice its step.

    Args:
        absolute: One number, or one an entry where rounding differs from entry to entry.
        relative: One number, or one an entry.
        share: So much of the size of costs besides.
        costs: The name of the tensor of these costs, of which the largest counts; empty if there is none.
        outputs: The name of the tensor of outputs, or of their z.
        squared: The costs are squares of differences.
        step: The name of the tensor with the step of a difference quotient of the costs; empty if it is none.
    """

    absolute: float | np.ndarray = ABSOLUTE
    relative: float | np.ndarray = RELATIVE
    share: float = 0.0
    costs: str = ""
    outputs: str = ""
    squared: bool = False
    step: str = ""

    @property
    def stated(self) -> bool:
        """Whether a lesson says what rounding amounts to."""
        return bool(np.max(self.absolute) > ABSOLUTE)

    def at_hand(self, values: Mapping[str, np.ndarray]) -> Tolerance:
        """Return the tolerance for given values of all tensors, which refers to no other tensor any more."""
        if not self.costs:
            return self
        costs, outputs = np.abs(values[self.costs]), values[self.outputs]
        cost = float(costs[np.isfinite(costs)].max(initial=0.0))
        norm = float(np.linalg.norm(outputs[np.isfinite(outputs)]))
        size = cost + (np.sqrt(2 * cost) * norm if self.squared else norm)
        share = self.share / (2 * float(values[self.step])) if self.step else self.share
        return Tolerance(self.absolute + share * size, self.relative)


@dataclass(frozen=True, slots=True)
class Carried:
    """How a tensor's rounding is carried on from step to step and may grow, as in a training.

    Args:
        steps: Through how many steps.
        together: Tensors of the same shape whose sums go into each other, so that rounding is of the largest's size.
        curve: The name of the tensor with the cost of each step, which tells where a training runs away; empty if none
            does.
        after: The steps to which the entries along the first axis belong, a single one for a tensor of one step; empty
            where that axis counts the steps.
    """

    steps: int
    together: tuple[str, ...] = ()
    curve: str = ""
    after: tuple[int, ...] = ()
