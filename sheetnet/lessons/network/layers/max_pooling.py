"""Maximum pooling: the largest of each block; δ goes to the winners."""

from __future__ import annotations

from sheetnet.formula import Expression, call, where
from sheetnet.lessons.network.layers.pooling import PoolingFormulas
from sheetnet.lessons.network.recurring import Cells, Moment
from sheetnet.models.layers import MaxPool2D
from sheetnet.models.layers.base import Pair
from sheetnet.models.network import TIE_WIDTH
from sheetnet.texts import Text, Texts


class MaxPoolingFormulas(PoolingFormulas[MaxPool2D]):
    """The largest of each block; blanks around the picture never are."""

    @classmethod
    def equation(cls, layer: MaxPool2D, kind: str) -> str:
        """Return the equation of one of its pictures, in symbols."""
        return {"activation": "P[i, j] = max a", "delta": "δᴾ = ∂C/∂P"}[kind]

    @classmethod
    def described(cls, layer: MaxPool2D, texts: Texts) -> list[Text]:
        """Say over which blocks the maximum is taken."""
        return [texts["own.maximum"].format(size="×".join(map(str, layer.size)))]

    @classmethod
    def remarks(cls, layer: MaxPool2D, texts: Texts) -> list[Text]:
        """Say who gets δ where cells tie."""
        return [texts[f"own.ties_{layer.ties}"]]

    def pooled(self, block: Expression) -> Expression:
        """Return the largest."""
        return call("MAX", block)

    def share(self, now: Moment, channel: Cells, cell: Pair, block: Pair) -> Expression:
        """Return the block's δ if the cell is its maximum, or, with ties ``first``, the first of its maxima."""
        largest, picture = self.output.at(now, *channel, *block), self.inputs[0]

        def behind(place: Pair) -> Expression:
            return largest - picture.at(now, *channel, *place)

        wins = behind(cell) <= TIE_WIDTH
        earlier = [place for place in self.cells_of(block) if place < cell]
        if self.layer.ties == "first" and earlier:
            wins = call("AND", wins, *(behind(place) > TIE_WIDTH for place in earlier))
        return where(wins, self.delta.at(now, *channel, *block), 0)
