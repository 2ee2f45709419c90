"""Losses as formulas: the cost of a sample, the δ of the last layer, and their equations; one row each.

Cross-entropy is written with z, so that nothing overflows: with softmax −Σ t ln a = ln Σ e^(z − max z) + max z − Σ t z
for targets that sum to 1, with sigmoid outputs Σ (max(z, 0) + ln(1 + e^−|z|)) − Σ t z.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TypeAlias

from sheetnet.formula import Expression, Index, call
from sheetnet.lessons.network.activations import ACTIVATIONS, softplus, times
from sheetnet.lessons.network.recurring import Moment, Recurring


@dataclass(frozen=True)
class Outputs:
    """The last layer of a network, as a loss sees it.

    Args:
        activation: The name of its activation.
        slope: The slope for negative z that the activation may have.
        pictures: Its pictures by kind: z, activation, and exponential with softmax.
        targets: What its units should be.
    """

    activation: str
    slope: float
    pictures: Mapping[str, Recurring]
    targets: Recurring

    def at(self, kind: str, now: Moment, *unit: int | Index) -> Expression:
        """Refer to a unit of one of its pictures, or to all units."""
        return self.pictures[kind].at(now, *unit)

    @property
    def units(self) -> int:
        """How many units there are."""
        return self.pictures["z"].shape[0]


Cost: TypeAlias = Callable[[Outputs, Moment], Expression]
Delta: TypeAlias = Callable[[Outputs, Moment, Index], Expression]


@dataclass(frozen=True)
class OutputFormulas:
    """What a loss is with the outputs of one activation.

    Args:
        cost: The formula of one sample's cost.
        delta: The formula of one unit's δ = ∂C/∂z.
        cost_equation: The cost in symbols.
        delta_equation: δ in symbols.
    """

    cost: Cost
    delta: Delta
    cost_equation: str
    delta_equation: str


def _half_squared(outputs: Outputs, now: Moment) -> Expression:
    gap = outputs.targets.at(now) - outputs.at("activation", now)
    # Not gap²: a power of a tiny number is an error in LibreOffice, a product is 0.
    return call("SUMPRODUCT", gap, gap) / 2


def _error(outputs: Outputs, now: Moment, unit: Index) -> Expression:
    return outputs.at("activation", now, unit) - outputs.targets.at(now, unit)


def _error_times_slope(outputs: Outputs, now: Moment, unit: Index) -> Expression:
    z, a = outputs.at("z", now, unit), outputs.at("activation", now, unit)
    return times(_error(outputs, now, unit), ACTIVATIONS[outputs.activation].derivative(z, a, outputs.slope))


def _error_through_softmax(outputs: Outputs, now: Moment, unit: Index) -> Expression:
    a, all_outputs = outputs.at("activation", now, unit), outputs.at("activation", now)
    shared = call("SUMPRODUCT", all_outputs - outputs.targets.at(now), all_outputs)
    return a * (_error(outputs, now, unit) - shared)


def _softmax_cross_entropy(outputs: Outputs, now: Moment) -> Expression:
    z = outputs.at("z", now)
    total = call("LN", call("SUM", outputs.at("exponential", now)))
    return total + call("MAX", z) - call("SUMPRODUCT", outputs.targets.at(now), z)


def _sigmoid_cross_entropy(outputs: Outputs, now: Moment) -> Expression:
    units = (softplus(outputs.at("z", now, unit)) for unit in range(outputs.units))
    return reduce(add, units) - call("SUMPRODUCT", outputs.targets.at(now), outputs.at("z", now))


HALF_SQUARED = "C = ½ Σ (t − a)²"
LOSSES: dict[str, dict[str, OutputFormulas]] = {
    "half_squared": {
        "softmax": OutputFormulas(
            _half_squared, _error_through_softmax, HALF_SQUARED, "δₙ = aₙ·((aₙ − tₙ) − Σ (a − t) a)"
        ),
        **{
            name: OutputFormulas(_half_squared, _error_times_slope, HALF_SQUARED, f"δ = (a − t){row.factor}")
            for name, row in ACTIVATIONS.items()
        },
    },
    "cross_entropy": {
        "softmax": OutputFormulas(_softmax_cross_entropy, _error, "C = −Σ t ln a", "δ = a − t"),
        "sigmoid": OutputFormulas(_sigmoid_cross_entropy, _error, "C = −Σ (t ln a + (1 − t) ln(1 − a))", "δ = a − t"),
    },
}
"""By the name of the loss and the activation of the last layer."""
