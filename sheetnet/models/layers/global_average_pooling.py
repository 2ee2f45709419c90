"""Global average pooling: the mean of each channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sheetnet.models.layers.base import Layer, Shape
from sheetnet.models.layers.windows import check_picture


@dataclass(frozen=True)
class GlobalAveragePool2D(Layer):
    """The mean of each channel, a list of as many units."""

    kind: ClassVar[str] = "global_avgpool"
    default_name: ClassVar[str] = "pooling"

    def output_shape(self, *input_shapes: Shape) -> Shape:
        """Return (channels,); a picture without channels has one."""
        return input_shapes[0][:-2] or (1,)

    def check(self, where: str, *input_shapes: Shape) -> None:
        """Check that there is a picture.

        Raises:
            InputError: It is a list of units.
        """
        check_picture(where, input_shapes[0])
