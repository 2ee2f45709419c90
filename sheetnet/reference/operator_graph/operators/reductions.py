"""Sums, means and extremes along axes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar

from sheetnet.models.operator_graph.operators import GlobalMaxPool, ReduceMax, ReduceMean, ReduceMin, ReduceSum
from sheetnet.models.operator_graph.operators.reductions import Reduction
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.operator_graph.operators.base import RESULT, OperatorArrays

R = TypeVar("R", bound=Reduction)


class ReductionArrays(OperatorArrays[R]):
    """One number of all along some axes."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return the numbers."""
        (x,) = taken
        return {RESULT: np.reshape(self.of(x, self.operator.reduced(x.ndim)), self.operator.shape([x.shape]))}

    @abstractmethod
    def of(self, x: np.ndarray, axes: tuple[int, ...]) -> np.ndarray:
        """Return one number of all along the axes."""


class ReduceMeanArrays(ReductionArrays[ReduceMean]):
    """Means."""

    def of(self, x: np.ndarray, axes: tuple[int, ...]) -> np.ndarray:
        """Return the means."""
        return x.mean(axis=axes)


class ReduceSumArrays(ReductionArrays[ReduceSum]):
    """Sums."""

    def of(self, x: np.ndarray, axes: tuple[int, ...]) -> np.ndarray:
        """Return the sums."""
        return x.sum(axis=axes)


class ReduceMaxArrays(ReductionArrays[ReduceMax]):
    """The largest."""

    def of(self, x: np.ndarray, axes: tuple[int, ...]) -> np.ndarray:
        """Return the largest."""
        return x.max(axis=axes)


class ReduceMinArrays(ReductionArrays[ReduceMin]):
    """The smallest."""

    def of(self, x: np.ndarray, axes: tuple[int, ...]) -> np.ndarray:
        """Return the smallest."""
        return x.min(axis=axes)


class GlobalMaxPoolArrays(ReductionArrays[GlobalMaxPool]):
    """The largest of each channel."""

    def of(self, x: np.ndarray, axes: tuple[int, ...]) -> np.ndarray:
        """Return the largest."""
        return x.max(axis=axes)
