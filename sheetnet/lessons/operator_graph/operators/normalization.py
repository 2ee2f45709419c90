"""Softmax and normalisations as formulas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sheetnet.formula import Expression, call
from sheetnet.lessons.operator_graph.operators.base import OperatorFormulas, entry, over
from sheetnet.models.operator_graph.operators import BatchNormalization, LayerNormalization, Softmax
from sheetnet.workbook.tensor import Position


class SoftmaxFormulas(OperatorFormulas[Softmax]):
    """e^(x − max x) / Σ e^(x − max x): what is subtracted keeps EXP from overflowing."""

    part_equations: ClassVar[Mapping[str, str]] = {"exponential": "e = e^(x − max x)"}
    signed: ClassVar[bool] = False

    @classmethod
    def equation(cls, operator: Softmax) -> str:
        """Return it in symbols."""
        return "y = eˣ / Σ eˣ"

    def write(self) -> None:
        """Write the exponentials and their shares."""
        x, exponential = self.taken[0], self.parts["exponential"]
        position = self.output.indices()
        reduced = self.operator.axes(x.shape)
        kept: dict[int, Position] = {axis: at for axis, at in enumerate(position) if axis not in reduced}
        exponential[position] = call("EXP", x[position] - over("MAX", x, kept))
        self.output[position] = exponential[position] / over("SUM", exponential, kept)


class BatchNormalizationFormulas(OperatorFormulas[BatchNormalization]):
    """Means and variances of the training, one a channel."""

    @classmethod
    def equation(cls, operator: BatchNormalization) -> str:
        """Return it in symbols."""
        return f"y = γ (x − μ)/√(v + {operator.epsilon:.3g}) + β"

    def write(self) -> None:
        """Write one formula for all entries."""
        position = self.output.indices()
        scale, bias, mean, variance = (constant[position[1]] for constant in self.taken[1:])
        root = call("SQRT", variance + self.operator.epsilon)
        self.output[position] = scale * (self.taken[0][position] - mean) / root + bias


class LayerNormalizationFormulas(OperatorFormulas[LayerNormalization]):
    """Means and variances of each sample's own entries."""

    part_equations: ClassVar[Mapping[str, str]] = {"mean": "μ = Σ x / n", "deviation": "d = x − μ",
                                                   "variance": "v = Σ d² / n"}  # fmt: skip

    @classmethod
    def equation(cls, operator: LayerNormalization) -> str:
        """Return it in symbols."""
        return f"y = γ d/√(v + {operator.epsilon:.3g}) + β"

    def write(self) -> None:
        """Write means, deviations, variances, and the scaled deviations."""
        x, (mean, deviation, variance) = self.taken[0], (self.parts[n] for n in ("mean", "deviation", "variance"))
        position = self.output.indices()
        kept = position[: len(mean.shape)]
        along: dict[int, Position] = dict(enumerate(kept))
        mean[kept] = over("AVERAGE", x, along)
        deviation[position] = x[position] - mean[kept]
        count = 1
        for size in x.shape[len(kept) :]:
            count *= size
        variance[kept] = over("SUMSQ", deviation, along) / count
        result: Expression = deviation[position] / call("SQRT", variance[kept] + self.operator.epsilon)
        result = result * entry(self.taken[1], position)
        self.output[position] = result + entry(self.taken[2], position) if len(self.taken) == 3 else result
