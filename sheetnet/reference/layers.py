"""Layers in NumPy: forward, back, and the gradients of their parameters, for all samples at once.

Convolution adds one shifted, weighted picture after the other, always in the same order, so that equal windows give
equal bits; a matrix product may not. Backwards everything is scattered to where it came from.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from sheetnet.models.network import TIE_WIDTH, AveragePool2D, Conv2D, MaxPool2D


def dense_forward(weights: np.ndarray, bias: np.ndarray, picture: np.ndarray) -> np.ndarray:
    """Return z = w·a + b.

    Args:
        weights: (units, *picture).
        bias: (units,).
        picture: (samples, *picture).

    Returns:
        (samples, units).
    """
    samples, units = len(picture), len(bias)
    return picture.reshape(samples, -1) @ weights.reshape(units, -1).T + bias


def dense_gradients(delta: np.ndarray, picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return ∂C_T/∂w = Σ δ a and ∂C_T/∂b = Σ δ, summed over the samples.

    Args:
        delta: δ = ∂C/∂z, (samples, units).
        picture: What the layer looked at, (samples, *picture).

    Returns:
        (units, *picture) and (units,).
    """
    flat = delta.T @ picture.reshape(len(picture), -1)
    return flat.reshape(delta.shape[1], *picture.shape[1:]), delta.sum(axis=0)


def dense_back(weights: np.ndarray, delta: np.ndarray) -> np.ndarray:
    """Return Σ w δ: what arrives at each cell of the picture.

    Args:
        weights: (units, *picture).
        delta: (samples, units).

    Returns:
        ∂C/∂a of the layer below, (samples, *picture).
    """
    return np.tensordot(delta, weights, axes=1)


def convolution_forward(layer: Conv2D, weights: np.ndarray, bias: np.ndarray, picture: np.ndarray) -> np.ndarray:
    """Return z of every window.

    Args:
        layer: Stride and padding.
        weights: (filters, channels, rows, columns).
        bias: (filters,).
        picture: (samples, channels, rows, columns).

    Returns:
        (samples, filters, rows, columns).
    """
    padded = _padded(picture, layer.padding)
    rows, columns = layer.output_shape(picture.shape[1:])[1:]
    z = np.zeros((len(picture), layer.filters, rows, columns)) + bias[:, None, None]
    for channel, row, column in product(*(range(n) for n in weights.shape[1:])):
        seen = padded[:, channel, row:, column:][:, :: layer.stride, :: layer.stride][:, :rows, :columns]
        z += weights[:, channel, row, column][:, None, None] * seen[:, None]
    return z


def convolution_gradients(
    layer: Conv2D, shape: tuple[int, ...], delta: np.ndarray, picture: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return ∂C_T/∂w = Σ δ·x over samples and windows, and ∂C_T/∂b = Σ δ.

    Args:
        layer: Stride and padding.
        shape: That of the weights, (filters, channels, rows, columns).
        delta: δ of every window, (samples, filters, rows, columns).
        picture: (samples, channels, rows, columns).

    Returns:
        The weights' shape, and (filters,).
    """
    padded = _padded(picture, layer.padding)
    rows, columns = delta.shape[2:]
    gradient = np.empty(shape)
    for channel, row, column in product(*(range(n) for n in shape[1:])):
        seen = padded[:, channel, row:, column:][:, :: layer.stride, :: layer.stride][:, :rows, :columns]
        gradient[:, channel, row, column] = np.einsum("kfij,kij->f", delta, seen)
    return gradient, delta.sum(axis=(0, 2, 3))


def convolution_back(
    layer: Conv2D, weights: np.ndarray, delta: np.ndarray, picture_shape: tuple[int, ...]
) -> np.ndarray:
    """Scatter each window's δ, weighted, to the cells it looked at.

    Args:
        layer: Stride and padding.
        weights: (filters, channels, rows, columns).
        delta: (samples, filters, rows, columns).
        picture_shape: (channels, rows, columns).

    Returns:
        ∂C/∂a of the layer below, (samples, channels, rows, columns).
    """
    channels, height, width = picture_shape
    pad, step = layer.padding, layer.stride
    arrived = np.zeros((len(delta), channels, height + 2 * pad, width + 2 * pad))
    for i, j in product(*(range(n) for n in delta.shape[2:])):
        window = arrived[:, :, i * step : i * step + weights.shape[2], j * step : j * step + weights.shape[3]]
        window += np.tensordot(delta[:, :, i, j], weights, axes=1)
    return arrived[:, :, pad : pad + height, pad : pad + width]


def pooling_forward(layer: MaxPool2D | AveragePool2D, picture: np.ndarray) -> np.ndarray:
    """Return the maximum or the mean of each block.

    Args:
        layer: Which of them, size and step.
        picture: (samples, …, rows, columns).

    Returns:
        (samples, …, rows, columns), one cell a block.
    """
    windows = np.lib.stride_tricks.sliding_window_view(picture, (layer.size, layer.size), axis=(-2, -1))
    blocks = windows[..., :: layer.step, :: layer.step, :, :]
    return np.asarray(blocks.max(axis=(-2, -1)) if isinstance(layer, MaxPool2D) else blocks.mean(axis=(-2, -1)))


def pooling_back(layer: MaxPool2D | AveragePool2D, picture: np.ndarray, delta: np.ndarray) -> np.ndarray:
    """Hand each block's δ to its winners (maximum) or to all its cells alike (average).

    A cell wins if it is within ``TIE_WIDTH`` of the maximum; the sheet uses the same width. With ties ``all`` every
    winner gets the whole δ, with ``first`` only the first one in reading order.

    Args:
        layer: Which of them, size, step and ties.
        picture: What was pooled, (samples, …, rows, columns).
        delta: One cell a block, (samples, …, rows, columns).

    Returns:
        ∂C/∂a of the layer below, in the shape of ``picture``.
    """
    arrived = np.zeros_like(picture)
    for i, j in product(*(range(n) for n in delta.shape[-2:])):
        top, left = i * layer.step, j * layer.step
        where = (..., slice(top, top + layer.size), slice(left, left + layer.size))
        arrived[where] += _shares(layer, picture[where]) * delta[..., i, j][..., None, None]
    return arrived


def _shares(layer: MaxPool2D | AveragePool2D, block: np.ndarray) -> np.ndarray:
    if isinstance(layer, AveragePool2D):
        return np.full(block.shape, 1.0 / layer.size**2)
    wins = block.max(axis=(-2, -1), keepdims=True) - block <= TIE_WIDTH
    if layer.ties == "first":
        flat = wins.reshape(*wins.shape[:-2], -1)
        wins = (flat & (flat.cumsum(axis=-1) == 1)).reshape(wins.shape)
    return wins.astype(np.float64)


def _padded(picture: np.ndarray, padding: int) -> np.ndarray:
    return np.pad(picture, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
