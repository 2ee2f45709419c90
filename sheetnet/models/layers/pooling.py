"""What maximum and average pooling have in common: blocks that slide over the picture."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import ClassVar

from sheetnet.errors import InputError
from sheetnet.models.layers.base import Layer, Pair, Shape
from sheetnet.models.layers.fields import extent, pair
from sheetnet.models.layers.windows import check_picture, padded_shape, window_count


@dataclass(frozen=True)
class Pooling2D(Layer):
    """One number for each block of each channel; what is left over at the end is left out, as PyTorch and ONNX do.

    Args:
        size: Rows and columns of a block.
        stride: Steps of the block; 0 takes the size.
        padding: Cells around the picture, at most half the size.
    """

    default_name: ClassVar[str] = "pooling"

    size: Pair = extent((2, 2))
    stride: Pair = pair((0, 0))
    _: KW_ONLY
    padding: Pair = pair((0, 0))

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.stride == (0, 0):
            object.__setattr__(self, "stride", self.size)

    def output_shape(self, *input_shapes: Shape) -> Shape:
        """Return (channels, rows, columns), without channels for a picture that has none."""
        return (*input_shapes[0][:-2], *window_count(input_shapes[0], self.size, self.stride, self.padding))

    def check(self, where: str, *input_shapes: Shape) -> None:
        """Check that the numbers are allowed and that a block fits into the picture.

        Raises:
            InputError: They are not, or it does not.
        """
        check_picture(where, input_shapes[0])
        if min(*self.size, *self.stride) < 1:
            raise InputError(f"{where}: size {self.size}, stride {self.stride}; both must be at least 1")
        if any(not 0 <= 2 * pad <= size for pad, size in zip(self.padding, self.size, strict=True)):
            raise InputError(f"{where}: padding {self.padding}; allowed are 0 to half the size {self.size}")
        padded = padded_shape(input_shapes[0], self.padding)
        if any(block > size for block, size in zip(self.size, padded, strict=True)):
            raise InputError(
                f"{where}: the block {self.size} is larger than the picture below it, {padded} with its padding"
            )
