"""Windows that slide over rows, or rows and columns: convolution and pooling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sheetnet.errors import InputError
from sheetnet.models.operator_graph.operators.base import Ints, Operator, Shape, refuse

PADDINGS = ("NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID")
MOST_SPATIAL = 2
LARGEST = 1000
"""Of a stride, a dilation or a padding."""


@dataclass(frozen=True)
class Windowed(Operator):
    """An operator with a window over the axes behind those of samples and channels; one or two of them."""

    kernel_shape: Ints = ()
    strides: Ints = ()
    pads: Ints = ()
    dilations: Ints = ()
    auto_pad: str = "NOTSET"

    def check(self) -> None:
        """Refuse sizes that are no sizes."""
        if self.auto_pad not in PADDINGS:
            raise InputError(f"auto_pad={self.auto_pad!r}; allowed are {', '.join(PADDINGS)}")
        for name in ("kernel_shape", "strides", "dilations"):
            values = getattr(self, name)
            if values and not (min(values) >= 1 and max(values) <= LARGEST):
                raise InputError(f"{name}={list(values)}; sizes are 1 to {LARGEST}")
        if self.pads and not (min(self.pads) >= 0 and max(self.pads) <= LARGEST):
            raise InputError(f"pads={list(self.pads)}; allowed are 0 to {LARGEST}")

    def steps(self, count: int) -> Ints:
        """Return the stride along each axis."""
        return self.strides or (1,) * count

    def gaps(self, count: int) -> Ints:
        """Return the dilation along each axis."""
        return self.dilations or (1,) * count

    def kernel(self, shapes: Sequence[Shape]) -> Ints:
        """Return the size of the window."""
        return self.kernel_shape

    def reach(self, shapes: Sequence[Shape]) -> Ints:
        """Return the cells from the window's first to its last, along each axis."""
        kernel = self.kernel(shapes)
        return tuple((size - 1) * gap + 1 for size, gap in zip(kernel, self.gaps(len(kernel)), strict=True))

    def padding(self, shapes: Sequence[Shape]) -> list[tuple[int, int]]:
        """Return the blanks before and after each axis."""
        sizes, reach = shapes[0][2:], self.reach(shapes)
        if self.auto_pad == "NOTSET":
            pads = self.pads or (0,) * (2 * len(sizes))
            return list(zip(pads[: len(sizes)], pads[len(sizes) :], strict=True))
        if self.auto_pad == "VALID":
            return [(0, 0)] * len(sizes)
        found = []
        for size, extent, step in zip(sizes, reach, self.steps(len(sizes)), strict=True):
            whole = max((-(-size // step) - 1) * step + extent - size, 0)
            less = whole // 2
            found.append((less, whole - less) if self.auto_pad == "SAME_UPPER" else (whole - less, less))
        return found

    def counts(self, shapes: Sequence[Shape], ceil: bool = False) -> Ints:
        """Return how many windows there are along each axis.

        Raises:
            InputError: The window and what it slides over do not fit.
        """
        self._check_fit(shapes)
        count, pads = len(shapes[0]) - 2, self.padding(shapes)
        found = []
        for size, extent, step, (before, after) in zip(
            shapes[0][2:], self.reach(shapes), self.steps(count), pads, strict=True
        ):
            room = size + before + after - extent
            number = (-(-room // step) if ceil else room // step) + 1
            if number < 1:
                raise refuse(f"a window of {extent} is larger than the {size + before + after} it slides over", shapes)
            if ceil and (number - 1) * step >= size + before:  # a window must begin within
                number -= 1
            found.append(number)
        return tuple(found)

    def _check_fit(self, shapes: Sequence[Shape]) -> None:
        count = len(shapes[0]) - 2
        if not 1 <= count <= MOST_SPATIAL:
            raise refuse("sheetnet slides windows over one or two axes behind those of samples and channels", shapes)
        wanted = {"kernel_shape": count, "strides": count, "dilations": count, "pads": 2 * count}
        for name, number in wanted.items():
            values = getattr(self, name)
            if values and len(values) != number:
                raise InputError(f"{name}={list(values)} has {len(values)} numbers; for {count} axes it takes {number}")
        if len(self.kernel(shapes)) != count:
            raise refuse(f"the window has {len(self.kernel(shapes))} axes", shapes)


@dataclass(frozen=True)
class Conv(Windowed):
    """A convolution: filters that slide; channels fall into ``group`` groups with filters of their own."""

    kind: ClassVar[str] = "Conv"
    takes: ClassVar[tuple[str, ...]] = ("input", "weights", "bias")
    optional: ClassVar[int] = 1
    group: int = 1

    def kernel(self, shapes: Sequence[Shape]) -> Ints:
        """Return the size of the filters."""
        return shapes[1][2:]

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return samples, filters, and windows along each axis."""
        picture, filters = shapes[:2]
        if len(filters) != len(picture) or len(picture) < 3:
            raise refuse("filters and what they slide over must have as many axes, three or more", shapes)
        if self.group < 1 or picture[1] != filters[1] * self.group or filters[0] % self.group:
            raise refuse(f"channels and filters do not fit group={self.group}", shapes)
        if len(shapes) == 3 and shapes[2] != (filters[0],):
            raise refuse("there must be one bias a filter", shapes)
        if self.kernel_shape and self.kernel_shape != filters[2:]:
            raise refuse(f"kernel_shape={list(self.kernel_shape)} is not that of the filters", shapes)
        return (picture[0], filters[0], *self.counts(shapes))


@dataclass(frozen=True)
class Pool(Windowed):
    """One number for each window and channel."""

    ceil_mode: int = 0

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return samples, channels, and windows along each axis."""
        counts = self.counts(shapes, bool(self.ceil_mode) and self.auto_pad == "NOTSET")
        self._check_met(shapes, counts)
        return (*shapes[0][:2], *counts)

    def _check_met(self, shapes: Sequence[Shape], counts: Ints) -> None:
        """Refuse a window that has nothing but blanks under it somewhere: it has no maximum and no mean."""
        along = zip(
            counts, shapes[0][2:], self.steps(len(counts)), self.gaps(len(counts)), self.kernel(shapes),
            self.padding(shapes), strict=True,
        )  # fmt: skip
        for count, size, step, gap, kernel, (before, _) in along:
            for first in (place * step - before for place in range(count)):
                met = range(
                    max(0, -(first // gap)), kernel
                )  # the window's cells that do not lie before the first entry
                if not met or first + met[0] * gap >= size:
                    raise refuse("a window has nothing but padding under it", shapes)


@dataclass(frozen=True)
class MaxPool(Pool):
    """The largest entry of each window."""

    kind: ClassVar[str] = "MaxPool"


@dataclass(frozen=True)
class AveragePool(Pool):
    """The mean of each window; blanks around count as 0 if ``count_include_pad``, otherwise they do not count."""

    kind: ClassVar[str] = "AveragePool"
    count_include_pad: int = 0


@dataclass(frozen=True)
class GlobalAveragePool(Operator):
    """The mean of each channel."""

    kind: ClassVar[str] = "GlobalAveragePool"

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return samples, channels, and a 1 for each axis behind them."""
        if len(shapes[0]) < 3:
            raise refuse("there must be axes behind those of samples and channels", shapes)
        return (*shapes[0][:2], *(1,) * (len(shapes[0]) - 2))
