"""Addition: every picture that is added gets the whole δ."""

from __future__ import annotations

from sheetnet.models.layers import Add
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.layers.base import Backward, Inputs, Layer, Parameters


class Addition(Layer[Add]):
    """The sum of pictures of one shape."""

    def forward(self, layer: Add, parameters: Parameters, inputs: Inputs) -> Tensors:
        """Return ``activation``, in the shape of each of them."""
        return {"activation": np.sum(inputs, axis=0)}

    def backward(self, layer: Add, parameters: Parameters, inputs: Inputs, delta: np.ndarray) -> Backward:
        """Return δ for each of them."""
        return Backward([delta for _ in inputs])
