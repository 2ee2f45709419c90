"""What every operator of a graph has: how many arrays it takes, its attributes, the shapes of what it gives."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from sheetnet.errors import InputError

Shape: TypeAlias = tuple[int, ...]
Ints: TypeAlias = tuple[int, ...]


@dataclass(frozen=True)
class Operator(ABC):
    """An operator with its attributes, named as ONNX names them; the fields of a subclass are the attributes."""

    kind: ClassVar[str]
    """Its name in ONNX."""
    takes: ClassVar[tuple[str, ...]] = ("input",)
    """What it takes, in this order."""
    optional: ClassVar[int] = 0
    """So many of them, the last ones, may be missing."""

    def check(self) -> None:  # noqa: B027 - most attributes need no word
        """Refuse attributes that are not allowed, whatever is taken.

        Raises:
            InputError: One is not allowed.
        """

    @abstractmethod
    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the shape of what it gives.

        Args:
            shapes: Those of what it takes.

        Raises:
            InputError: They do not fit together, or are more than sheetnet lays open.
        """

    def parts(self, shapes: Sequence[Shape]) -> dict[str, Shape]:
        """Return the shapes of what is computed on the way, by name."""
        return {}


def refuse(said: str, shapes: Sequence[Shape]) -> InputError:
    """Return the error for shapes that do not fit."""
    return InputError(f"{said}; the shapes are {', '.join('×'.join(map(str, shape)) or '()' for shape in shapes)}")


def axis_within(axis: int, rank: int, name: str = "axis") -> int:
    """Return an axis counted from 0; one below 0 is counted from the end.

    Raises:
        InputError: There is no such axis.
    """
    if not -rank <= axis < rank:
        raise InputError(f"{name}={axis} is none of the {rank} axes of what is taken")
    return axis % rank


def broadcast(shapes: Sequence[Shape]) -> Shape:
    """Return the common shape: sizes are aligned at their ends, and a 1 or nothing goes with any size.

    Raises:
        InputError: There is none.
    """
    rank = max(map(len, shapes))
    aligned = [(1,) * (rank - len(shape)) + shape for shape in shapes]
    common = []
    for sizes in zip(*aligned, strict=True):
        others = {size for size in sizes if size != 1}
        if len(others) > 1:
            raise refuse("the arrays have no common shape", shapes)
        common.append(others.pop() if others else 1)
    return tuple(common)
