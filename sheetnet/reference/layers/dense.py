"""A dense layer: z = w·a + b over the whole picture."""

from __future__ import annotations

from sheetnet.models import layers
from sheetnet.reference.arithmetic import np
from sheetnet.reference.layers.base import Backward, Inputs, Parameters, WeightedLayer


class Dense(WeightedLayer[layers.Dense]):
    """Units that each look at the whole picture; weights are (units, *picture), biases (units,)."""

    def weighted(self, layer: layers.Dense, parameters: Parameters, picture: np.ndarray) -> np.ndarray:
        """Return z = w·a + b, (samples, units), or of several runs one after the other."""
        bias = parameters["bias"]
        weights = parameters["weights"].reshape(*bias.shape, -1)
        z = picture.reshape(*bias.shape[:-1], -1, weights.shape[-1]) @ weights.swapaxes(-1, -2) + bias[..., None, :]
        return z.reshape(len(picture), layer.units)

    def backward(self, layer: layers.Dense, parameters: Parameters, inputs: Inputs, delta: np.ndarray) -> Backward:
        """Return ∂C/∂w = Σ δ a, ∂C/∂b = Σ δ over the samples, and Σ w δ for each cell of the picture."""
        weights, picture = parameters["weights"], inputs[0]
        gradient = (delta.T @ picture.reshape(len(picture), -1)).reshape(weights.shape)
        grad_input = np.tensordot(delta, weights, axes=1)
        return Backward([grad_input], {"weights": gradient, "bias": delta.sum(axis=0)})
