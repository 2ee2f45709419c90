"""Dropout: in a training r x / (1 − p), with the step's mask among the parameters; afterwards nothing changes."""

from __future__ import annotations

from sheetnet.models import layers
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.layers.base import Backward, Inputs, Layer, Parameters


class Dropout(Layer[layers.Dropout]):
    """What a mask of 0 and 1 leaves of the units, scaled so that their mean stays."""

    def forward(self, layer: layers.Dropout, parameters: Parameters, inputs: Inputs) -> Tensors:
        """Return ``activation``, what came in."""
        return {"activation": inputs[0]}

    def forward_in_training(self, layer: layers.Dropout, parameters: Parameters, inputs: Inputs) -> Tensors:
        """Return ``activation``, (samples, units) or (samples, channels, rows, columns)."""
        return {"activation": parameters["mask"] * inputs[0] / (1.0 - layer.rate)}

    def backward(self, layer: layers.Dropout, parameters: Parameters, inputs: Inputs, delta: np.ndarray) -> Backward:
        """Return r δ / (1 − p)."""
        return Backward([parameters["mask"] * delta / (1.0 - layer.rate)])
