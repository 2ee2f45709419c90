"""What is taken from a trained model: dense layers with their weights, and what its outputs stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.other_spellings import VALUES

MOST_LAYERS = 20


@dataclass(frozen=True)
class TakenLayer:
    """A dense layer.

    Args:
        weights: (units, inputs).
        bias: (units,).
        activation: One of sheetnet's.
    """

    weights: np.ndarray
    bias: np.ndarray
    activation: str


@dataclass(frozen=True)
class Taken:
    """A trained model.

    Args:
        layers: From the first to the last.
        classes: The names of the classes that it tells; none if it tells numbers.
        columns: The names of the columns that it takes; empty if it has none.
        kind: What it is called.
    """

    layers: Sequence[TakenLayer]
    classes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    kind: str = field(default="model")

    def settings(self) -> dict[str, object]:
        """Return layers and weights as settings of a network on a table.

        Raises:
            InputError: There are too many layers.
        """
        if not 1 <= len(self.layers) <= MOST_LAYERS:
            raise InputError(f"the {self.kind} has {len(self.layers)} layers; sheetnet takes 1 to {MOST_LAYERS}")
        *hidden, _ = self.layers
        names = [f"hidden{number if len(hidden) > 1 else ''}" for number in range(1, len(hidden) + 1)] + ["output"]
        text = " ".join(f"dense({len(layer.bias)},{layer.activation})" for layer in self.layers)
        parameters: Mapping[str, np.ndarray] = {
            f"{name}_{local}": values
            for name, layer in zip(names, self.layers, strict=True)
            for local, values in (("weights", layer.weights), ("bias", layer.bias))
        }
        return {"layers": text, "parameters": parameters, "epochs": 0, "standardise": "no"}

    def scaled(self, mean: np.ndarray, spread: np.ndarray) -> Taken:
        """Return the model for columns as they are given: w (v − v̄)/s + b is (w/s) v + (b − w v̄/s).

        Args:
            mean: v̄ of every column.
            spread: s of every column.
        """
        first, *others = self.layers
        weights = first.weights / spread
        return Taken(
            [TakenLayer(weights, first.bias - weights @ mean, first.activation), *others],
            self.classes, self.columns, self.kind,
        )  # fmt: skip


def two_classes(layer: TakenLayer) -> TakenLayer:
    """Return a sigmoid unit that tells the second of two classes as a softmax over both: σ(z) is softmax(0, z)."""
    weights, bias = np.vstack([np.zeros_like(layer.weights), layer.weights]), np.concatenate([[0.0], layer.bias])
    return TakenLayer(weights, bias, "softmax")


def our_activation(name: str) -> str:
    """Return sheetnet's name for an activation of another library's."""
    return VALUES.get(name, name)
