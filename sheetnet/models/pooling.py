"""Pooling of one map: maximum, average and L2, over blocks of 2×2 and of 3×3."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.fields import array
from sheetnet.models.model import Model

SIZES = (2, 3)


def _map() -> list[list[float]]:
    return [
        [1, 0, 2, 3, 0, 1],
        [4, 6, 6, 8, 1, 2],
        [3, 1, 1, 0, 5, 5],
        [1, 2, 2, 4, 5, 3],
        [0, 7, 3, 1, 2, 2],
        [2, 1, 0, 6, 4, 9],
    ]


@dataclass(frozen=True, eq=False)
class Pooling(Model):
    """The map.

    Args:
        feature_map: (rows, columns), both divisible by 6.
    """

    feature_map: np.ndarray = array(_map, low=-1e6, high=1e6, vary=(-5, 9))

    def validate(self) -> None:
        """Check that blocks of both sizes fit."""
        shape = self.feature_map.shape
        if len(shape) != 2 or any(extent % 6 or not 6 <= extent <= 60 for extent in shape):
            raise InputError(f"feature_map has shape {shape}; rows and columns must be 6, 12 … 60")
