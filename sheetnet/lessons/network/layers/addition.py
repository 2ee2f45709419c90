"""Addition: pictures of one shape, cell by cell, as where a residual connection comes back; δ goes to each of them."""

from __future__ import annotations

from functools import reduce
from operator import add

from sheetnet.formula import Expression
from sheetnet.lessons.network.layers.base import LayerFormulas
from sheetnet.lessons.network.recurring import Cells, Moment
from sheetnet.models.layers import Add
from sheetnet.texts import Text, Texts


class AdditionFormulas(LayerFormulas[Add]):
    """The sum of what it takes."""

    @classmethod
    def equation(cls, layer: Add, kind: str) -> str:
        """Return the equation of one of its pictures, in symbols."""
        return {"activation": "a = a¹ + a² + …", "delta": "δ = ∂C/∂a"}[kind]

    @classmethod
    def described(cls, layer: Add, texts: Texts) -> list[Text]:
        """Say what is added."""
        return [texts["own.addition"].format(others=", ".join(layer.others))]

    def forward(self, now: Moment) -> None:
        """Write the sums."""
        cells = self.output.indices()
        self.output.define(now, cells, reduce(add, (picture.at(now, *cells) for picture in self.inputs)))

    def grad_input(self, position: int, now: Moment, cells: Cells) -> Expression:
        """Return δ of the same cell."""
        return self.delta.at(now, *cells)
