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
    """The arithmetic; parameters are (units,) each."""

    def forward(self, layer: BatchNormalisation, parameters: Parameters, inputs: Inputs) -> Tensors:
        """Return ``normalised``, ``z`` and ``activation`` by running mean and variance."""
        return _applied(layer, parameters, inputs[0], parameters["running_mean"], parameters["running_variance"])

    def forward_in_training(self, layer: BatchNormalisation, parameters: Parameters, inputs: Inputs) -> Tensors:
        """Return the same by the step's own ``mean`` and ``variance``, and these, (units,)."""
        mean, variance = _statistics(inputs[0])
        return {"mean": mean, "variance": variance, **_applied(layer, parameters, inputs[0], mean, variance)}

    def kept(self, layer: BatchNormalisation, parameters: Parameters, tensors: Tensors) -> Tensors:
        """Move the running mean and variance towards the step's."""
        rows = len(tensors["z"])
        found = {
            "running_mean": tensors["mean"],
            "running_variance": tensors["variance"] * (rows / (rows - 1)),
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
        root = np.sqrt(variance + layer.epsilon)
        normalised = (inputs[0] - mean) / root
        means = {"delta_mean": delta.mean(axis=0), "delta_product": (delta * normalised).mean(axis=0)}
        grad = parameters["scale"] * (delta - means["delta_mean"] - normalised * means["delta_product"]) / root
        gradients = {"scale": (delta * normalised).sum(axis=0), "shift": delta.sum(axis=0)}
        return Backward([grad], gradients, means)


def _statistics(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and variance over the rows."""
    mean = values.mean(axis=0)
    return mean, ((values - mean) ** 2).mean(axis=0)


def _applied(
    layer: BatchNormalisation, parameters: Parameters, values: np.ndarray, mean: np.ndarray, variance: np.ndarray
) -> Tensors:
    normalised = (values - mean) / np.sqrt(variance + layer.epsilon)
    z = parameters["scale"] * normalised + parameters["shift"]
    activated = ACTIVATIONS[layer.activation].forward(z, **layer.activation_constants)
    return {"normalised": normalised, "z": z, **activated}
