"""Concatenation: δ is cut into the pieces that were put together."""

from __future__ import annotations

from sheetnet.models.layers import Concatenate
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.layers.base import Backward, Inputs, Layer, Parameters


class Concatenation(Layer[Concatenate]):
    """Units beside units, or channels beside channels."""

    def forward(self, layer: Concatenate, parameters: Parameters, inputs: Inputs) -> Tensors:
        """Return ``activation``, (samples, units) or (samples, channels, rows, columns)."""
        return {"activation": np.concatenate([_with_channels(picture) for picture in inputs], axis=1)}

    def backward(self, layer: Concatenate, parameters: Parameters, inputs: Inputs, delta: np.ndarray) -> Backward:
        """Return each picture's piece of δ."""
        ends = np.cumsum([_with_channels(picture).shape[1] for picture in inputs])[:-1]
        pieces = np.split(delta, ends, axis=1)
        return Backward([piece.reshape(picture.shape) for piece, picture in zip(pieces, inputs, strict=True)])


def _with_channels(picture: np.ndarray) -> np.ndarray:
    """Give a picture of rows and columns one channel."""
    return picture[:, None] if picture.ndim == 3 else picture
