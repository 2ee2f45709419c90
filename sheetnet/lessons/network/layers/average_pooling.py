"""Average pooling: the mean of each block; every cell gets its part of δ."""

from __future__ import annotations

from math import prod

from sheetnet.formula import Expression, call
from sheetnet.lessons.network.layers.pooling import PoolingFormulas
from sheetnet.lessons.network.recurring import Cells, Moment
from sheetnet.models.layers import AveragePool2D
from sheetnet.models.layers.base import Pair
from sheetnet.texts import Text, Texts


class AveragePoolingFormulas(PoolingFormulas[AveragePool2D]):
    """The mean of each block."""

    @classmethod
    def equation(cls, layer: AveragePool2D, kind: str) -> str:
        """Return the equation of one of its pictures, in symbols."""
        return {"activation": "P[i, j] = Σ a / n", "delta": "δᴾ = ∂C/∂P"}[kind]

    @classmethod
    def described(cls, layer: AveragePool2D, texts: Texts) -> list[Text]:
        """Say over which blocks the mean is taken."""
        return [texts["own.average"].format(size="×".join(map(str, layer.size)))]

    def pooled(self, block: Expression) -> Expression:
        """Return the mean; AVERAGE leaves blanks out, so padding that counts is counted by hand."""
        if self._counts_blanks:
            return call("SUM", block) / prod(self.layer.size)
        return call("AVERAGE", block)

    def share(self, now: Moment, channel: Cells, cell: Pair, block: Pair) -> Expression:
        """Return δ divided by the number of cells that the mean was taken of."""
        count = prod(self.layer.size) if self._counts_blanks else len(self.cells_of(block))
        return self.delta.at(now, *channel, *block) / count

    @property
    def _counts_blanks(self) -> bool:
        return self.layer.count_padding and self.layer.padding != (0, 0)
