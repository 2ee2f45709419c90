"""Weighted sums: products of matrices, with a bias or without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sheetnet.models.operator_graph.operators.base import Operator, Shape, broadcast, refuse


@dataclass(frozen=True)
class Gemm(Operator):
    """``alpha`` A B + ``beta`` C, with A or B turned where ``transA`` or ``transB`` is 1."""

    kind: ClassVar[str] = "Gemm"
    takes: ClassVar[tuple[str, ...]] = ("input", "weights", "bias")
    optional: ClassVar[int] = 1
    alpha: float = 1.0
    beta: float = 1.0
    transA: int = 0
    transB: int = 0

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return rows of A and columns of B."""
        a, b = shapes[:2]
        if len(a) != 2 or len(b) != 2:
            raise refuse("A and B must have two axes", shapes)
        rows, inner = a[::-1] if self.transA else a
        other, columns = b[::-1] if self.transB else b
        if inner != other or (len(shapes) == 3 and broadcast([shapes[2], (rows, columns)]) != (rows, columns)):
            raise refuse("A, B and C do not fit", shapes)
        return rows, columns


@dataclass(frozen=True)
class MatMul(Operator):
    """A product of matrices, or of stacks of them; a vector is a row at the left, a column at the right."""

    kind: ClassVar[str] = "MatMul"
    takes: ClassVar[tuple[str, ...]] = ("input", "weights")

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the common stack, rows of A and columns of B."""
        a, b = shapes
        if not a or not b:
            raise refuse("both arrays must have an axis or more", shapes)
        if a[-1] != b[self.inner(b)]:
            raise refuse("the matrices do not fit", shapes)
        return (*broadcast([a[:-2], b[:-2]]), *a[-2:-1], *(b[-1:] if len(b) > 1 else ()))

    def inner(self, shape: Shape) -> int:
        """Return the axis of B along which is summed."""
        return max(len(shape) - 2, 0)
