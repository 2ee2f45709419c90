"""The same numbers in another order or shape."""

from __future__ import annotations

from collections.abc import Sequence

from sheetnet.models.operator_graph.operators import Concat, Flatten, Pad, Reshape, Squeeze, Transpose, Unsqueeze
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.operator_graph.operators.base import RESULT, OperatorArrays


class FlattenArrays(OperatorArrays[Flatten]):
    """Two axes."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return the entries in their order."""
        return {RESULT: np.reshape(taken[0], self.operator.shape([taken[0].shape]))}


class ReshapeArrays(OperatorArrays[Reshape]):
    """Another shape."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return the entries in their order."""
        return {RESULT: np.reshape(taken[0], self.operator.shape([taken[0].shape]))}


class TransposeArrays(OperatorArrays[Transpose]):
    """Another order of the axes."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return the array turned."""
        return {RESULT: np.transpose(taken[0], self.operator.order(taken[0].ndim))}


class ConcatArrays(OperatorArrays[Concat]):
    """Arrays behind each other."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return one array."""
        return {RESULT: np.concatenate(list(taken), axis=self.operator.axis)}


class SqueezeArrays(OperatorArrays[Squeeze]):
    """Fewer axes."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return the entries in their order."""
        return {RESULT: np.reshape(taken[0], self.operator.shape([taken[0].shape]))}


class UnsqueezeArrays(OperatorArrays[Unsqueeze]):
    """More axes."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return the entries in their order."""
        return {RESULT: np.reshape(taken[0], self.operator.shape([taken[0].shape]))}


class PadArrays(OperatorArrays[Pad]):
    """Entries around an array."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return the array with what stands around it."""
        around, operator = self.operator.around(taken[0].shape), self.operator
        if operator.mode == "constant":
            return {RESULT: np.pad(taken[0], around, constant_values=operator.value)}
        return {RESULT: np.pad(taken[0], around, mode="edge" if operator.mode == "edge" else "reflect")}
