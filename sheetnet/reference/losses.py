"""Losses by name and by the last layer's activation: the cost of each sample, and δ = ∂C/∂z of the last layer.

C = ½ Σ (t − a)², or cross-entropy −Σ t ln a (softmax) and −Σ (t ln a + (1 − t) ln(1 − a)) (sigmoid), both written with
z so that nothing overflows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sheetnet.models.layers import Dense
from sheetnet.reference.activations import ACTIVATIONS, Tensors, softplus
from sheetnet.reference.arithmetic import np


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss for one activation of the last layer.

    Args:
        cost: Returns C of each sample, (samples,), from the last layer's tensors and the targets, (samples, outputs).
        delta: Returns δ, (samples, outputs), from the last layer, its tensors and the targets.
    """

    cost: Callable[[Tensors, np.ndarray], np.ndarray]
    delta: Callable[[Dense, Tensors, np.ndarray], np.ndarray]


def _half_squared(tensors: Tensors, targets: np.ndarray) -> np.ndarray:
    return np.asarray(0.5 * ((targets - tensors["activation"]) ** 2).sum(axis=1))


def _softmax_entropy(tensors: Tensors, targets: np.ndarray) -> np.ndarray:
    z = tensors["z"]
    largest = z.max(axis=1)
    return np.asarray(largest + np.log(np.exp(z - largest[:, None]).sum(axis=1)) - (targets * z).sum(axis=1))


def _sigmoid_entropy(tensors: Tensors, targets: np.ndarray) -> np.ndarray:
    return np.asarray((softplus(tensors["z"]) - targets * tensors["z"]).sum(axis=1))


def _error(layer: Dense, tensors: Tensors, targets: np.ndarray) -> np.ndarray:
    """Return a − t: of both cross-entropies the δ, of ½ Σ (t − a)² the derivative by a."""
    return tensors["activation"] - targets


def _error_through_activation(layer: Dense, tensors: Tensors, targets: np.ndarray) -> np.ndarray:
    activation = ACTIVATIONS[layer.activation]
    return activation.delta(tensors["z"], _error(layer, tensors, targets), **layer.activation_constants)


LOSSES: dict[str, dict[str, Loss]] = {
    "half_squared": {name: Loss(_half_squared, _error_through_activation) for name in ACTIVATIONS},
    "cross_entropy": {"softmax": Loss(_softmax_entropy, _error), "sigmoid": Loss(_sigmoid_entropy, _error)},
}
