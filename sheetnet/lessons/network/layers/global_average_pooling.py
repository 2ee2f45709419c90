"""Global average pooling: the mean of each channel; every cell gets its part of δ."""

from __future__ import annotations

from math import prod

from sheetnet.formula import Expression, call
from sheetnet.lessons.network.layers.base import LayerFormulas
from sheetnet.lessons.network.recurring import Cells, Moment
from sheetnet.models.layers import GlobalAveragePool2D
from sheetnet.texts import Text, Texts


class GlobalAveragePoolingFormulas(LayerFormulas[GlobalAveragePool2D]):
    """The mean of each channel."""

    @classmethod
    def equation(cls, layer: GlobalAveragePool2D, kind: str) -> str:
        """Return the equation of one of its pictures, in symbols."""
        return {"activation": "Pₖ = Σ aᵏ / n", "delta": "δᴾ = ∂C/∂P"}[kind]

    @classmethod
    def described(cls, layer: GlobalAveragePool2D, texts: Texts) -> list[Text]:
        """Say that the mean is taken of each channel."""
        return [texts["own.global_average"]]

    def forward(self, now: Moment) -> None:
        """Write the mean of each channel."""
        (unit,) = self.output.indices()
        (picture,) = self.inputs
        channel = (unit,) if len(picture.shape) == 3 else ()
        self.output.define(now, (unit,), call("AVERAGE", picture.at(now, *channel)))

    def grad_input(self, position: int, now: Moment, cells: Cells) -> Expression:
        """Return the channel's δ divided by the number of its cells."""
        *channel, _, _ = cells
        return self.delta.at(now, *(channel or (0,))) / prod(self.node.input_shapes[0][-2:])
