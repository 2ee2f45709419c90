"""Flatten: a picture is read as a list."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from sheetnet.models.layers.base import Layer, Shape


@dataclass(frozen=True)
class Flatten(Layer):
    """Says that a picture is read as a list; a dense layer does so by itself, so nothing is computed for it."""

    kind: ClassVar[str] = "flatten"
    default_name: ClassVar[str] = "flattened"
    leaves_trace: ClassVar[bool] = False
    takes_flattened: ClassVar[bool] = True

    def output_shape(self, *input_shapes: Shape) -> Shape:
        """Return the length of the list."""
        return (math.prod(input_shapes[0]),)

    def check(self, where: str, *input_shapes: Shape) -> None:
        """Any picture can be read as a list."""
