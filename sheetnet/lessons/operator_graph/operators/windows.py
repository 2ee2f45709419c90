"""Windows: one SUMPRODUCT a channel, a maximum, a mean; blanks around a picture are its padding."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import ClassVar, TypeVar

from sheetnet.errors import LimitError
from sheetnet.formula import Affine, Expression, Index, call
from sheetnet.lessons.operator_graph.layout import constant
from sheetnet.lessons.operator_graph.operators.base import OperatorFormulas, over, total
from sheetnet.models.operator_graph.operators import AveragePool, Conv, GlobalAveragePool, MaxPool, Shape
from sheetnet.models.operator_graph.operators.windows import Pool, Windowed
from sheetnet.workbook import Axis, Tensor
from sheetnet.workbook.tensor import Position

W = TypeVar("W", bound=Windowed)
P = TypeVar("P", bound=Pool)
MOST_PLACES = 4_000
"""Places of a window whose formulas are written one by one."""


class WindowedFormulas(OperatorFormulas[W]):
    """A window that slides over rows, or rows and columns."""

    @classmethod
    def margin(cls, operator: W, shapes: Sequence[Shape]) -> tuple[int, int]:
        """Return how far windows reach over each end."""
        count, needed = len(shapes[0]) - 2, []
        places = operator.shape(shapes)[2:]
        steps, reach = operator.steps(count), operator.reach(shapes)
        for axis, (before, _) in enumerate(operator.padding(shapes)):
            last = (places[axis] - 1) * steps[axis] + reach[axis] - before
            needed.append(max(before, last - shapes[0][2 + axis], 0))
        return (needed[0], needed[1]) if count == 2 else (0, needed[0])

    @property
    def shapes(self) -> list[Shape]:
        """The shapes of what is taken."""
        return [tensor.shape for tensor in self.taken]

    def under(self, sample: Position, channel: Position, places: Sequence[Position]) -> Expression:
        """Refer to what lies under the window at a place."""
        picture = self.taken[0]
        count = len(places)
        corner = [
            Affine.of(at) * step - before
            for at, step, (before, _) in zip(
                places, self.operator.steps(count), self.operator.padding(self.shapes), strict=True
            )
        ]
        reach = self.operator.reach(self.shapes)
        down, shape = (corner[0], (reach[0], reach[1])) if count == 2 else (Affine(0), (1, reach[0]))
        return picture.window((sample, channel, *(0,) * count), down, corner[-1], shape)


class ConvFormulas(WindowedFormulas[Conv]):
    """Filters that slide over the channels of their group."""

    @classmethod
    def equation(cls, operator: Conv) -> str:
        """Return it in symbols."""
        return "y[i, j] = Σ w[k, l] x[i + k, j + l] + b" if max(operator.steps(1)) == 1 else "y = Σ w·x + b"

    @classmethod
    def constant_axes(cls, operator: Conv, at: int, shapes: Sequence[Shape], others: Mapping[int, list[Axis]]) -> (
        list[Axis] | None
    ):  # fmt: skip
        """Let filters stand below each other, their channels side by side, spread out if they are dilated."""
        count = len(shapes[0]) - 2
        return constant(shapes[1], operator.gaps(count)) if at == 1 else None

    def write(self) -> None:
        """Write one SUMPRODUCT a channel, and the bias, for the filters of each group."""
        filters, group = self.taken[1], self.operator.group
        per_group, channels = filters.shape[0] // group, filters.shape[1]
        sample, _, *places = self.output.indices()
        for number in range(group):
            within = Index("filter", per_group)
            f = within + number * per_group
            terms = (
                call("SUMPRODUCT", filters[f, c], self.under(sample, number * channels + c, places))
                for c in range(channels)
            )
            z = total(terms)
            self.output[(sample, f, *places)] = z + self.taken[2][f] if len(self.taken) == 3 else z


class PoolFormulas(WindowedFormulas[P]):
    """One number for each window."""

    def write(self) -> None:
        """Write one formula for all windows, or one for each place where windows are not rectangles alike."""
        sample, channel, *places = self.output.indices()
        count = len(places)
        if max(self.operator.gaps(count)) == 1 and self.alike:
            self.output[(sample, channel, *places)] = self.pooled(self.under(sample, channel, places))
            return
        every = list(product(*(range(size) for size in self.output.shape[2:])))
        if len(every) > MOST_PLACES:
            raise LimitError(f"{self.output.name}: {len(every)} places of a window with formulas of their own; "
                             f"{MOST_PLACES} fit")  # fmt: skip
        for place in every:
            cells = [self.taken[0][(sample, channel, *cell)] for cell in self.cells(place)]
            self.output[(sample, channel, *place)] = self.of_cells(cells, self.counted(place))

    @property
    def alike(self) -> bool:
        """Whether one formula holds for all places."""
        return True

    @abstractmethod
    def pooled(self, window: Expression) -> Expression:
        """Return what becomes of a rectangle."""

    @abstractmethod
    def of_cells(self, cells: Sequence[Expression], counted: int) -> Expression:
        """Return what becomes of single cells, of which there are so many with padding."""

    def cells(self, place: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Go through the entries under the window at a place."""
        return product(*(
            [at for at in spots if 0 <= at < size]
            for spots, size in zip(self._spots(place), self.taken[0].shape[2:], strict=True)
        ))  # fmt: skip

    def counted(self, place: Sequence[int]) -> int:
        """Return how many cells under the window are entries or padding."""
        pads, sizes = self.operator.padding(self.shapes), self.taken[0].shape[2:]
        return prod(
            sum(-before <= at < size + after for at in spots)
            for spots, size, (before, after) in zip(self._spots(place), sizes, pads, strict=True)
        )

    def _spots(self, place: Sequence[int]) -> list[list[int]]:
        """Return, along each axis, where the window's cells lie."""
        count = len(place)
        steps, gaps = self.operator.steps(count), self.operator.gaps(count)
        pads, kernel = self.operator.padding(self.shapes), self.operator.kernel(self.shapes)
        return [
            [at * steps[axis] - pads[axis][0] + gaps[axis] * cell for cell in range(kernel[axis])]
            for axis, at in enumerate(place)
        ]


class MaxPoolFormulas(PoolFormulas[MaxPool]):
    """The largest entry of each window; blanks never are."""

    @classmethod
    def equation(cls, operator: MaxPool) -> str:
        """Return it in symbols."""
        return f"y = max x ({'×'.join(map(str, operator.kernel_shape))})"

    def pooled(self, window: Expression) -> Expression:
        """Return the largest."""
        return call("MAX", window)

    def of_cells(self, cells: Sequence[Expression], counted: int) -> Expression:
        """Return the largest."""
        return call("MAX", *cells)


class AveragePoolFormulas(PoolFormulas[AveragePool]):
    """The mean of each window."""

    @classmethod
    def equation(cls, operator: AveragePool) -> str:
        """Return it in symbols."""
        return f"y = Σ x / n ({'×'.join(map(str, operator.kernel_shape))})"

    @property
    def alike(self) -> bool:
        """Whether windows count as many cells everywhere, or blanks do not count at all."""
        places = self.output.shape[2:]
        last = self.counted([size - 1 for size in places])
        return not self.operator.count_include_pad or last == prod(self.operator.kernel_shape)

    def pooled(self, window: Expression) -> Expression:
        """Return the mean."""
        if self.operator.count_include_pad:
            return call("SUM", window) / prod(self.operator.kernel_shape)
        return call("AVERAGE", window)

    def of_cells(self, cells: Sequence[Expression], counted: int) -> Expression:
        """Return the sum, divided by how many cells count."""
        return call("SUM", *cells) / (counted if self.operator.count_include_pad else len(cells))


class GlobalAveragePoolFormulas(OperatorFormulas[GlobalAveragePool]):
    """The mean of each channel."""

    signed: ClassVar[bool] = True

    @classmethod
    def equation(cls, operator: GlobalAveragePool) -> str:
        """Return it in symbols."""
        return "y = Σ x / n"

    def write(self) -> None:
        """Write one mean a channel."""
        picture: Tensor = self.taken[0]
        sample, channel, *_ = self.output.indices()
        mean = over("AVERAGE", picture, {0: sample, 1: channel})
        self.output[(sample, channel, *(0,) * (len(picture.shape) - 2))] = mean
