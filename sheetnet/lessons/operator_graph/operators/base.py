"""What every operator has on the side of formulas: an equation, the room that it needs, its formulas."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from operator import add
from typing import ClassVar, Generic, TypeVar

from sheetnet.errors import LimitError
from sheetnet.formula import Expression, Index, call, entry_of
from sheetnet.formula.limits import ARGUMENTS
from sheetnet.lessons.operator_graph.layout import is_tight, is_whole
from sheetnet.models.operator_graph.operators import Operator, Shape
from sheetnet.workbook import Axis, Tensor
from sheetnet.workbook.axis import Direction
from sheetnet.workbook.tensor import Position

O = TypeVar("O", bound=Operator)  # noqa: E741 - an operator
MOST_TERMS = 100
"""Of a sum that is written out, where no rectangle of cells holds its terms."""
NEW_AXIS = 1


@dataclass(frozen=True)
class OperatorFormulas(ABC, Generic[O]):
    """An operator as formulas.

    Args:
        operator: Its attributes.
        taken: What it takes.
        output: What it gives.
        parts: What it computes on the way, by name.
    """

    operator: O
    taken: Sequence[Tensor]
    output: Tensor
    parts: Mapping[str, Tensor]

    part_equations: ClassVar[Mapping[str, str]] = {}
    """What it computes on the way, in symbols."""
    signed: ClassVar[bool] = True
    """Whether what it gives can be negative, whatever it takes."""

    @classmethod
    @abstractmethod
    def equation(cls, operator: O) -> str:
        """Return what it computes, in symbols."""

    @classmethod
    def margin(cls, operator: O, shapes: Sequence[Shape]) -> tuple[int, int]:
        """Return the blank cells that it needs around what it slides over: above and below, left and right."""
        return 0, 0

    @classmethod
    def constant_axes(cls, operator: O, at: int, shapes: Sequence[Shape], others: Mapping[int, list[Axis]]) -> (
        list[Axis] | None
    ):  # fmt: skip
        """Return how a constant should lie; None if that does not matter.

        Args:
            operator: Its attributes.
            at: The constant's place among what it takes.
            shapes: Those of all that it takes.
            others: The axes of what is no constant, by place.
        """
        return None

    @abstractmethod
    def write(self) -> None:
        """Give every cell its formula."""


def entry(tensor: Tensor, position: Sequence[Position]) -> Expression:
    """Refer to the entry of an array that meets a position of a larger one, as ONNX repeats smaller arrays."""
    last = position[len(position) - len(tensor.shape) :] if tensor.shape else ()
    return tensor[tuple(0 if size == 1 else at for size, at in zip(tensor.shape, last, strict=True))]


def over(function: str, tensor: Tensor, position: Mapping[int, Position]) -> Expression:
    """Call a function of all entries that have a position along some axes.

    Args:
        function: One that takes references, such as SUM.
        tensor: The array.
        position: By axis the entry along it; all other axes are taken whole.

    Raises:
        LimitError: The entries lie apart, and are too many to be named one by one.
    """
    reduced = [axis for axis in range(len(tensor.axes)) if axis not in position]
    if is_whole(tensor.axes, reduced):
        return call(function, tensor[tuple(position.get(axis, slice(None)) for axis in range(len(tensor.axes)))])
    every = product(*(range(tensor.shape[axis]) for axis in reduced))
    keys = [{**position, **dict(zip(reduced, entries, strict=True))} for entries in every]
    if len(keys) > ARGUMENTS:
        raise LimitError(
            f"{tensor.name}: {len(keys)} entries lie apart that one formula takes; a function takes {ARGUMENTS}"
        )
    return call(function, *(tensor[tuple(key[axis] for axis in range(len(tensor.axes)))] for key in keys))


def contracted(a: Tensor, at: Sequence[Position], axis_a: int, b: Tensor, bt: Sequence[Position], axis_b: int) -> (
    Expression
):  # fmt: skip
    """Return Σ a b along an axis of each: one SUMPRODUCT, or one entry of a product of matrices.

    Args:
        a: An array.
        at: The entry along each of its axes; that of the axis summed over does not matter.
        axis_a: That axis.
        b: Another array; likewise.
        bt: Likewise.
        axis_b: Likewise.
    """
    count = a.shape[axis_a]
    if count > 1 and is_tight(a.axes, axis_a) and is_tight(b.axes, axis_b):
        whole_a, whole_b = (
            tensor[tuple(slice(None) if number == axis else each for number, each in enumerate(position))]
            for tensor, position, axis in ((a, at, axis_a), (b, bt, axis_b))
        )
        if a.axes[axis_a].direction is b.axes[axis_b].direction:
            return call("SUMPRODUCT", whole_a, whole_b)
        row_first = a.axes[axis_a].direction is Direction.RIGHT
        return entry_of("MMULT", (1, 1), *((whole_a, whole_b) if row_first else (whole_b, whole_a)))
    if count > MOST_TERMS:
        raise LimitError(
            f"{a.name} and {b.name}: {count} products lie apart that one formula adds up; {MOST_TERMS} fit"
        )
    return total(
        a[tuple(k if number == axis_a else each for number, each in enumerate(at))]
        * b[tuple(k if number == axis_b else each for number, each in enumerate(bt))]
        for k in range(count)
    )


def total(terms: Iterable[Expression]) -> Expression:
    """Return the sum of terms."""
    return reduce(add, terms)


def indices_of(shape: Shape) -> tuple[Index, ...]:
    """Return a new index for every axis."""
    return tuple(Index(f"i{axis}", size) for axis, size in enumerate(shape))
