"""Activations and their derivatives, as functions of z, by the names of ``models.activations``.

σ(z) = 1/(1 + e⁻ᶻ) is written as exp(−ln(1 + e⁻ᶻ)) and ½(1 + tanh u) as σ(2u), so that no z overflows and small values
keep their digits.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sheetnet.models.activations import GELU_CUBIC, KINK_WIDTH
from sheetnet.reference.arithmetic import cancelling, np

Tensors = dict[str, np.ndarray]


class Activation(Protocol):
    """What a layer needs of its activation."""

    def forward(self, z: np.ndarray, **constants: float) -> Tensors:
        """Return ``activation`` = f(z), and what stands on the way to it.

        Args:
            z: Weighted inputs, (samples, units, …).
            constants: The numbers that the activation takes, by name.
        """

    def delta(self, z: np.ndarray, grad_output: np.ndarray, **constants: float) -> np.ndarray:
        """Return δ = ∂C/∂z.

        Args:
            z: Weighted inputs, (samples, units, …).
            grad_output: ∂C/∂a in the same shape.
            constants: The numbers that the activation takes, by name.
        """


@dataclass(frozen=True, slots=True)
class UnitByUnit:
    """An activation of which each unit depends on its own z alone.

    Args:
        value: f.
        derivative: f′; at the kink of ReLU and leaky ReLU the slope from the left.
    """

    value: Callable[..., np.ndarray]
    derivative: Callable[..., np.ndarray]

    def forward(self, z: np.ndarray, **constants: float) -> Tensors:
        """Return ``activation`` = f(z)."""
        return {"activation": self.value(z, **constants)}

    def delta(self, z: np.ndarray, grad_output: np.ndarray, **constants: float) -> np.ndarray:
        """Return δ = ∂C/∂a · f′(z)."""
        return grad_output * self.derivative(z, **constants)


class Softmax:
    """e^zₙ / Σ e^z over the units, computed as e^(zₙ − max z) / Σ e^(z − max z), so that no z overflows."""

    def forward(self, z: np.ndarray, **constants: float) -> Tensors:
        """Return ``exponential`` e^(z − max z) and ``activation``, (samples, units) each."""
        exponential = np.exp(z - z.max(axis=-1, keepdims=True))
        return {"exponential": exponential, "activation": exponential / exponential.sum(axis=-1, keepdims=True)}

    def delta(self, z: np.ndarray, grad_output: np.ndarray, **constants: float) -> np.ndarray:
        """Return δₙ = aₙ (∂C/∂aₙ − Σ ∂C/∂a · a)."""
        a = self.forward(z)["activation"]
        return a * (grad_output - (grad_output * a).sum(axis=-1, keepdims=True))


def sigmoid(z: np.ndarray) -> np.ndarray:
    """Return σ(z) = 1/(1 + e⁻ᶻ).

    Args:
        z: Weighted inputs of any shape.

    Returns:
        Numbers between 0 and 1 in the same shape.
    """
    return np.asarray(np.exp(-np.logaddexp(0.0, -z)))


def one_less_sigmoid(z: np.ndarray) -> np.ndarray:
    """Return 1 − σ(z) = σ(−z), with all its digits."""
    return np.asarray(cancelling(sigmoid(-z), 1.0))


def _sigmoid_derivative(z: np.ndarray) -> np.ndarray:
    return sigmoid(z) * one_less_sigmoid(z)


def _tanh_derivative(z: np.ndarray) -> np.ndarray:
    return np.asarray(1.0 - np.tanh(z) ** 2)


def _relu(z: np.ndarray) -> np.ndarray:
    return np.maximum(z, 0.0)


def _relu_derivative(z: np.ndarray) -> np.ndarray:
    return np.where(z > KINK_WIDTH, 1.0, 0.0)


def _leaky_relu(z: np.ndarray, slope: float) -> np.ndarray:
    return np.where(z > 0, z, slope * z)


def _leaky_relu_derivative(z: np.ndarray, slope: float) -> np.ndarray:
    return np.where(z > KINK_WIDTH, 1.0, slope)


def _elu(z: np.ndarray) -> np.ndarray:
    return np.where(z > 0, z, cancelling(np.expm1(np.minimum(z, 0.0)), 1.0))


def _elu_derivative(z: np.ndarray) -> np.ndarray:
    return np.asarray(np.exp(np.minimum(z, 0.0)))


def _twice_gelus_argument(z: np.ndarray) -> np.ndarray:
    """Return 2u, u = √(2/π) (z + 0.044715 z³)."""
    return math.sqrt(8.0 / math.pi) * (z + GELU_CUBIC * z**3)


def _gelu(z: np.ndarray) -> np.ndarray:
    return np.asarray(z * cancelling(sigmoid(_twice_gelus_argument(z)), 1.0))


def _gelu_derivative(z: np.ndarray) -> np.ndarray:
    argument = _twice_gelus_argument(z)
    inner = math.sqrt(8.0 / math.pi) * (1.0 + 3.0 * GELU_CUBIC * z**2)
    below, bend = sigmoid(argument), sigmoid(argument) * sigmoid(-argument)
    return np.asarray(cancelling(below, 1.0) + z * cancelling(bend, 1.0) * inner)


def softplus(z: np.ndarray) -> np.ndarray:
    """Return ln(1 + e^z), with all its digits."""
    return np.asarray(cancelling(np.logaddexp(0.0, z), 1.0))


def _silu(z: np.ndarray) -> np.ndarray:
    return z * sigmoid(z)


def _silu_derivative(z: np.ndarray) -> np.ndarray:
    return sigmoid(z) * (1.0 + z * one_less_sigmoid(z))


UNIT_BY_UNIT: dict[str, UnitByUnit] = {
    "sigmoid": UnitByUnit(sigmoid, _sigmoid_derivative),
    "tanh": UnitByUnit(np.tanh, _tanh_derivative),
    "relu": UnitByUnit(_relu, _relu_derivative),
    "leaky_relu": UnitByUnit(_leaky_relu, _leaky_relu_derivative),
    "identity": UnitByUnit(np.copy, np.ones_like),
    "elu": UnitByUnit(_elu, _elu_derivative),
    "gelu": UnitByUnit(_gelu, _gelu_derivative),
    "softplus": UnitByUnit(softplus, sigmoid),
    "silu": UnitByUnit(_silu, _silu_derivative),
}
ACTIVATIONS: dict[str, Activation] = {**UNIT_BY_UNIT, "softmax": Softmax()}
