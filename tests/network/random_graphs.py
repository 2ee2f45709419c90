"""Random networks as graphs: forks, residual connections, concatenation, shared weights, every kind of layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from sheetnet.models.activations import DEFAULT_SLOPE
from sheetnet.models.layers import (
    Add,
    AveragePool2D,
    Concatenate,
    Conv2D,
    Dense,
    Flatten,
    GlobalAveragePool2D,
    Layer,
    MaxPool2D,
    Shape,
    WeightedLayer,
)
from sheetnet.models.network import INPUT

MOST_DRAWN = 5
"""Layers before those that join what nothing has taken; with them there are at most 13."""


class RandomGraph:
    """Layers that are drawn one after the other, each of them one that fits.

    Args:
        draw: Hypothesis's.
        input_shape: Of the network.
        activations: Of all layers but the last.
        ties: Of maximum pooling.
    """

    def __init__(self, draw: st.DrawFn, input_shape: Shape, activations: Sequence[str], ties: Sequence[str]) -> None:
        self._draw, self._activations, self._ties = draw, activations, ties
        self.layers: list[Layer] = []
        self._shapes: dict[str, Shape] = {INPUT: input_shape}
        self._weighted: list[tuple[WeightedLayer, Shape]] = []
        self._taken: set[str] = {INPUT}
        self._previous = INPUT

    def grow(self) -> None:
        """Draw one layer that takes what stands before it or something else, and put it at the end."""
        source = self._draw(st.sampled_from([self._previous, self._previous, *self._shapes]))
        shape = self._shapes[source]
        kinds: list[Callable[[str], Layer]] = [self._dense, self._joined(shape)]
        if len(shape) > 1:
            kinds += [self._convolution, self._convolution, self._pooling, self._pooling, self._global_pooling]
        owners = [layer for layer, taken in self._weighted if taken == shape]
        if owners:
            kinds.append(lambda place: self._shared(owners, place))
        self._put(self._draw(st.sampled_from(kinds))(source), source)

    def finish(self, outputs: int, activation: str) -> None:
        """Join everything that nothing has taken, and put a dense layer at the end."""
        for name in [name for name, shape in self._shapes.items() if name not in self._taken and len(shape) > 1]:
            self._put(GlobalAveragePool2D(**self._place(name)), name)
        loose = [name for name in self._shapes if name not in self._taken]
        if len(loose) > 1:
            self._put(Concatenate(loose[1:], **self._place(loose[0])), loose[0])
        if self._draw(st.booleans()):
            self.layers.append(Flatten())
        self.layers.append(Dense(outputs, activation))

    def _put(self, layer: Layer, source: str) -> None:
        inputs = layer.inputs(self._previous)
        shapes = [self._shapes[name] for name in inputs]
        layer.check("drawn", *shapes)
        self.layers.append(layer)
        self._shapes[layer.name], self._previous = layer.output_shape(*shapes), layer.name
        self._taken |= set(inputs)
        if isinstance(layer, WeightedLayer):
            self._weighted.append((layer, self._shapes[source]))

    def _place(self, source: str) -> dict[str, str]:
        """Name the layer, and what it takes if that does not stand before it."""
        place = {"name": f"n{len(self.layers)}"}
        return place if source == self._previous else place | {"source": source}

    def _dense(self, source: str) -> Layer:
        return Dense(self._draw(st.integers(1, 3)), **self._activated(), **self._place(source))

    def _convolution(self, source: str) -> Layer:
        axes = [self._window(size) for size in self._shapes[source][-2:]]
        kernel, stride, padding, dilation = zip(*axes, strict=True)
        filters = self._draw(st.integers(1, 2))
        return Conv2D(filters, kernel, stride, padding, dilation=dilation, **self._activated(), **self._place(source))

    def _window(self, size: int) -> tuple[int, int, int, int]:
        """Draw kernel, stride, padding and dilation along an axis."""
        kernel = self._draw(st.integers(1, min(3, size)))
        dilation = 2 if kernel > 1 and 2 * kernel - 1 <= size and self._draw(st.booleans()) else 1
        padding = self._draw(st.integers(0, 1)) if kernel > 1 else 0
        return kernel, self._draw(st.integers(1, 3)), padding, dilation

    def _pooling(self, source: str) -> Layer:
        size = tuple(self._draw(st.integers(1, min(3, extent))) for extent in self._shapes[source][-2:])
        stride = self._draw(st.sampled_from([(0, 0), (1, 1), (1, 2), (2, 1), (3, 2)]))
        padding = tuple(self._draw(st.integers(0, extent // 2)) for extent in size)
        place = self._place(source)
        if self._draw(st.booleans()):
            return MaxPool2D(size, stride, self._draw(st.sampled_from(self._ties)), padding=padding, **place)
        return AveragePool2D(size, stride, padding=padding, count_padding=self._draw(st.booleans()), **place)

    def _global_pooling(self, source: str) -> Layer:
        return GlobalAveragePool2D(**self._place(source))

    def _joined(self, shape: Shape) -> Callable[[str], Layer]:
        """Return what adds or concatenates one or two others that fit."""
        equal = [name for name, each in self._shapes.items() if each == shape]
        beside = [n for n, each in self._shapes.items() if (len(each) > 1) == (len(shape) > 1)
                  and (len(shape) < 2 or each[-2:] == shape[-2:])]  # fmt: skip

        def layer(source: str) -> Layer:
            kind, others = self._draw(st.sampled_from([(Add, equal), (Concatenate, beside)]))
            chosen = self._draw(st.lists(st.sampled_from(others), min_size=1, max_size=2))
            return kind(tuple(chosen), **self._place(source))

        return layer

    def _shared(self, owners: list[WeightedLayer], source: str) -> Layer:
        """Return a layer that uses the weights and biases of another one, with an activation of its own."""
        owner = self._draw(st.sampled_from(owners))
        chosen = {"slope": DEFAULT_SLOPE, **self._activated(), "source": "", **self._place(source)}
        return replace(owner, share=owner.name, **chosen)

    def _activated(self) -> dict[str, object]:
        activation = self._draw(st.sampled_from(self._activations))
        slope = {"slope": self._draw(st.sampled_from([0.01, 0.2]))} if activation == "leaky_relu" else {}
        return {"activation": activation, **slope}
