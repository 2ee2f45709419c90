"""Activations and their derivatives.

σ(z) = 1/(1 + e⁻ᶻ), written as exp(−ln(1 + e⁻ᶻ)) so that no z overflows; derivatives as functions of z, not of a.
"""

from __future__ import annotations

import numpy as np

from sheetnet.models.network import KINK_WIDTH, LEAK


def sigmoid(z: np.ndarray) -> np.ndarray:
    """Return σ(z) = 1/(1 + e⁻ᶻ).

    Args:
        z: Weighted inputs of any shape.

    Returns:
        Numbers between 0 and 1 in the same shape.
    """
    return np.asarray(np.exp(-np.logaddexp(0.0, -z)))


def softmax(z: np.ndarray) -> np.ndarray:
    """Return e^zₙ / Σ e^z, computed as e^(zₙ − max z) / Σ e^(z − max z), so that no z overflows.

    Args:
        z: Weighted inputs, (…, units).

    Returns:
        Numbers that sum to 1 over the last axis, in the same shape.
    """
    shifted = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))


def activate(name: str, z: np.ndarray) -> np.ndarray:
    """Return the activation of weighted inputs.

    Args:
        name: One of ``models.network.ACTIVATIONS``.
        z: Weighted inputs of any shape; for softmax the units are the last axis.

    Returns:
        a = f(z) in the same shape.
    """
    if name == "relu":
        return np.maximum(z, 0.0)
    if name == "leaky_relu":
        return np.where(z > 0, z, LEAK * z)
    if name == "tanh":
        return np.asarray(np.tanh(z))
    if name == "softmax":
        return softmax(z)
    return sigmoid(z) if name == "sigmoid" else z.copy()


def slope(name: str, z: np.ndarray) -> np.ndarray:
    """Return the derivative of an activation that works unit by unit.

    Args:
        name: One of ``models.network.ACTIVATIONS``, but not softmax.
        z: Weighted inputs of any shape.

    Returns:
        f′(z) in the same shape; at the kink of ReLU and leaky ReLU the slope from the left.
    """
    if name == "sigmoid":
        return sigmoid(z) * sigmoid(-z)
    if name == "tanh":
        return np.asarray(1.0 - np.tanh(z) ** 2)
    if name == "identity":
        return np.ones_like(z)
    return np.where(z > KINK_WIDTH, 1.0, LEAK if name == "leaky_relu" else 0.0)
