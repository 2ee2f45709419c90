"""Average pooling: all cells of a block get the same share of its δ."""

from __future__ import annotations

from sheetnet.models.layers import AveragePool2D
from sheetnet.reference.arithmetic import np
from sheetnet.reference.layers.pooling import Pooling


class AveragePooling(Pooling[AveragePool2D]):
    """The mean of each block, over all its cells or over those of the picture alone; padding is 0."""

    padding_value = 0.0

    def pooled(self, layer: AveragePool2D, blocks: np.ndarray, own: np.ndarray) -> np.ndarray:
        """Return the mean of each block."""
        return np.asarray(blocks.sum(axis=(-2, -1)) / _divisor(layer, own))

    def shares(self, layer: AveragePool2D, block: np.ndarray, own: int) -> np.ndarray:
        """Return the same for all cells; what goes to the padding is lost."""
        return np.full(block.shape, 1.0 / _divisor(layer, np.asarray(own)))


def _divisor(layer: AveragePool2D, own: np.ndarray) -> np.ndarray:
    return np.full(own.shape, layer.size[0] * layer.size[1]) if layer.count_padding else own
