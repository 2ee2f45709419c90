"""Softmax and normalisations."""

from __future__ import annotations

from collections.abc import Sequence

from sheetnet.models.operator_graph.operators import BatchNormalization, LayerNormalization, Softmax
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.operator_graph.operators.base import RESULT, OperatorArrays


class SoftmaxArrays(OperatorArrays[Softmax]):
    """e^(x − max x) / Σ e^(x − max x): what is subtracted keeps every x from overflowing."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return the exponentials and their shares."""
        (x,) = taken
        axes = self.operator.axes(x.shape)
        exponential = np.exp(x - x.max(axis=axes, keepdims=True))
        return {"exponential": exponential, RESULT: exponential / exponential.sum(axis=axes, keepdims=True)}


class BatchNormalizationArrays(OperatorArrays[BatchNormalization]):
    """Means and variances of the training, one a channel."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return scale (x − mean)/√(variance + ε) + bias."""
        x, *constants = taken
        shape = (-1, *(1,) * (x.ndim - 2))
        scale, bias, mean, variance = (np.reshape(each, shape) for each in constants)
        return {RESULT: scale * (x - mean) / np.sqrt(variance + self.operator.epsilon) + bias}


class LayerNormalizationArrays(OperatorArrays[LayerNormalization]):
    """Means and variances of each sample's own entries."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return means, deviations from them, variances, and the scaled deviations."""
        x, *constants = taken
        axes = tuple(range(self.operator.first(x.shape), x.ndim))
        mean = x.mean(axis=axes, keepdims=True)
        deviation = x - mean
        variance = (deviation * deviation).mean(axis=axes, keepdims=True)
        result = deviation / np.sqrt(variance + self.operator.epsilon) * constants[0]
        result = result + constants[1] if len(constants) == 2 else result
        kept = x.shape[: axes[0]]
        return {
            "mean": np.reshape(mean, kept),
            "deviation": deviation,
            "variance": np.reshape(variance, kept),
            RESULT: result,
        }
