"""Networks as lists of layers: shapes, names and checks. No arithmetic.

A layer's output is a *picture*: (units,) for a dense layer, (channels, rows, columns) for a convolution or a pooling.
The weights of a dense unit have the shape of the picture it looks at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from sheetnet.errors import InputError

ACTIVATIONS = ("sigmoid", "tanh", "relu", "leaky_relu", "identity", "softmax")
LEAK = 0.01
"""Slope of the leaky ReLU for negative z."""
KINK_WIDTH = 1e-12
"""ReLU bends at 0; z up to this counts as 0, for what is 0 on paper is ±1e-17 in one engine or another."""
TIES = ("all", "first")
TIE_WIDTH = 1e-12
"""Pooling: a cell within so much of its block's maximum counts as the maximum, on both sides of the check.

A spreadsheet's own ``=`` takes numbers as equal when about 15 digits agree, NumPy's takes bits. Windows that are equal
in the mathematics may differ in the last bit, so both sides use the same explicit width.
"""
NO_ANSWER = -1e6
"""Stands for an answer where several outputs are the largest; no label is so small."""
MOST_UNITS = 1_000
MOST_LAYERS = 20

Shape: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dense:
    """Units that each look at the whole picture: z = Σ w·a + b.

    Args:
        units: How many.
        activation: One of ``ACTIVATIONS``.
        name: Prefix of its tensors; the network names it if empty.
    """

    units: int
    activation: str = "sigmoid"
    name: str = ""

    def output_shape(self, shape: Shape) -> Shape:
        """Return the shape of its picture."""
        return (self.units,)

    def weights_shape(self, shape: Shape) -> Shape:
        """Return the shape of its weights: one picture of the input's shape a unit."""
        return (self.units, *shape)

    def __str__(self) -> str:
        return _written("dense", self.units, self.activation, self.name)


@dataclass(frozen=True, slots=True)
class Conv2D:
    """Filters that slide over the picture, one feature map each.

    Args:
        filters: How many.
        kernel: Rows and columns of a filter.
        stride: Step of the window.
        padding: Blank cells around the picture, which count as 0.
        activation: One of ``ACTIVATIONS`` but softmax.
        name: Prefix of its tensors.
    """

    filters: int
    kernel: tuple[int, int] = (3, 3)
    stride: int = 1
    padding: int = 0
    activation: str = "sigmoid"
    name: str = ""

    def output_shape(self, shape: Shape) -> Shape:
        """Return (filters, rows, columns)."""
        rows, columns = (
            (size + 2 * self.padding - kernel) // self.stride + 1
            for size, kernel in zip(shape[-2:], self.kernel, strict=True)
        )
        return self.filters, rows, columns

    def weights_shape(self, shape: Shape) -> Shape:
        """Return (filters, channels, rows, columns); without channels for a picture that has none."""
        return (self.filters, *shape[:-2], *self.kernel)

    def __str__(self) -> str:
        kernel = "x".join(map(str, self.kernel))
        return _written("conv", self.filters, kernel, self.stride, self.padding, self.activation, self.name)


@dataclass(frozen=True, slots=True)
class MaxPool2D:
    """The largest of each block.

    Args:
        size: Rows and columns of a block.
        stride: Step of the block; 0 takes the size.
        ties: Who gets δ where several cells equal the maximum: ``all`` of them (the book's rule) or the ``first``.
        name: Prefix of its tensors.
    """

    size: int = 2
    stride: int = 0
    ties: str = "all"
    name: str = ""

    @property
    def step(self) -> int:
        """The step of the block."""
        return self.stride or self.size

    def output_shape(self, shape: Shape) -> Shape:
        """Return (channels, rows, columns)."""
        return _pooled_shape(shape, self.size, self.step)

    def __str__(self) -> str:
        return _written("maxpool", self.size, self.step, self.ties, self.name)


@dataclass(frozen=True, slots=True)
class AveragePool2D:
    """The mean of each block.

    Args:
        size: Rows and columns of a block.
        stride: Step of the block; 0 takes the size.
        name: Prefix of its tensors.
    """

    size: int = 2
    stride: int = 0
    name: str = ""

    @property
    def step(self) -> int:
        """The step of the block."""
        return self.stride or self.size

    def output_shape(self, shape: Shape) -> Shape:
        """Return (channels, rows, columns)."""
        return _pooled_shape(shape, self.size, self.step)

    def __str__(self) -> str:
        return _written("avgpool", self.size, self.step, self.name)


@dataclass(frozen=True, slots=True)
class Flatten:
    """Says that a picture is read as a list; a dense layer does so by itself, so nothing is laid out for it."""

    def __str__(self) -> str:
        return "flatten()"


Layer: TypeAlias = Dense | Conv2D | MaxPool2D | AveragePool2D
Given: TypeAlias = Layer | Flatten


def _written(kind: str, *words: object) -> str:
    """Write a layer as ``parse_layers`` reads it."""
    return f"{kind}({','.join(str(word) for word in words if word != '')})"


def _pooled_shape(shape: Shape, size: int, step: int) -> Shape:
    rows, columns = ((extent - size) // step + 1 for extent in shape[-2:])
    return (*shape[:-2], rows, columns)


@dataclass(frozen=True)
class Stage:
    """A layer in its place.

    Args:
        layer: The layer.
        name: Prefix of its tensors, such as ``hidden``.
        input_shape: Shape of the picture it looks at.
    """

    layer: Layer
    name: str
    input_shape: Shape

    @property
    def shape(self) -> Shape:
        """The shape of its own picture."""
        return self.layer.output_shape(self.input_shape)

    @property
    def parameter_shapes(self) -> dict[str, Shape]:
        """Its parameters' names with their shapes; empty for a pooling."""
        if isinstance(self.layer, (Dense, Conv2D)):
            weights = self.layer.weights_shape(self.input_shape)
            return {f"{self.name}_weights": weights, f"{self.name}_bias": weights[:1]}
        return {}


@dataclass(frozen=True)
class Network:
    """A feed-forward network.

    Args:
        input_shape: (features,), (rows, columns) or (channels, rows, columns).
        layers: The layers, the last of them dense.

    Raises:
        InputError: The layers do not fit together; the message has every shape involved.
    """

    input_shape: Shape
    layers: tuple[Given, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.layers) <= MOST_LAYERS:
            raise InputError(f"the network has {len(self.layers)} layers; allowed are 1 to {MOST_LAYERS}")
        if not 1 <= len(self.input_shape) <= 3 or any(size < 1 for size in self.input_shape):
            raise InputError(
                f"the input shape is {self.input_shape}; "
                "it must be (features,), (rows, columns) or (channels, rows, columns)"
            )
        shape, described = self.input_shape, [f"input {self.input_shape}"]
        for number, layer in enumerate(self.layers, start=1):
            if isinstance(layer, Flatten):
                continue
            _check_layer(layer, number, shape, " → ".join(described))
            shape = layer.output_shape(shape)
            described.append(f"{layer} {shape}")
        if not isinstance(self.layers[-1], Dense):
            raise InputError(f"the last layer is {self.layers[-1]}; it must be dense: its units are the answer")
        for layer, after in pairwise(self.layers):
            if getattr(layer, "activation", "") == "softmax":
                raise InputError(f"{layer} stands before {after}; softmax is for the last layer")

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The layers in their places, named; Flatten leaves no trace."""
        layers = [layer for layer in self.layers if not isinstance(layer, Flatten)]
        stages, shape = [], self.input_shape
        for layer, name in zip(layers, _names(layers), strict=True):
            stage = Stage(layer, name, shape)
            stages.append(stage)
            shape = stage.shape
        return tuple(stages)

    @property
    def parameter_shapes(self) -> dict[str, Shape]:
        """All parameters' names with their shapes, in order."""
        return {name: shape for stage in self.stages for name, shape in stage.parameter_shapes.items()}

    @property
    def outputs(self) -> int:
        """How many units the last layer has."""
        return self.stages[-1].shape[0]


def _check_layer(layer: Layer, number: int, shape: Shape, before: str) -> None:
    where = f"layer {number}, {layer}, after {before}"
    if isinstance(layer, (Dense, Conv2D)):
        units = layer.units if isinstance(layer, Dense) else layer.filters
        if not 1 <= units <= MOST_UNITS:
            raise InputError(f"{where}: {units} units or filters; allowed are 1 to {MOST_UNITS}")
        if layer.activation not in ACTIVATIONS:
            raise InputError(f"{where}: activation {layer.activation!r}; allowed are {', '.join(ACTIVATIONS)}")
    if isinstance(layer, Dense):
        return
    if len(shape) < 2:
        raise InputError(f"{where}: it needs a picture of rows and columns, but the input has shape {shape}")
    if isinstance(layer, Conv2D):
        _check_convolution(layer, where, shape)
        return
    if isinstance(layer, MaxPool2D) and layer.ties not in TIES:
        raise InputError(f"{where}: ties is {layer.ties!r}; allowed are {', '.join(TIES)}")
    if layer.size < 1 or layer.stride < 0:
        raise InputError(
            f"{where}: size {layer.size}, stride {layer.stride}; the size must be at least 1, the stride too"
        )
    if any(extent < layer.size or (extent - layer.size) % layer.step for extent in shape[-2:]):
        raise InputError(
            f"{where}: blocks of {layer.size}×{layer.size} with step {layer.step} "
            f"do not divide a picture of shape {shape}"
        )


def _check_convolution(layer: Conv2D, where: str, shape: Shape) -> None:
    if layer.stride < 1 or layer.padding < 0 or min(layer.kernel) < 1:
        raise InputError(
            f"{where}: kernel {layer.kernel}, stride {layer.stride}, padding {layer.padding}; "
            "kernel and stride must be at least 1, padding at least 0"
        )
    if layer.activation == "softmax":
        raise InputError(f"{where}: softmax is for the last layer")
    padded = tuple(extent + 2 * layer.padding for extent in shape[-2:])
    if any(kernel > extent for kernel, extent in zip(layer.kernel, padded, strict=True)):
        raise InputError(
            f"{where}: the kernel {layer.kernel} is larger than the picture below it, {padded} with its padding"
        )
    if layer.padding >= max(layer.kernel):
        raise InputError(f"{where}: padding {layer.padding} is not smaller than the kernel {layer.kernel}")


def _names(layers: Sequence[Layer]) -> list[str]:
    """Name the layers: ``output`` the last, others ``hidden``, ``convolution``, ``pooling``, numbered if several."""
    kinds = [
        "hidden" if isinstance(x, Dense) else "convolution" if isinstance(x, Conv2D) else "pooling" for x in layers
    ]
    kinds[-1] = "output"
    seen: dict[str, int] = {}
    names = []
    for layer, kind in zip(layers, kinds, strict=True):
        seen[kind] = seen.get(kind, 0) + 1
        name = layer.name or (f"{kind}{seen[kind]}" if kinds.count(kind) > 1 else kind)
        if name in names or not re.fullmatch(r"[a-z][a-z0-9_]{0,30}", name):
            raise InputError(f"layer name {name!r} is taken or not made of lower-case letters, digits and underscores")
        names.append(name)
    return names
