"""Global average pooling: all cells of a channel get the same share of its δ."""

from __future__ import annotations

from sheetnet.models.layers import GlobalAveragePool2D
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.layers.base import Backward, Inputs, Layer, Parameters


class GlobalAveragePooling(Layer[GlobalAveragePool2D]):
    """The mean of each channel."""

    def forward(self, layer: GlobalAveragePool2D, parameters: Parameters, inputs: Inputs) -> Tensors:
        """Return ``activation``, (samples, channels)."""
        means = inputs[0].mean(axis=(-2, -1))
        return {"activation": means.reshape(len(means), -1)}

    def backward(
        self, layer: GlobalAveragePool2D, parameters: Parameters, inputs: Inputs, delta: np.ndarray
    ) -> Backward:
        """Return δ / (rows · columns) in every cell of the channel."""
        rows, columns = inputs[0].shape[-2:]
        shares = delta.reshape(*inputs[0].shape[:-2], 1, 1) / (rows * columns)
        return Backward([np.broadcast_to(shares, inputs[0].shape)])
