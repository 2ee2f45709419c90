"""The same numbers in other cells: each formula is one reference."""

from __future__ import annotations

from functools import reduce
from itertools import pairwise
from math import prod
from operator import add
from typing import TypeVar

import numpy as np

from sheetnet.errors import LimitError
from sheetnet.formula import Affine, Index
from sheetnet.lessons.operator_graph.operators.base import OperatorFormulas
from sheetnet.models.operator_graph.operators import (
    Concat,
    Flatten,
    Operator,
    Reshape,
    Shape,
    Squeeze,
    Transpose,
    Unsqueeze,
)
from sheetnet.workbook import Tensor

V = TypeVar("V", bound=Operator)
MOST_SINGLE = 20_000
"""Entries that are written one by one, where two shapes have no common parts."""


class ShapedFormulas(OperatorFormulas[V]):
    """The entries in their order in another shape."""

    def write(self) -> None:
        """Write references along the parts that both shapes are made of."""
        copy_in_order(self.taken[0], self.output)


class FlattenFormulas(ShapedFormulas[Flatten]):
    """Two axes."""

    @classmethod
    def equation(cls, operator: Flatten) -> str:
        """Return it in symbols."""
        return "y = x"


class ReshapeFormulas(ShapedFormulas[Reshape]):
    """Another shape."""

    @classmethod
    def equation(cls, operator: Reshape) -> str:
        """Return it in symbols."""
        return "y = x"


class SqueezeFormulas(ShapedFormulas[Squeeze]):
    """Fewer axes."""

    @classmethod
    def equation(cls, operator: Squeeze) -> str:
        """Return it in symbols."""
        return "y = x"


class UnsqueezeFormulas(ShapedFormulas[Unsqueeze]):
    """More axes."""

    @classmethod
    def equation(cls, operator: Unsqueeze) -> str:
        """Return it in symbols."""
        return "y = x"


class TransposeFormulas(OperatorFormulas[Transpose]):
    """Another order of the axes."""

    @classmethod
    def equation(cls, operator: Transpose) -> str:
        """Return it in symbols."""
        return "y = xᵀ"

    def write(self) -> None:
        """Write one reference for all entries."""
        position, order = self.output.indices(), self.operator.order(len(self.output.shape))
        taken = dict(zip(order, position, strict=True))
        self.output[position] = self.taken[0][tuple(taken[axis] for axis in range(len(order)))]


class ConcatFormulas(OperatorFormulas[Concat]):
    """Arrays behind each other."""

    @classmethod
    def equation(cls, operator: Concat) -> str:
        """Return it in symbols."""
        return "y = (a, b, …)"

    def write(self) -> None:
        """Write one reference for all entries of each array."""
        axis, begin = self.operator.axis % len(self.output.shape), 0
        for tensor in self.taken:
            position = tensor.indices()
            moved = tuple(at + begin if number == axis else at for number, at in enumerate(position))
            self.output[moved] = tensor[position]
            begin += tensor.shape[axis]


def copy_in_order(source: Tensor, target: Tensor) -> None:
    """Give each cell of a tensor the entry of another that has the same place in the order of all.

    Both shapes are cut into common parts, such as rows and columns of a picture within the list of its pixels, so that
    one formula with affine positions serves all cells.

    Raises:
        LimitError: There are no common parts, and too many entries to write each by itself.
    """
    strides = sorted(_strides(source.shape) | _strides(target.shape))
    if any(larger % smaller for smaller, larger in pairwise(strides)):
        _copy_singly(source, target)
        return
    parts = {smaller: Index(f"part{smaller}", larger // smaller) for smaller, larger in pairwise(strides)}
    target[_position(target.shape, parts)] = source[_position(source.shape, parts)]


def _strides(shape: Shape) -> set[int]:
    """Return how many entries lie from one to the next along each axis, and how many there are in all."""
    return {prod(shape[axis:]) for axis in range(len(shape) + 1)}


def _position(shape: Shape, parts: dict[int, Index]) -> tuple[Affine, ...]:
    found = []
    for axis, size in enumerate(shape):
        stride = prod(shape[axis + 1 :])
        within = [part * (each // stride) for each, part in parts.items() if stride <= each < stride * size]
        found.append(reduce(add, within, Affine(0)))
    return tuple(found)


def _copy_singly(source: Tensor, target: Tensor) -> None:
    count = prod(target.shape)
    if count > MOST_SINGLE:
        raise LimitError(f"{target.name}: {count:,} entries take another shape one by one; {MOST_SINGLE:,} fit")
    for number in range(count):
        to, of = (tuple(int(n) for n in np.unravel_index(number, each.shape)) for each in (target, source))
        target[to] = source[of]
