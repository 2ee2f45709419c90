"""A convolution: one shifted, weighted picture added after the other, always in the same order.

So equal windows give equal bits; a matrix product may not. Backwards each window's δ is scattered to the cells that it
looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod

from sheetnet.models.layers import Conv2D
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.layers.base import Backward, Inputs, Parameters, WeightedLayer


class Convolution(WeightedLayer[Conv2D]):
    """Filters that slide over the picture; weights are (filters, channels, rows, columns), biases (filters,).

    A picture without channels has weights without channels; inside it has one channel.
    """

    def weighted(self, layer: Conv2D, parameters: Parameters, picture: np.ndarray) -> np.ndarray:
        """Return z of every window, (samples, filters, rows, columns), or of several runs one after the other."""
        bias, padded = parameters["bias"], _padded(layer, picture)
        runs, shape = bias.shape[:-1], layer.output_shape(picture.shape[1:])
        weights = parameters["weights"].reshape(*bias.shape, -1, *layer.kernel)
        z = np.zeros((*runs, len(picture) // prod(runs), *shape)) + bias[..., None, :, None, None]
        for entry, seen in _shifted(layer, weights, padded.reshape(*runs, -1, *padded.shape[1:]), *shape[1:]):
            z += weights[(..., *entry)][..., None, :, None, None] * seen[..., None, :, :]
        return z.reshape(len(picture), *shape)

    def backward(self, layer: Conv2D, parameters: Parameters, inputs: Inputs, delta: np.ndarray) -> Backward:
        """Return ∂C/∂w = Σ δ·x and ∂C/∂b = Σ δ over samples and windows, and what comes back to each cell."""
        weights, padded = _with_channels(parameters["weights"]), _padded(layer, inputs[0])
        gradient = np.empty(weights.shape)
        for entry, seen in _shifted(layer, weights, padded, *delta.shape[2:]):
            gradient[(slice(None), *entry)] = np.einsum("kfij,kij->f", delta, seen)
        gradients = {"weights": gradient.reshape(parameters["weights"].shape), "bias": delta.sum(axis=(0, 2, 3))}
        return Backward([_scattered(layer, weights, delta, padded.shape).reshape(inputs[0].shape)], gradients)

    def backward_parameters(self, parameters: Parameters) -> Tensors:
        """Return the filters turned by 180°, ``flipped``."""
        return {"flipped": parameters["weights"][..., ::-1, ::-1]}


def _shifted(
    layer: Conv2D, weights: np.ndarray, padded: np.ndarray, rows: int, columns: int
) -> Iterator[tuple[tuple[int, int, int], np.ndarray]]:
    """Yield for each weight of a filter the cells that it meets, one a window: (…, samples, rows, columns)."""
    (down, right), (gap_down, gap_right) = layer.stride, layer.dilation
    for channel, row, column in product(*(range(n) for n in weights.shape[-3:])):
        moved = padded[..., channel, row * gap_down :, column * gap_right :]
        yield (channel, row, column), moved[..., ::down, ::right][..., :rows, :columns]


def _scattered(layer: Conv2D, weights: np.ndarray, delta: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Scatter each window's δ, weighted, to the cells it looked at; the padding is cut off."""
    found = np.zeros(shape)
    (high, wide), (gap_down, gap_right) = layer.reach, layer.dilation
    for i, j in product(*(range(n) for n in delta.shape[2:])):
        top, left = i * layer.stride[0], j * layer.stride[1]
        window = found[:, :, top : top + high : gap_down, left : left + wide : gap_right]
        window += np.tensordot(delta[:, :, i, j], weights, axes=1)
    (above, before), (height, width) = layer.padding, shape[2:]
    return found[:, :, above : height - above, before : width - before]


def _padded(layer: Conv2D, picture: np.ndarray) -> np.ndarray:
    """Return (samples, channels, rows, columns) with zeros around."""
    (above, before) = layer.padding
    return np.pad(_with_channels(picture), ((0, 0), (0, 0), (above, above), (before, before)))


def _with_channels(values: np.ndarray) -> np.ndarray:
    """Give pictures or filters without channels one channel."""
    return values if values.ndim == 4 else values[:, None]
