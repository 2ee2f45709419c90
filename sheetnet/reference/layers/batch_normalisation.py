"""Batch normalisation: x̂ = (x − x̄) / √(σ² + ε), z = γ x̂ + β; x̄ and σ² are the step's in a training, else running ones.

Backwards x̄ and σ² depend on every row: dx = γ (δ − mean δ − x̂ mean δ x̂) / √(σ² + ε). The running variance takes the
unbiased one, as PyTorch's does. https://arxiv.org/abs/1502.03167
"""

from __future__ import annotations

from sheetnet.models.layers import BatchNormalisation
from sheetnet.reference.activations import ACTIVATIONS, Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.layers.base import Backward, Inputs, Layer, Parameters


class Normalisation(Layer[BatchNormalisation]):
    """The arithmetic; parameters are (units,) each, (channels,) of maps."""

    def forward(self, layer: BatchNormalisation, parameters: Parameters, inputs: Inputs) -> Tensors:
        """Return ``deviation``, ``normalised``, ``z`` and ``activation`` by running mean and variance."""
        return _applied(layer, parameters, inputs[0], parameters["running_mean"], parameters["running_variance"])

    def forward_in_training(self, layer: BatchNormalisation, parameters: Parameters, inputs: Inputs) -> Tensors:
        """Return the same by the step's own ``mean`` and ``variance``, and these, (units,) or (channels,)."""
        mean, variance = _statistics(inputs[0])
        return {"mean": mean, "variance": variance, **_applied(layer, parameters, inputs[0], mean, variance)}

    def kept(self, layer: BatchNormalisation, parameters: Parameters, tensors: Tensors) -> Tensors:
        """Move the running mean and variance towards the step's."""
        count = tensors["z"].size // tensors["mean"].size
        found = {
            "running_mean": tensors["mean"],
            "running_variance": tensors["variance"] * (count / (count - 1)),
        }
        share = layer.momentum
        return {name: (1.0 - share) * parameters[name] + share * values for name, values in found.items()}

    def delta(self, layer: BatchNormalisation, tensors: Tensors, grad_output: np.ndarray) -> np.ndarray:
        """Return δ = ∂C/∂z."""
        return ACTIVATIONS[layer.activation].delta(tensors["z"], grad_output, **layer.activation_constants)

    def backward(
        self, layer: BatchNormalisation, parameters: Parameters, inputs: Inputs, delta: np.ndarray
    ) -> Backward:
        """Return ∂C/∂γ = Σ δ x̂ and ∂C/∂β = Σ δ, and what comes back to each row; on the way two means."""
        mean, variance = _statistics(inputs[0])
        root = _along(np.sqrt(variance + layer.epsilon), delta)
        normalised = (inputs[0] - _along(mean, delta)) / root
        means = {"delta_mean": _mean(delta), "delta_product": _mean(delta * normalised)}
        left = delta - _along(means["delta_mean"], delta) - normalised * _along(means["delta_product"], delta)
        grad = _along(parameters["scale"], delta) * left / root
        count = delta.size // mean.size
        gradients = {"scale": count * means["delta_product"], "shift": count * means["delta_mean"]}
        return Backward([grad], gradients, means)


def _statistics(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and variance of each unit, or of all cells of each channel."""
    mean = _mean(values)
    return mean, _mean((values - _along(mean, values)) ** 2)


def _mean(values: np.ndarray) -> np.ndarray:
    """Return the means over all axes but that of units or channels; maps without channels, (rows, y, x), have one."""
    axes = {2: (0,), 3: (0, 1, 2), 4: (0, 2, 3)}[values.ndim]
    return np.atleast_1d(values.mean(axis=axes))


def _along(parameter: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Let a number a channel meet every cell of the channel."""
    return parameter.reshape(*parameter.shape, *[1] * (values.ndim - 2))


def _applied(
    layer: BatchNormalisation, parameters: Parameters, values: np.ndarray, mean: np.ndarray, variance: np.ndarray
) -> Tensors:
    deviation = values - _along(mean, values)
    normalised = deviation / np.sqrt(_along(variance, values) + layer.epsilon)
    z = _along(parameters["scale"], values) * normalised + _along(parameters["shift"], values)
    activated = ACTIVATIONS[layer.activation].forward(z, **layer.activation_constants)
    return {"deviation": deviation, "normalised": normalised, "z": z, **activated}
