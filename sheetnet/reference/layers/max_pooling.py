"""Maximum pooling: the largest of each block gets its δ."""

from __future__ import annotations

from collections.abc import Callable

from sheetnet.models.layers import MaxPool2D
from sheetnet.models.network import TIE_WIDTH
from sheetnet.reference.arithmetic import np
from sheetnet.reference.layers.pooling import Pooling


class MaxPooling(Pooling[MaxPool2D]):
    """The largest of each block; padding is −∞, so it never wins.

    A cell wins if it is within ``TIE_WIDTH`` of the maximum; the sheet uses the same width. With ties ``all`` every
    winner gets the whole δ, with ``first`` only the first one in reading order.
    """

    padding_value = -np.inf

    def pooled(self, layer: MaxPool2D, blocks: np.ndarray, own: np.ndarray) -> np.ndarray:
        """Return the largest of each block."""
        return np.asarray(blocks.max(axis=(-2, -1)))

    def shares(self, layer: MaxPool2D, block: np.ndarray, own: int) -> np.ndarray:
        """Return 1 for winners, 0 for all others."""
        wins = block.max(axis=(-2, -1), keepdims=True) - block <= TIE_WIDTH
        return _WINNERS[layer.ties](wins).astype(np.float64)


def _first(wins: np.ndarray) -> np.ndarray:
    """Leave of each block's winners the first one in reading order."""
    flat = wins.reshape(*wins.shape[:-2], -1)
    return (flat & (flat.cumsum(axis=-1) == 1)).reshape(wins.shape)


_WINNERS: dict[str, Callable[[np.ndarray], np.ndarray]] = {"all": np.asarray, "first": _first}
