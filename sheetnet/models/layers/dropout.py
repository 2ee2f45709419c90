"""Dropout: in every step of a training some units, or cells of maps, are left out; the others speak up for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sheetnet.models.layers.base import Layer, Shape
from sheetnet.models.layers.fields import decimal


@dataclass(frozen=True)
class Dropout(Layer):
    """In a training a = r x / (1 − p) with a mask r of 0 and 1; afterwards a = x.

    Args:
        rate: p, the share of the units, or of the cells of maps, that is left out.
    """

    kind: ClassVar[str] = "dropout"
    default_name: ClassVar[str] = "dropout"
    differs_in_training: ClassVar[bool] = True
    takes_flattened: ClassVar[bool] = True

    rate: float = decimal(0.5, 0, 0.9, always=True)

    def output_shape(self, *input_shapes: Shape) -> Shape:
        """Return the shape of what it takes."""
        return input_shapes[0]

    def check(self, where: str, *input_shapes: Shape) -> None:
        """Take anything: of a picture, every cell is left out or not."""
