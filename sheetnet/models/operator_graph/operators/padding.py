"""Entries put around an array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sheetnet.errors import InputError
from sheetnet.models.operator_graph.operators.base import Ints, Operator, Shape, axis_within, refuse

MODES = ("constant", "edge", "reflect")
LARGEST = 1000
"""Of entries on one side of an axis."""


@dataclass(frozen=True)
class Pad(Operator):
    """So many entries before and after each of ``axes``: a ``value``, the last entry again, or the entries mirrored."""

    kind: ClassVar[str] = "Pad"
    pads: Ints = ()
    axes: Ints = ()
    mode: str = "constant"
    value: float = 0.0

    def check(self) -> None:
        """Refuse what is no padding."""
        if self.mode not in MODES:
            raise InputError(f"mode={self.mode!r}; sheetnet lays {', '.join(MODES)} open")
        if self.pads and not (min(self.pads) >= 0 and max(self.pads) <= LARGEST):
            raise InputError(f"pads={list(self.pads)}; allowed are 0 to {LARGEST}")

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the sizes with what is put around."""
        around = self.around(shapes[0])
        if self.mode == "reflect" and any(max(pair) >= size for pair, size in zip(around, shapes[0], strict=True)):
            raise refuse(f"pads={list(self.pads)} mirrors more entries than there are", shapes)
        return tuple(before + size + after for size, (before, after) in zip(shapes[0], around, strict=True))

    def around(self, shape: Shape) -> list[tuple[int, int]]:
        """Return how many entries stand before and after each axis."""
        rank = len(shape)
        axes = [axis_within(axis, rank, "axes") for axis in self.axes] or list(range(rank))
        if len(self.pads) != 2 * len(axes) or len(set(axes)) != len(axes):
            raise refuse(f"pads={list(self.pads)} are not two numbers an axis", [shape])
        found = [(0, 0)] * rank
        for place, axis in enumerate(axes):
            found[axis] = self.pads[place], self.pads[len(axes) + place]
        return found
