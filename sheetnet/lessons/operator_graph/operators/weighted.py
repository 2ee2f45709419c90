"""Products of matrices: one SUMPRODUCT an entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheetnet.lessons.operator_graph.operators.base import OperatorFormulas, contracted, entry
from sheetnet.models.operator_graph.operators import Gemm, MatMul, Shape
from sheetnet.workbook import Axis, Tensor, down, right
from sheetnet.workbook.axis import Direction
from sheetnet.workbook.tensor import Position


class GemmFormulas(OperatorFormulas[Gemm]):
    """α A B + β C."""

    @classmethod
    def equation(cls, operator: Gemm) -> str:
        """Return it in symbols."""
        alpha = "" if operator.alpha == 1 else f"{operator.alpha:.6g}·"
        beta = "" if operator.beta == 1 else f"{operator.beta:.6g}·"
        return f"y = {alpha}Σ w x + {beta}b"

    @classmethod
    def constant_axes(cls, operator: Gemm, at: int, shapes: Sequence[Shape], others: Mapping[int, list[Axis]]) -> (
        list[Axis] | None
    ):  # fmt: skip
        """Let weights run as the inputs do that they go with."""
        if at not in (0, 1) or 1 - at not in others:
            return None
        inner = [0 if operator.transA else 1, 1 if operator.transB else 0]
        return _along(shapes[at], inner[at], others[1 - at][inner[1 - at]].direction)

    def write(self) -> None:
        """Write the sum of products and the bias."""
        (a, b), operator = self.taken[:2], self.operator
        row, column = self.output.indices()
        inner_a, inner_b = (0 if operator.transA else 1), (1 if operator.transB else 0)
        at: list[Position] = [row, row]
        bt: list[Position] = [column, column]
        product = contracted(a, at, inner_a, b, bt, inner_b)
        product = product if operator.alpha == 1 else operator.alpha * product
        if len(self.taken) == 3:
            bias = entry(self.taken[2], (row, column))
            product = product + (bias if operator.beta == 1 else operator.beta * bias)
        self.output[row, column] = product


class MatMulFormulas(OperatorFormulas[MatMul]):
    """A B."""

    @classmethod
    def equation(cls, operator: MatMul) -> str:
        """Return it in symbols."""
        return "y = Σ a·b"

    @classmethod
    def constant_axes(cls, operator: MatMul, at: int, shapes: Sequence[Shape], others: Mapping[int, list[Axis]]) -> (
        list[Axis] | None
    ):  # fmt: skip
        """Let a matrix run as that runs with which it is multiplied."""
        if 1 - at not in others:
            return None
        other, shape = others[1 - at], shapes[at]
        inner = other[-1] if at == 1 else other[operator.inner(shapes[1])]
        return _along(shape, operator.inner(shape) if at == 1 else len(shape) - 1, inner.direction)

    def write(self) -> None:
        """Write the sums of products."""
        a, b = self.taken
        position = list(self.output.indices())
        column = [position.pop()] if len(b.shape) > 1 else []
        row = [position.pop()] if len(a.shape) > 1 else []
        at, bt = (_stacked(tensor, position) for tensor in (a, b))
        value = contracted(a, [*at, *row, 0], len(a.shape) - 1, b, [*bt, 0, *column], self.operator.inner(b.shape))
        self.output[(*position, *row, *column)] = value


def _stacked(tensor: Tensor, stack: Sequence[Position]) -> list[Position]:
    """Return the entry along the leading axes of a stack of matrices; a size of 1 goes with any."""
    sizes = tensor.shape[:-2]
    last = stack[len(stack) - len(sizes) :]
    return [0 if size == 1 else at for size, at in zip(sizes, last, strict=True)]


def _along(shape: Shape, inner: int, direction: Direction) -> list[Axis]:
    """Let one of the last two axes run in a direction, the other across, stacks of matrices downwards."""
    along, across = (down, right) if direction is Direction.DOWN else (right, down)
    rank = len(shape)
    if rank == 1:
        return [along(shape[0])]
    last = [along(shape[axis]) if axis == inner else across(shape[axis]) for axis in (rank - 2, rank - 1)]
    return [*map(down, shape[:-2]), *last]
