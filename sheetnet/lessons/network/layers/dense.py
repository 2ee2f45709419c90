"""A dense layer: z = Σ w a + b; sent back Σⱼ wⱼ δⱼ; ∂C_T/∂w = Σ δ a over the samples."""

from __future__ import annotations

from functools import reduce
from operator import add

from sheetnet.formula import Expression, call
from sheetnet.lessons.network.layers.base import channels_of
from sheetnet.lessons.network.layers.weighted import WeightedFormulas, activation_equation
from sheetnet.lessons.network.recurring import Cells, Moment
from sheetnet.models.layers import Dense
from sheetnet.texts import Text, Texts, literal


class DenseFormulas(WeightedFormulas[Dense]):
    """Units that each look at the whole picture."""

    @classmethod
    def z_equation(cls, layer: Dense) -> str:
        """Return the equation of z, in symbols."""
        return "z[j] = Σ w[j, i] a[i] + b[j]"

    @classmethod
    def described(cls, layer: Dense, texts: Texts) -> list[Text]:
        """Give z and the activation."""
        return [literal(cls.z_equation(layer)), literal(activation_equation(layer))]

    def weighted_sum(self, now: Moment, cells: Cells) -> Expression:
        """Return two equal blocks in one SUMPRODUCT, and the bias; where blanks part channels, one for each channel."""
        (unit,) = cells
        (picture,), weights = self.inputs, self.parameters["weights"]
        blocks = channels_of(picture.shape) if picture.has_margin else [()]
        seen = (call("SUMPRODUCT", weights.at(now, unit, *block), picture.at(now, *block)) for block in blocks)
        return reduce(add, seen) + self.parameters["bias"].at(now, unit)

    def grad_input(self, position: int, now: Moment, cells: Cells) -> Expression:
        """Return Σⱼ wⱼ δⱼ, unit by unit."""
        weights = self.parameters["weights"]
        units = range(self.node.shape[0])
        return reduce(add, (weights.at(now, unit, *cells) * self.delta.at(now, unit) for unit in units))

    def gradient(self, parameter: str, now: Moment, cells: Cells) -> Expression:
        """Return Σ δ a or Σ δ: rows through all bands; what lies between two samples is blank or meets a blank."""
        unit, *below = cells
        deltas = self.delta.at(now.of_all_samples, unit)
        if parameter == "bias":
            return call("SUM", deltas)
        return call("SUMPRODUCT", deltas, self.inputs[0].at(now.of_all_samples, *below))
