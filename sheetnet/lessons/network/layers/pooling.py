"""What maximum and average pooling have in common: blocks of cells, and the blocks in which a cell lies."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from functools import reduce
from itertools import product
from operator import add
from typing import ClassVar, TypeVar

from sheetnet.formula import Affine, Expression, as_expression
from sheetnet.lessons.network.layers.base import LayerFormulas
from sheetnet.lessons.network.recurring import Cells, Moment, Position
from sheetnet.models.layers.base import Pair
from sheetnet.models.layers.pooling import Pooling2D

P = TypeVar("P", bound=Pooling2D)


class PoolingFormulas(LayerFormulas[P]):
    """A layer that makes each block of a picture one cell."""

    pixelwise: ClassVar[bool] = True

    @classmethod
    def input_margin(cls, layer: P) -> Pair:
        """Return its padding, which is left blank."""
        return layer.padding

    def forward(self, now: Moment) -> None:
        """Write one formula for all blocks."""
        cells = self.output.indices()
        *channel, i, j = cells
        self.output.define(now, cells, self.pooled(self.block(now, tuple(channel), (i, j))))

    @abstractmethod
    def pooled(self, block: Expression) -> Expression:
        """Return what becomes of a block."""

    @abstractmethod
    def share(self, now: Moment, channel: Cells, cell: Pair, block: Pair) -> Expression:
        """Return what a block's δ gives to one of its cells."""

    def block(self, now: Moment, channel: Cells, place: tuple[Position, Position]) -> Expression:
        """Refer to the cells of a block, given its place among the blocks."""
        down, right = (
            Affine.of(at) * step - pad
            for at, step, pad in zip(place, self.layer.stride, self.layer.padding, strict=True)
        )
        return self.inputs[0].window(now, channel, (down, right), self.layer.size)

    def grad_input(self, position: int, now: Moment, cells: Cells) -> Expression:
        """Return what the blocks give in which the cell lies; a cell of no block gets 0."""
        *channel, y, x = cells
        assert isinstance(y, int) and isinstance(x, int), "a pooling sends back pixel by pixel"
        shares = [self.share(now, tuple(channel), (y, x), block) for block in self._blocks_of((y, x))]
        return reduce(add, shares) if shares else as_expression(0)

    def cells_of(self, block: Pair) -> list[Pair]:
        """Return the picture's own cells in a block, in reading order."""
        rows, columns = (self._span(block[axis], axis) for axis in (0, 1))
        return list(product(rows, columns))

    def _span(self, block: int, axis: int) -> range:
        """Return the entries of the picture along an axis that lie in a block."""
        layer, extent = self.layer, self.node.input_shapes[0][-2:][axis]
        first = block * layer.stride[axis] - layer.padding[axis]
        return range(max(first, 0), min(first + layer.size[axis], extent))

    def _blocks_of(self, cell: Pair) -> Iterator[Pair]:
        rows, columns = self.node.shape[-2:]
        return (block for block in product(range(rows), range(columns)) if cell in self.cells_of(block))
