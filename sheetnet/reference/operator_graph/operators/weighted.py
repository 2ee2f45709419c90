"""Products of matrices."""

from __future__ import annotations

from collections.abc import Sequence

from sheetnet.models.operator_graph.operators import Gemm, MatMul
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.operator_graph.operators.base import RESULT, OperatorArrays


class GemmArrays(OperatorArrays[Gemm]):
    """α A B + β C."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return the product with the bias."""
        a, b = taken[:2]
        product = self.operator.alpha * ((a.T if self.operator.transA else a) @ (b.T if self.operator.transB else b))
        return {RESULT: product if len(taken) == 2 else product + self.operator.beta * taken[2]}


class MatMulArrays(OperatorArrays[MatMul]):
    """A B."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return the product."""
        return {RESULT: taken[0] @ taken[1]}
