"""Sums, means and extremes along axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sheetnet.models.operator_graph.operators.base import Ints, Operator, Shape, axis_within, refuse


@dataclass(frozen=True)
class Reduction(Operator):
    """One number of all along ``axes``, which stay as axes of size 1 if ``keepdims``; of all axes if none are named."""

    axes: Ints = ()
    keepdims: int = 1

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the sizes that are left."""
        reduced = self.reduced(len(shapes[0]))
        sizes = [1 if axis in reduced else size for axis, size in enumerate(shapes[0])]
        return tuple(size for axis, size in enumerate(sizes) if self.keepdims or axis not in reduced)

    def reduced(self, rank: int) -> Ints:
        """Return the axes along which is reduced, counted from 0."""
        return tuple(sorted({axis_within(axis, rank, "axes") for axis in self.axes})) or tuple(range(rank))


@dataclass(frozen=True)
class ReduceMean(Reduction):
    """Means."""

    kind: ClassVar[str] = "ReduceMean"


@dataclass(frozen=True)
class ReduceSum(Reduction):
    """Sums."""

    kind: ClassVar[str] = "ReduceSum"


@dataclass(frozen=True)
class ReduceMax(Reduction):
    """The largest."""

    kind: ClassVar[str] = "ReduceMax"


@dataclass(frozen=True)
class ReduceMin(Reduction):
    """The smallest."""

    kind: ClassVar[str] = "ReduceMin"


@dataclass(frozen=True)
class GlobalMaxPool(Reduction):
    """The largest of each channel."""

    kind: ClassVar[str] = "GlobalMaxPool"

    def reduced(self, rank: int) -> Ints:
        """Return all axes behind the channels."""
        if rank < 3:
            raise refuse("there must be axes behind those of samples and channels", [(1,) * rank])
        return tuple(range(2, rank))
