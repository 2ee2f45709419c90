"""Addition, the residual connection: the sum of pictures of one shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sheetnet.errors import InputError
from sheetnet.models.layers.base import Shape
from sheetnet.models.layers.joining import JoiningLayer


@dataclass(frozen=True)
class Add(JoiningLayer):
    """The sum of what stands before it and what others give, cell by cell."""

    kind: ClassVar[str] = "add"
    default_name: ClassVar[str] = "sum"

    def output_shape(self, *input_shapes: Shape) -> Shape:
        """Return the shape that all have."""
        return input_shapes[0]

    def check(self, where: str, *input_shapes: Shape) -> None:
        """Check that all have the same shape.

        Raises:
            InputError: They do not.
        """
        if len(set(input_shapes)) > 1:
            raise InputError(f"{where}: the shapes must be equal; they are {', '.join(map(str, input_shapes))}")
