"""What stands around an array: a number, or references to its own entries."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod
from typing import TypeAlias

from sheetnet.errors import LimitError
from sheetnet.formula import Index, as_expression
from sheetnet.lessons.operator_graph.operators.base import OperatorFormulas
from sheetnet.models.operator_graph.operators import Pad
from sheetnet.workbook.tensor import Position

Part: TypeAlias = tuple[Position, Position | None]
"""Some entries along an axis: where they stand, and which of the array's they are; None if they are none of its."""
MOST_PARTS = 2_000


class PadFormulas(OperatorFormulas[Pad]):
    """Entries around an array."""

    @classmethod
    def equation(cls, operator: Pad) -> str:
        """Return it in symbols."""
        return f"y = (…, x, …): {operator.value:.6g}" if operator.mode == "constant" else "y = (…, x, …)"

    def write(self) -> None:
        """Write one formula for the array itself, and one for each part of what stands around it."""
        (x,) = self.taken
        around = self.operator.around(x.shape)
        axes = [list(self._parts(axis, x.shape[axis], *pair)) for axis, pair in enumerate(around)]
        if prod(map(len, axes)) > MOST_PARTS:
            raise LimitError(f"{self.output.name}: {prod(map(len, axes))} parts of a padding; {MOST_PARTS} fit")
        for parts in product(*axes):
            taken = [source for _, source in parts if source is not None]
            value = x[tuple(taken)] if len(taken) == len(parts) else as_expression(self.operator.value)
            self.output[tuple(place for place, _ in parts)] = value

    def _parts(self, axis: int, size: int, before: int, after: int) -> Iterator[Part]:
        middle = Index(f"i{axis}", size)
        yield middle + before, middle
        if self.operator.mode == "constant":
            for count, first in ((before, 0), (after, before + size)):
                if count:
                    yield Index(f"j{axis}", count) + first, None
            return
        mirrored = int(self.operator.mode == "reflect")
        for step in range(1, before + 1):
            yield before - step, step * mirrored
        for step in range(1, after + 1):
            yield before + size - 1 + step, size - 1 - step * mirrored
