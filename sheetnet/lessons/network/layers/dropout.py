"""Dropout: in a training r x / (1 − p) with a mask that stands in the sheet; afterwards what comes in."""

from __future__ import annotations

from sheetnet.formula import Expression
from sheetnet.lessons.network.layers.base import LayerFormulas
from sheetnet.lessons.network.recurring import Cells, Moment
from sheetnet.models.layers import Dropout
from sheetnet.texts import Text, Texts, literal


class DropoutFormulas(LayerFormulas[Dropout]):
    """What a mask of 0 and 1 leaves of the units, scaled so that their mean stays."""

    @classmethod
    def equation(cls, layer: Dropout, kind: str) -> str:
        """Return the equation of one of its pictures, in symbols."""
        return {"activation": f"a = r x / (1 − {layer.rate:g})", "delta": "δ = ∂C/∂a"}[kind]

    @classmethod
    def equation_afterwards(cls, layer: Dropout, kind: str) -> str:
        """Return that nothing is left out."""
        return {"activation": "a = x", "delta": "δ = ∂C/∂a"}[kind]

    @classmethod
    def described(cls, layer: Dropout, texts: Texts) -> list[Text]:
        """Give the equation."""
        return [literal(cls.equation(layer, "activation"))]

    def forward(self, now: Moment) -> None:
        """Write what is left; without a mask all of it."""
        cells = self.output.indices()
        self.output.define(now, cells, self._left_of(self.inputs[0].at(now, *cells), now, cells))

    def grad_input(self, position: int, now: Moment, cells: Cells) -> Expression:
        """Return what the mask leaves of δ."""
        return self._left_of(self.delta.at(now, *cells), now, cells)

    def _left_of(self, value: Expression, now: Moment, cells: Cells) -> Expression:
        mask = self.aids.get("mask")
        return value if mask is None else mask.at(now, *cells) * value / (1 - self.layer.rate)
