"""Operators that compute nothing: the same numbers in another order or shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import ClassVar

from sheetnet.errors import InputError
from sheetnet.models.operator_graph.operators.base import Ints, Operator, Shape, axis_within, refuse


@dataclass(frozen=True)
class Flatten(Operator):
    """Two axes: all before ``axis`` become one, and all from it on."""

    kind: ClassVar[str] = "Flatten"
    axis: int = 1

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the two products."""
        rank = len(shapes[0])
        axis = rank if self.axis == rank else axis_within(self.axis, rank)
        return prod(shapes[0][:axis]), prod(shapes[0][axis:])


@dataclass(frozen=True)
class Reshape(Operator):
    """The same entries in the same order in another ``shape``; 0 keeps a size, −1 takes what is left."""

    kind: ClassVar[str] = "Reshape"
    sizes: Ints = ()
    allowzero: int = 0

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the new sizes."""
        (old,) = shapes
        if min(self.sizes, default=0) < -1 or self.sizes.count(-1) > 1 or (self.allowzero and 0 in self.sizes):
            raise InputError(
                f"shape={list(self.sizes)} is none; sizes are 1 or more, 0 keeps one, a single −1 the rest"
            )
        if any(size == 0 and place >= len(old) for place, size in enumerate(self.sizes)):
            raise refuse(f"shape={list(self.sizes)} keeps sizes that are not there", shapes)
        sizes = [old[place] if size == 0 else size for place, size in enumerate(self.sizes)]
        known = prod(size for size in sizes if size != -1)
        sizes = [prod(old) // known if size == -1 else size for size in sizes]
        if prod(sizes) != prod(old):
            raise refuse(f"shape={list(self.sizes)} has not as many entries", shapes)
        return tuple(sizes)


@dataclass(frozen=True)
class Transpose(Operator):
    """The axes in another order, ``perm``; turned round if there is none."""

    kind: ClassVar[str] = "Transpose"
    perm: Ints = ()

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the sizes in their new order."""
        return tuple(shapes[0][axis] for axis in self.order(len(shapes[0])))

    def order(self, rank: int) -> Ints:
        """Return for each axis of what is given that of what is taken."""
        order = self.perm or tuple(reversed(range(rank)))
        if sorted(order) != list(range(rank)):
            raise InputError(f"perm={list(order)} is no order of {rank} axes")
        return order


@dataclass(frozen=True)
class Concat(Operator):
    """Arrays behind each other along ``axis``."""

    kind: ClassVar[str] = "Concat"
    takes: ClassVar[tuple[str, ...]] = tuple(f"input_{number}" for number in range(1, 33))
    optional: ClassVar[int] = 31
    axis: int = 1

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the sizes, added up along the axis."""
        if len(set(map(len, shapes))) > 1:
            raise refuse("the arrays must have as many axes", shapes)
        axis = axis_within(self.axis, len(shapes[0]))
        if len({(*shape[:axis], *shape[axis + 1 :]) for shape in shapes}) > 1:
            raise refuse(f"the arrays must have the same sizes but along axis {self.axis}", shapes)
        return (*shapes[0][:axis], sum(shape[axis] for shape in shapes), *shapes[0][axis + 1 :])


@dataclass(frozen=True)
class Squeeze(Operator):
    """Without ``axes`` of size 1; without all such axes if none are named."""

    kind: ClassVar[str] = "Squeeze"
    axes: Ints = ()

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the sizes that are left."""
        (old,) = shapes
        gone = {axis_within(axis, len(old), "axes") for axis in self.axes}
        gone = gone or {axis for axis, size in enumerate(old) if size == 1}
        if any(old[axis] != 1 for axis in gone):
            raise refuse(f"axes={list(self.axes)} are not all of size 1", shapes)
        return tuple(size for axis, size in enumerate(old) if axis not in gone)


@dataclass(frozen=True)
class Unsqueeze(Operator):
    """With ``axes`` of size 1 more, counted in what is given."""

    kind: ClassVar[str] = "Unsqueeze"
    axes: Ints = ()

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the sizes with a 1 in each new place."""
        rank = len(shapes[0]) + len(self.axes)
        new = {axis_within(axis, rank, "axes") for axis in self.axes}
        if len(new) != len(self.axes):
            raise InputError(f"axes={list(self.axes)} names one twice")
        sizes = iter(shapes[0])
        return tuple(1 if axis in new else next(sizes) for axis in range(rank))
