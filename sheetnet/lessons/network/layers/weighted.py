"""Layers of weighted sums: z, and an activation of z."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar, TypeVar

from sheetnet.formula import Expression, call
from sheetnet.lessons.network.activations import ACTIVATIONS, times
from sheetnet.lessons.network.layers.base import LayerFormulas
from sheetnet.lessons.network.recurring import Cells, Moment
from sheetnet.models import activations
from sheetnet.models.layers.base import WeightedLayer

W = TypeVar("W", bound=WeightedLayer)
SOFTMAX_EQUATION = "aₙ = e^zₙ / Σ e^z"


class WeightedFormulas(LayerFormulas[W]):
    """A layer with weights, biases and an activation."""

    parameter_symbols: ClassVar[Mapping[str, str]] = {"weights": "w", "bias": "b"}
    gradient_equations: ClassVar[Mapping[str, str]] = {"weights": "∂C_T/∂w = Σₖ δ a", "bias": "∂C_T/∂b = Σₖ δ"}

    @classmethod
    def kinds(cls, layer: W) -> tuple[str, ...]:
        """Z and its activation; between them the exponentials, where all units work together."""
        together = activations.ACTIVATIONS[layer.activation].together
        return ("z", "exponential", "activation") if together else ("z", "activation")

    @classmethod
    def is_signed(cls, layer: W, inputs: Sequence[bool]) -> bool:
        """Tell whether its activation may be negative."""
        return activations.ACTIVATIONS[layer.activation].signed

    @classmethod
    def equation(cls, layer: W, kind: str) -> str:
        """Return the equation of one of its pictures, in symbols."""
        return {
            "z": cls.z_equation(layer),
            "exponential": "eₙ = e^(zₙ − max z)",
            "activation": activation_equation(layer),
            "delta": f"δ = ∂C/∂z = (∂C/∂a){_factor(layer)}",
            "flipped": "w[−k, −l]",
        }[kind]

    @classmethod
    def summary(cls, layer: W) -> list[str]:
        """Return z and the activation in a few symbols."""
        return [cls.z_equation(layer), "a = f(z)"]

    @classmethod
    @abstractmethod
    def z_equation(cls, layer: W) -> str:
        """Return the equation of z, in symbols."""

    @abstractmethod
    def weighted_sum(self, now: Moment, cells: Cells) -> Expression:
        """Return z."""

    def forward(self, now: Moment) -> None:
        """Write z, and from it the activation."""
        z = self.pictures["z"]
        cells = z.indices()
        z.define(now, cells, self.weighted_sum(now, cells))
        if "exponential" in self.pictures:
            self._softmax(now)
            return
        formula = ACTIVATIONS[self.layer.activation].value(z.at(now, *cells), self.layer.slope)
        self.output.define(now, cells, formula)

    def derived_times(self, grad_output: Expression, now: Moment, cells: Cells) -> Expression:
        """Return δ = ∂C/∂a · f′(z)."""
        z, a = self.pictures["z"].at(now, *cells), self.output.at(now, *cells)
        return times(grad_output, ACTIVATIONS[self.layer.activation].derivative(z, a, self.layer.slope))

    def _softmax(self, now: Moment) -> None:
        """Write aₙ = e^(zₙ − max z) / Σ e^(z − max z): what is subtracted keeps EXP from overflowing."""
        z, exponential = self.pictures["z"], self.pictures["exponential"]
        (unit,) = z.indices()
        exponential.define(now, (unit,), call("EXP", z.at(now, unit) - call("MAX", z.at(now))))
        share = exponential.at(now, unit) / call("SUM", exponential.at(now))
        self.output.define(now, (unit,), share)


def activation_equation(layer: WeightedLayer) -> str:
    """Return the equation of a layer's activation."""
    equations = {"softmax": SOFTMAX_EQUATION} | {name: row.equation for name, row in ACTIVATIONS.items()}
    return equations[layer.activation].format(slope=layer.slope)


def _factor(layer: WeightedLayer) -> str:
    factors = {"softmax": "·f′(z)"} | {name: row.factor for name, row in ACTIVATIONS.items()}
    return factors[layer.activation]
