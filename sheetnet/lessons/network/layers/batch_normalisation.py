"""Batch normalisation: x̂ = (x − x̄) / √(σ² + ε), z = γ x̂ + β, and an activation of z.

In a training x̄ and σ² are of the step's rows, and what goes back takes into account that they depend on every row:
dx = γ (δ − mean δ − x̂ mean δ x̂) / √(σ² + ε). Afterwards they are running ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sheetnet.formula import Expression, call
from sheetnet.lessons.network.layers.weighted import WeightedFormulas, activation_equation
from sheetnet.lessons.network.recurring import Cells, Moment, Position
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
        """x̂, z and its activation."""
        return ("normalised", "z", "activation")

    @classmethod
    def equation(cls, layer: BatchNormalisation, kind: str) -> str:
        """Return the equation of one of its pictures, in symbols."""
        if kind == "normalised":
            return f"x̂ = (x − x̄) / √(σ² + {readable(layer.epsilon)})"
        return super().equation(layer, kind)

    @classmethod
    def equation_afterwards(cls, layer: BatchNormalisation, kind: str) -> str:
        """Return the same by running means."""
        equation = cls.equation(layer, kind)
        return equation.replace("x̄", "x̃").replace("σ²", "σ̃²") if kind == "normalised" else equation

    @classmethod
    def aid_equation(cls, layer: BatchNormalisation, kind: str) -> str:
        """Return the equation of a mean over the rows."""
        return {
            "mean": "x̄ = Σₖ x / n", "variance": "σ² = Σₖ (x − x̄)² / n",
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
        """Return x̂, z and the activation in a few symbols."""
        return [cls.equation(layer, "normalised"), cls.z_equation(layer), "a = f(z)"]

    @classmethod
    def described(cls, layer: BatchNormalisation, texts: Texts) -> list[Text]:
        """Give x̂, z and the activation."""
        return [literal(each) for each in (*cls.summary(layer)[:2], activation_equation(layer))]

    def forward(self, now: Moment) -> None:
        """Write mean and variance, in a training, and what follows from them."""
        normalised = self.pictures["normalised"]
        (unit,) = normalised.indices()
        if self.aids:
            self._write_statistics(now)
        mean, root = self._mean(now, unit), self._root(now, unit)
        normalised.define(now, (unit,), (self.inputs[0].at(now, unit) - mean) / root)
        super().forward(now)

    def weighted_sum(self, now: Moment, cells: Cells) -> Expression:
        """Return γ x̂ + β."""
        scale, shift = (self.parameters[name].at(now, *cells) for name in ("scale", "shift"))
        return scale * self.pictures["normalised"].at(now, *cells) + shift

    def after_delta(self, now: Moment) -> None:
        """Write the means of δ and of δ x̂ over the rows."""
        (unit,), step, rows = self.delta.indices(), Moment(now.epoch), now.of_all_samples
        deltas, normalised = self.delta.at(rows, unit), self.pictures["normalised"].at(rows, unit)
        self.aids["delta_mean"].define(step, (unit,), call("AVERAGE", deltas))
        self.aids["delta_product"].define(step, (unit,), call("SUMPRODUCT", deltas, normalised) / deltas.shape[0])

    def grad_input(self, position: int, now: Moment, cells: Cells) -> Expression:
        """Return γ (δ − mean δ − x̂ mean δ x̂) / √(σ² + ε)."""
        means = self.aids["delta_mean"].at(now, *cells), self.aids["delta_product"].at(now, *cells)
        left = self.delta.at(now, *cells) - means[0] - self.pictures["normalised"].at(now, *cells) * means[1]
        return self.parameters["scale"].at(now, *cells) * left / self._root(now, *cells)

    def gradient(self, parameter: str, now: Moment, cells: Cells) -> Expression:
        """Return Σ δ x̂ or Σ δ over the rows."""
        deltas = self.delta.at(now.of_all_samples, *cells)
        if parameter == "shift":
            return call("SUM", deltas)
        return call("SUMPRODUCT", deltas, self.pictures["normalised"].at(now.of_all_samples, *cells))

    def kept(self, parameter: str, now: Moment, cells: Cells) -> Expression:
        """Return a running mean, moved towards the step's; of the variance towards the unbiased one."""
        if parameter not in MEANS:
            return super().kept(parameter, now, cells)
        before, found = self.parameters[parameter].at(now, *cells), self.aids[MEANS[parameter]].at(now, *cells)
        share = self.layer.momentum
        if parameter == "running_variance":
            rows = self.inputs[0].at(Moment((0,), (slice(None),)), 0).shape[0]
            found = found * rows / (rows - 1)
        return (1 - share) * before + share * found

    def _write_statistics(self, now: Moment) -> None:
        mean, variance = self.aids["mean"], self.aids["variance"]
        (unit,), step = mean.indices(), Moment(now.epoch)
        values = self.inputs[0].at(now.of_all_samples, unit)
        mean.define(step, (unit,), call("AVERAGE", values))
        away = values - mean.at(step, unit)
        variance.define(step, (unit,), call("SUMPRODUCT", away, away) / values.shape[0])

    def _mean(self, now: Moment, *cells: Position) -> Expression:
        where = self.aids.get("mean") or self.parameters["running_mean"]
        return where.at(now, *cells)

    def _root(self, now: Moment, *cells: Position) -> Expression:
        where = self.aids.get("variance") or self.parameters["running_variance"]
        return call("SQRT", where.at(now, *cells) + self.layer.epsilon)
