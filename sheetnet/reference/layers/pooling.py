"""What maximum and average pooling have in common: blocks are cut out, and δ is handed back to their cells."""

from __future__ import annotations

from abc import abstractmethod
from itertools import product
from typing import TypeVar

from sheetnet.models.layers.pooling import Pooling2D
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.layers.base import Backward, Inputs, Layer, Parameters

P = TypeVar("P", bound=Pooling2D)


class Pooling(Layer[P]):
    """One number a block, and for each cell of a block its share of the block's δ."""

    padding_value: float
    """What stands in the cells of the padding."""

    @abstractmethod
    def pooled(self, layer: P, blocks: np.ndarray, own: np.ndarray) -> np.ndarray:
        """Return one number a block.

        Args:
            layer: What the layer is.
            blocks: (…, rows of blocks, columns of blocks, rows, columns).
            own: How many of a block's cells are the picture's own, (rows of blocks, columns of blocks).
        """

    @abstractmethod
    def shares(self, layer: P, block: np.ndarray, own: int) -> np.ndarray:
        """Return the share of the block's δ that each of its cells gets.

        Args:
            layer: What the layer is.
            block: (…, rows, columns).
            own: How many of its cells are the picture's own.
        """

    def forward(self, layer: P, parameters: Parameters, inputs: Inputs) -> Tensors:
        """Return ``activation``, (samples, …, rows, columns), one cell a block."""
        blocks = _blocks(layer, _padded(layer, inputs[0], self.padding_value))
        return {"activation": self.pooled(layer, blocks, _own_cells(layer, inputs[0]))}

    def backward(self, layer: P, parameters: Parameters, inputs: Inputs, delta: np.ndarray) -> Backward:
        """Return what comes back to each cell from all the blocks that it is in."""
        padded, own = _padded(layer, inputs[0], self.padding_value), _own_cells(layer, inputs[0])
        found = np.zeros_like(padded)
        for i, j in product(*(range(n) for n in delta.shape[-2:])):
            top, left = i * layer.stride[0], j * layer.stride[1]
            where = (..., slice(top, top + layer.size[0]), slice(left, left + layer.size[1]))
            count = round(float(own[i, j]))  # a count stays whole when numbers are moved
            shares = self.shares(layer, padded[where], count)
            found[where] += shares * delta[..., i, j][..., None, None]
        (above, before), (height, width) = layer.padding, padded.shape[-2:]
        return Backward([found[..., above : height - above, before : width - before]])


def _blocks(layer: Pooling2D, padded: np.ndarray) -> np.ndarray:
    windows = np.lib.stride_tricks.sliding_window_view(padded, layer.size, axis=(-2, -1))
    return windows[..., :: layer.stride[0], :: layer.stride[1], :, :]


def _own_cells(layer: Pooling2D, picture: np.ndarray) -> np.ndarray:
    """Count the cells of each block that are not padding."""
    return _blocks(layer, _padded(layer, np.ones(picture.shape[-2:]), 0.0)).sum(axis=(-2, -1))


def _padded(layer: Pooling2D, picture: np.ndarray, value: float) -> np.ndarray:
    widths = [(0, 0)] * (picture.ndim - 2) + [(pad, pad) for pad in layer.padding]
    return np.pad(picture, widths, constant_values=value)
