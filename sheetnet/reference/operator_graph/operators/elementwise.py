"""Arithmetic of two arrays, and functions of each entry."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Sequence

from sheetnet.models.activations import GELU_CUBIC
from sheetnet.models.operator_graph.operators import (
    Add,
    Clip,
    Div,
    Elu,
    Gelu,
    Identity,
    LeakyRelu,
    Mul,
    Relu,
    Sigmoid,
    Softplus,
    Sub,
    Tanh,
)
from sheetnet.reference.activations import Tensors, sigmoid
from sheetnet.reference.arithmetic import np
from sheetnet.reference.operator_graph.operators.base import RESULT, O, OperatorArrays


class AddArrays(OperatorArrays[Add]):
    """A sum."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return a + b."""
        return {RESULT: taken[0] + taken[1]}


class SubArrays(OperatorArrays[Sub]):
    """A difference."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return a − b."""
        return {RESULT: taken[0] - taken[1]}


class MulArrays(OperatorArrays[Mul]):
    """A product."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return a b."""
        return {RESULT: taken[0] * taken[1]}


class DivArrays(OperatorArrays[Div]):
    """A quotient."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return a / b."""
        return {RESULT: taken[0] / taken[1]}


class EntryByEntryArrays(OperatorArrays[O]):
    """A function of each entry."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return f(x)."""
        return {RESULT: self.value(taken[0])}

    @abstractmethod
    def value(self, x: np.ndarray) -> np.ndarray:
        """Return f(x)."""


class ReluArrays(EntryByEntryArrays[Relu]):
    """The larger of x and 0."""

    def value(self, x: np.ndarray) -> np.ndarray:
        """Return max(x, 0)."""
        return np.maximum(x, 0.0)


class LeakyReluArrays(EntryByEntryArrays[LeakyRelu]):
    """A smaller slope below 0."""

    def value(self, x: np.ndarray) -> np.ndarray:
        """Return x or αx."""
        return np.where(x < 0, self.operator.alpha * x, x)


class EluArrays(EntryByEntryArrays[Elu]):
    """An exponential below 0."""

    def value(self, x: np.ndarray) -> np.ndarray:
        """Return x or α(eˣ − 1)."""
        return np.where(x < 0, self.operator.alpha * (np.exp(np.minimum(x, 0.0)) - 1.0), x)


class SigmoidArrays(EntryByEntryArrays[Sigmoid]):
    """The logistic function."""

    def value(self, x: np.ndarray) -> np.ndarray:
        """Return 1/(1 + e⁻ˣ)."""
        return sigmoid(x)


class TanhArrays(EntryByEntryArrays[Tanh]):
    """The hyperbolic tangent."""

    def value(self, x: np.ndarray) -> np.ndarray:
        """Return tanh x."""
        return np.tanh(x)


class SoftplusArrays(EntryByEntryArrays[Softplus]):
    """A smooth ReLU."""

    def value(self, x: np.ndarray) -> np.ndarray:
        """Return ln(1 + eˣ) as max(x, 0) + ln(1 + e^−|x|)."""
        return np.maximum(x, 0.0) + np.log(1.0 + np.exp(-np.abs(x)))


class ClipArrays(EntryByEntryArrays[Clip]):
    """Two limits."""

    def value(self, x: np.ndarray) -> np.ndarray:
        """Return x within the limits."""
        return np.minimum(np.maximum(x, self.operator.min), self.operator.max)


class IdentityArrays(EntryByEntryArrays[Identity]):
    """What is taken."""

    def value(self, x: np.ndarray) -> np.ndarray:
        """Return x."""
        return x


class GeluArrays(OperatorArrays[Gelu]):
    """x times a share that grows from 0 to 1."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return the share Φ(x), or its approximation, and x Φ(x)."""
        x = taken[0]
        if self.operator.approximate == "tanh":
            share = (1.0 + np.tanh(math.sqrt(2.0 / math.pi) * (x + GELU_CUBIC * x * x * x))) / 2.0
        else:
            share = _below(x)
        return {"share": share, RESULT: x * share}


def _below(x: np.ndarray) -> np.ndarray:
    """Return Φ(x) = erfc(−x/√2)/2, by the mathematics of Python's own library."""
    half = (math.erfc(-float(value) / math.sqrt(2.0)) / 2.0 for value in np.ravel(x))
    return np.reshape(np.array(list(half)), x.shape) * 1.0
