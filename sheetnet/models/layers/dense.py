"""A dense layer: units that each look at the whole picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from sheetnet.models.activations import ACTIVATIONS
from sheetnet.models.layers.base import Shape, WeightedLayer
from sheetnet.models.layers.fields import choice, whole


@dataclass(frozen=True)
class Dense(WeightedLayer):
    """Units that each look at the whole picture: z = Σ w·a + b.

    Args:
        units: How many.
        activation: One of ``ACTIVATIONS``; softmax only in the last layer.
    """

    kind: ClassVar[str] = "dense"
    default_name: ClassVar[str] = "hidden"
    takes_flattened: ClassVar[bool] = True

    units: int = whole()
    activation: str = choice("sigmoid", ACTIVATIONS, always=True)

    def output_shape(self, *input_shapes: Shape) -> Shape:
        """Return (units,)."""
        return (self.units,)

    def parameter_shapes(self, *input_shapes: Shape) -> dict[str, Shape]:
        """Return the shape of the weights, one picture of the input's shape a unit, and (units,) of the biases."""
        return {"weights": (self.units, *input_shapes[0]), "bias": (self.units,)}

    def fans(self, *input_shapes: Shape) -> dict[str, tuple[int, int]]:
        """Return the number of cells that a unit looks at, and that of the units."""
        return {"weights": (math.prod(input_shapes[0]), self.units)}

    def check(self, where: str, *input_shapes: Shape) -> None:
        """Check the number of units.

        Raises:
            InputError: It is not allowed.
        """
        self.check_units(where, self.units)
