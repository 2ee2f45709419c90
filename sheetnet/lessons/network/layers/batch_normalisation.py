"""Batch normalisation: d = x − x̄, x̂ = d / √(σ² + ε), z = γ x̂ + β, and an activation of z.

In a training x̄ and σ² are of the step's rows, of a map over all its cells, and what goes back takes into account that
they depend on every row: dx = γ (δ − mean δ − x̂ mean δ x̂) / √(σ² + ε). Afterwards they are running ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sheetnet.formula import Expression, call
from sheetnet.lessons.network.layers.weighted import WeightedFormulas, activation_equation
from sheetnet.lessons.network.recurring import Cells, Moment, Recurring
from sheetnet.models.layers import BatchNormalisation
from sheetnet.texts import Text, Texts, literal
from sheetnet.texts.numbers import readable

MEANS = {"running_mean": "mean", "running_variance": "variance"}
"""What running means follow, in a step."""


class BatchNormalisationFormulas(WeightedFormulas[BatchNormalisation]):
    """Each unit minus its mean, divided by its spread."""

    parameter_symbols: ClassVar[Mapping[str, str]] = {
        "scale": "γ", "shift": "β", "running_mean": "x̃", "running_variance": "σ̃²",
    }  # fmt: skip
    gradient_equations: ClassVar[Mapping[str, str]] = {"scale": "∂C_T/∂γ = Σₖ δ x̂", "shift": "∂C_T/∂β = Σₖ δ"}
    aid_symbols: ClassVar[Mapping[str, str]] = {
        "mean": "x̄", "variance": "σ²", "delta_mean": "mean δ", "delta_product": "mean δ x̂",
    }  # fmt: skip

    @classmethod
    def kinds(cls, layer: BatchNormalisation) -> tuple[str, ...]:
        """d, x̂, z and its activation."""
        return ("deviation", "normalised", "z", "activation")

    @classmethod
    def equation(cls, layer: BatchNormalisation, kind: str) -> str:
        """Return the equation of one of its pictures, in symbols."""
        if kind == "deviation":
            return "d = x − x̄"
        if kind == "normalised":
            return f"x̂ = d / √(σ² + {readable(layer.epsilon)})"
        return super().equation(layer, kind)

    @classmethod
    def equation_afterwards(cls, layer: BatchNormalisation, kind: str) -> str:
        """Return the same by running means."""
        return cls.equation(layer, kind).replace("x̄", "x̃").replace("σ²", "σ̃²")

    @classmethod
    def aid_equation(cls, layer: BatchNormalisation, kind: str) -> str:
        """Return the equation of a mean over the rows."""
        return {
            "mean": "x̄ = Σₖ x / n", "variance": "σ² = Σₖ d² / n",
            "delta_mean": "Σₖ δ / n", "delta_product": "Σₖ δ x̂ / n",
        }[kind]  # fmt: skip

    @classmethod
    def kept_equation(cls, layer: BatchNormalisation, parameter: str) -> str:
        """Return how a running mean follows the steps."""
        left, share = f"{1 - layer.momentum:g}", f"{layer.momentum:g}"
        return {
            "running_mean": f"x̃ ← {left} x̃ + {share} x̄",
            "running_variance": f"σ̃² ← {left} σ̃² + {share} σ² n / (n − 1)",
        }.get(parameter, "")

    @classmethod
    def z_equation(cls, layer: BatchNormalisation) -> str:
        """Return the equation of z, in symbols."""
        return "z = γ x̂ + β"

    @classmethod
    def summary(cls, layer: BatchNormalisation) -> list[str]:
        """Return d, x̂, z and the activation in a few symbols."""
        return [cls.equation(layer, "deviation"), cls.equation(layer, "normalised"), cls.z_equation(layer), "a = f(z)"]

    @classmethod
    def described(cls, layer: BatchNormalisation, texts: Texts) -> list[Text]:
        """Give d, x̂, z and the activation."""
        return [literal(each) for each in (*cls.summary(layer)[:3], activation_equation(layer))]

    def forward(self, now: Moment) -> None:
        """Write mean and variance, in a training, and what follows from them."""
        deviation, normalised = self.pictures["deviation"], self.pictures["normalised"]
        cells = normalised.indices()
        if self.aids:
            self._write_statistics(now)
        deviation.define(now, cells, self.inputs[0].at(now, *cells) - self._mean(now, cells))
        normalised.define(now, cells, deviation.at(now, *cells) / self._root(now, cells))
        super().forward(now)

    def weighted_sum(self, now: Moment, cells: Cells) -> Expression:
        """Return γ x̂ + β."""
        scale, shift = (self.parameters[name].at(now, *self._unit(cells)) for name in ("scale", "shift"))
        return scale * self.pictures["normalised"].at(now, *cells) + shift

    def after_delta(self, now: Moment) -> None:
        """Write the means of δ and of δ x̂ over the rows."""
        unit, step = self.aids["delta_mean"].indices(), Moment(now.epoch)
        deltas, normalised = self._all_of(self.delta, now, unit), self._all_of(self.pictures["normalised"], now, unit)
        self.aids["delta_mean"].define(step, unit, call("AVERAGE", deltas))
        self.aids["delta_product"].define(step, unit, call("SUMPRODUCT", deltas, normalised) / self._count)

    def grad_input(self, position: int, now: Moment, cells: Cells) -> Expression:
        """Return γ (δ − mean δ − x̂ mean δ x̂) / √(σ² + ε)."""
        mean, product = (self.aids[kind].at(now, *self._unit(cells)) for kind in ("delta_mean", "delta_product"))
        left = self.delta.at(now, *cells) - mean - self.pictures["normalised"].at(now, *cells) * product
        return self.parameters["scale"].at(now, *self._unit(cells)) * left / self._root(now, cells)

    def gradient(self, parameter: str, now: Moment, cells: Cells) -> Expression:
        """Return Σ δ x̂ or Σ δ over the rows."""
        deltas = self._all_of(self.delta, now, cells)
        if parameter == "shift":
            return call("SUM", deltas)
        return call("SUMPRODUCT", deltas, self._all_of(self.pictures["normalised"], now, cells))

    def kept(self, parameter: str, now: Moment, cells: Cells) -> Expression:
        """Return a running mean, moved towards the step's; of the variance towards the unbiased one."""
        if parameter not in MEANS:
            return super().kept(parameter, now, cells)
        before, found = self.parameters[parameter].at(now, *cells), self.aids[MEANS[parameter]].at(now, *cells)
        share = self.layer.momentum
        if parameter == "running_variance":
            found = found * self._count / (self._count - 1)
        return (1 - share) * before + share * found

    def _write_statistics(self, now: Moment) -> None:
        unit, step = self.aids["mean"].indices(), Moment(now.epoch)
        values, deviations = (self._all_of(each, now, unit) for each in (self.inputs[0], self.pictures["deviation"]))
        self.aids["mean"].define(step, unit, call("AVERAGE", values))
        self.aids["variance"].define(step, unit, call("SUMSQ", deviations) / self._count)

    def _mean(self, now: Moment, cells: Cells) -> Expression:
        where = self.aids.get("mean") or self.parameters["running_mean"]
        return where.at(now, *self._unit(cells))

    def _root(self, now: Moment, cells: Cells) -> Expression:
        where = self.aids.get("variance") or self.parameters["running_variance"]
        return call("SQRT", where.at(now, *self._unit(cells)) + self.layer.epsilon)

    def _unit(self, cells: Cells) -> Cells:
        """Return the unit, or the channel, to which a cell belongs; the only one of a picture without channels."""
        return (0,) if len(self.node.shape) == 2 else cells[:1]

    def _all_of(self, picture: Recurring, now: Moment, unit: Cells) -> Expression:
        """Refer to all that a unit or channel has in the rows of a step.

        Between maps there are blanks, which neither an AVERAGE nor a sum of squares or products counts.
        """
        return picture.at(now.of_all_samples, *(() if len(self.node.shape) == 2 else unit))

    @property
    def _count(self) -> int:
        """Of how many numbers a mean is taken."""
        normalised = self.pictures["normalised"]
        return normalised.tensor.shape[normalised.by_epoch] * self.layer.cells_of_a_mean(*self.node.input_shapes)
