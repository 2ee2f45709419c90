"""Operators that relate entries to others along axes: softmax and normalisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sheetnet.models.operator_graph.operators.base import Operator, Shape, axis_within, broadcast, refuse


@dataclass(frozen=True)
class Softmax(Operator):
    """eˣ, divided by the sum of all eˣ along ``axis``; ``flattened`` from that axis on, as before version 13."""

    kind: ClassVar[str] = "Softmax"
    axis: int = -1
    flattened: int = 0

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the shape of what is taken."""
        self.axes(shapes[0])
        return shapes[0]

    def axes(self, shape: Shape) -> tuple[int, ...]:
        """Return the axes along which is summed."""
        axis = axis_within(self.axis, len(shape))
        return tuple(range(axis, len(shape))) if self.flattened else (axis,)

    def parts(self, shapes: Sequence[Shape]) -> dict[str, Shape]:
        """Return what is divided."""
        return {"exponential": shapes[0]}


@dataclass(frozen=True)
class BatchNormalization(Operator):
    """Each channel minus its mean, divided by its spread, as both were found in the training; scaled and moved."""

    kind: ClassVar[str] = "BatchNormalization"
    takes: ClassVar[tuple[str, ...]] = ("input", "scale", "bias", "mean", "variance")
    epsilon: float = 1e-5

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the shape of what is taken."""
        if len(shapes[0]) < 2 or set(shapes[1:]) != {(shapes[0][1],)}:
            raise refuse("there must be one scale, bias, mean and variance a channel", shapes)
        return shapes[0]


@dataclass(frozen=True)
class LayerNormalization(Operator):
    """All entries from ``axis`` on minus their mean, divided by their spread; scaled and moved."""

    kind: ClassVar[str] = "LayerNormalization"
    takes: ClassVar[tuple[str, ...]] = ("input", "scale", "bias")
    optional: ClassVar[int] = 1
    axis: int = -1
    epsilon: float = 1e-5

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the shape of what is taken."""
        first = self.first(shapes[0])
        for other in shapes[1:]:
            if broadcast([other, shapes[0][first:]]) != shapes[0][first:]:
                raise refuse("scale and bias must fit the axes that are normalised", shapes)
        return shapes[0]

    def first(self, shape: Shape) -> int:
        """Return the first axis that is normalised."""
        return axis_within(self.axis, len(shape))

    def parts(self, shapes: Sequence[Shape]) -> dict[str, Shape]:
        """Return means, what is left without them, and variances."""
        kept = shapes[0][: self.first(shapes[0])]
        return {"mean": kept, "deviation": shapes[0], "variance": kept}
