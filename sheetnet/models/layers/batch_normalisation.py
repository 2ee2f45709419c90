"""Batch normalisation: each unit, or channel, minus its mean over the rows of a step, divided by its spread."""

from __future__ import annotations

import math
from dataclasses import KW_ONLY, dataclass
from typing import ClassVar

from sheetnet.errors import InputError
from sheetnet.models.activations import ACTIVATIONS
from sheetnet.models.layers.base import Shape, WeightedLayer
from sheetnet.models.layers.fields import choice, decimal


@dataclass(frozen=True)
class BatchNormalisation(WeightedLayer):
    """x̂ = (x − x̄) / √(σ² + ε), z = γ x̂ + β, and an activation of z.

    In a training x̄ and σ² are mean and variance of a step's rows, of maps over all their cells; afterwards they are
    running ones, which every step moves by a share of the way to its own.

    Args:
        activation: One of ``ACTIVATIONS`` but softmax.
        epsilon: ε.
        momentum: By which share of the way the running mean and variance move.
    """

    kind: ClassVar[str] = "batchnorm"
    default_name: ClassVar[str] = "normalisation"
    differs_in_training: ClassVar[bool] = True
    kept_parameters: ClassVar[tuple[str, ...]] = ("running_mean", "running_variance")
    initial_values: ClassVar[dict[str, float]] = {
        "scale": 1.0, "shift": 0.0, "running_mean": 0.0, "running_variance": 1.0,
    }  # fmt: skip

    activation: str = choice("identity", ACTIVATIONS)
    _: KW_ONLY
    epsilon: float = decimal(1e-5, 1e-12, 1)
    momentum: float = decimal(0.1, 0, 1)

    def output_shape(self, *input_shapes: Shape) -> Shape:
        """Return the shape of what it takes."""
        return input_shapes[0]

    def parameter_shapes(self, *input_shapes: Shape) -> dict[str, Shape]:
        """Return (units,) for each; (channels,) of a picture, of which one without channels has one."""
        shape = input_shapes[0]
        return dict.fromkeys(self.initial_values, (1,) if len(shape) == 2 else shape[:1])

    def cells_of_a_mean(self, *input_shapes: Shape) -> int:
        """Return of how many numbers of a sample a mean is taken: one of a unit, all cells of a map."""
        (units,) = self.parameter_shapes(*input_shapes)["scale"]
        return math.prod(input_shapes[0]) // units

    def check(self, where: str, *input_shapes: Shape) -> None:
        """Check that it shares nothing.

        Raises:
            InputError: It should share the parameters of another.
        """
        if self.share:
            raise InputError(f"{where}: its means are its own, so it cannot share those of {self.share}")
        self.check_units(where, *self.parameter_shapes(*input_shapes)["scale"])
