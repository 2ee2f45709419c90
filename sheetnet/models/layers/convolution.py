"""A convolution: filters that slide over the picture."""

from __future__ import annotations

import math
from dataclasses import KW_ONLY, dataclass
from typing import ClassVar

from sheetnet.errors import InputError
from sheetnet.models.activations import ACTIVATIONS
from sheetnet.models.layers.base import Pair, Shape, WeightedLayer
from sheetnet.models.layers.windows import check_picture, padded_shape, window_count
from sheetnet.models.layers.written import choice, extent, pair, whole, write_pair


@dataclass(frozen=True)
class Conv2D(WeightedLayer):
    """Filters that slide over the picture, one feature map each.

    Args:
        filters: How many.
        kernel: Rows and columns of a filter.
        stride: Steps of the window, down and to the right.
        padding: Blank cells around the picture, which count as 0.
        dilation: Steps from one cell of the window to the next; 1 leaves no gap between them.
        activation: One of ``ACTIVATIONS`` but softmax.
    """

    kind: ClassVar[str] = "conv"
    default_name: ClassVar[str] = "convolution"

    filters: int = whole()
    kernel: Pair = extent((3, 3))
    stride: Pair = pair((1, 1))
    padding: Pair = pair((0, 0))
    activation: str = choice("sigmoid", ACTIVATIONS, always=True)
    _: KW_ONLY
    dilation: Pair = pair((1, 1))

    @property
    def reach(self) -> Pair:
        """Rows and columns from a window's first cell to its last one."""
        rows, columns = ((size - 1) * gap + 1 for size, gap in zip(self.kernel, self.dilation, strict=True))
        return rows, columns

    @property
    def weight_steps(self) -> Pair:
        """The dilation, but 1 along an axis where a filter has one weight only."""
        rows, columns = (gap if size > 1 else 1 for size, gap in zip(self.kernel, self.dilation, strict=True))
        return rows, columns

    def output_shape(self, *input_shapes: Shape) -> Shape:
        """Return (filters, rows, columns)."""
        return (self.filters, *window_count(input_shapes[0], self.reach, self.stride, self.padding))

    def parameter_shapes(self, *input_shapes: Shape) -> dict[str, Shape]:
        """Return (filters, channels, rows, columns), without channels for a picture that has none, and (filters,)."""
        return {"weights": (self.filters, *input_shapes[0][:-2], *self.kernel), "bias": (self.filters,)}

    def fans(self, *input_shapes: Shape) -> dict[str, tuple[int, int]]:
        """Return the number of cells in a window, over all channels, and that of a kernel's cells in all filters."""
        cells = math.prod(self.kernel)
        return {"weights": (math.prod(input_shapes[0][:-2]) * cells, self.filters * cells)}

    def check(self, where: str, *input_shapes: Shape) -> None:
        """Check that the numbers are allowed and that the kernel fits into the picture.

        Raises:
            InputError: They are not, or it does not.
        """
        self.check_units(where, self.filters)
        check_picture(where, input_shapes[0])
        if min(*self.kernel, *self.stride, *self.dilation) < 1 or min(self.padding) < 0:
            stride, padding, dilation = map(write_pair, (self.stride, self.padding, self.dilation))
            raise InputError(
                f"{where}: kernel {self.kernel}, stride {stride}, dilation {dilation}, padding {padding}; "
                "kernel, stride and dilation must be at least 1, padding at least 0"
            )
        if self.is_for_the_end:
            raise InputError(f"{where}: {self.activation} is for the last layer")
        self._check_reach(where, input_shapes[0])

    def _check_reach(self, where: str, shape: Shape) -> None:
        padded = padded_shape(shape, self.padding)
        spread = f" with dilation {self.dilation}" if self.dilation != (1, 1) else ""
        if any(far > size for far, size in zip(self.reach, padded, strict=True)):
            raise InputError(
                f"{where}: the kernel {self.kernel}{spread} is larger than the picture below it, "
                f"{padded} with its padding"
            )
        if max(self.padding) >= max(self.reach):
            raise InputError(f"{where}: padding {self.padding} is not smaller than the kernel {self.kernel}{spread}")
