"""Concatenation: units beside units, or channels beside channels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sheetnet.errors import InputError
from sheetnet.models.layers.base import Shape
from sheetnet.models.layers.joining import JoiningLayer


@dataclass(frozen=True)
class Concatenate(JoiningLayer):
    """What stands before it, then what others give: one list of all units, or one picture of all channels."""

    kind: ClassVar[str] = "concatenate"
    default_name: ClassVar[str] = "joined"

    def output_shape(self, *input_shapes: Shape) -> Shape:
        """Return (units,) or (channels, rows, columns); a picture without channels counts as one channel."""
        shapes = [(1, *shape) if len(shape) == 2 else shape for shape in input_shapes]
        return sum(shape[0] for shape in shapes), *shapes[0][1:]

    def check(self, where: str, *input_shapes: Shape) -> None:
        """Check that all are lists, or all pictures of as many rows and columns.

        Raises:
            InputError: They are not.
        """
        if len({shape[-2:] if len(shape) > 1 else () for shape in input_shapes}) > 1:
            raise InputError(
                f"{where}: lists of units go with lists, pictures with pictures of as many rows and columns; "
                f"the shapes are {', '.join(map(str, input_shapes))}"
            )
