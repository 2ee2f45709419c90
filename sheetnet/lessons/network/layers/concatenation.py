"""Concatenation: units below units, or channels below channels; each gets its own part of δ back."""

from __future__ import annotations

from sheetnet.formula import Expression
from sheetnet.lessons.network.layers.base import LayerFormulas
from sheetnet.lessons.network.recurring import Cells, Moment
from sheetnet.models.layers import Concatenate
from sheetnet.texts import Text, Texts


class ConcatenationFormulas(LayerFormulas[Concatenate]):
    """What it takes, one behind the other; a picture without channels counts as one channel."""

    @classmethod
    def equation(cls, layer: Concatenate, kind: str) -> str:
        """Return the equation of one of its pictures, in symbols."""
        return {"activation": "a = (a¹, a², …)", "delta": "δ = ∂C/∂a"}[kind]

    @classmethod
    def described(cls, layer: Concatenate, texts: Texts) -> list[Text]:
        """Say what is put together."""
        return [texts["own.concatenation"].format(others=", ".join(layer.others))]

    def forward(self, now: Moment) -> None:
        """Write a copy of each picture at its place."""
        for position, picture in enumerate(self.inputs):
            cells = picture.indices()
            self.output.define(now, self._placed(position, cells), picture.at(now, *cells))

    def grad_input(self, position: int, now: Moment, cells: Cells) -> Expression:
        """Return δ of the cell that is its copy."""
        return self.delta.at(now, *self._placed(position, cells))

    def _placed(self, position: int, cells: Cells) -> Cells:
        """Return where a cell of one of the pictures is put."""
        before = sum(_entries(shape) for shape in self.node.input_shapes[:position])
        if len(self.node.input_shapes[position]) == 2:
            return (before, *cells)
        first, *rest = cells
        return (first + before, *rest)


def _entries(shape: tuple[int, ...]) -> int:
    """Return how many units or channels a picture has."""
    return 1 if len(shape) == 2 else shape[0]
