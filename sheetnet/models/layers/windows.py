"""Windows that slide over a picture: how many there are along each axis, and whether they fit."""

from __future__ import annotations

from sheetnet.errors import InputError
from sheetnet.models.layers.base import Pair, Shape


def window_count(shape: Shape, reach: Pair, stride: Pair, padding: Pair) -> Pair:
    """Return how many windows there are down and to the right; what is left over at the end is left out.

    Args:
        shape: (…, rows, columns).
        reach: Rows and columns from a window's first cell to its last one.
        stride: Steps of the window.
        padding: Cells put before and after each axis.
    """
    rows, columns = (
        (size + 2 * pad - far) // step + 1
        for size, far, step, pad in zip(shape[-2:], reach, stride, padding, strict=True)
    )
    return rows, columns


def padded_shape(shape: Shape, padding: Pair) -> Pair:
    """Return rows and columns of a picture with its padding."""
    return shape[-2] + 2 * padding[0], shape[-1] + 2 * padding[1]


def check_picture(where: str, shape: Shape) -> None:
    """Check that a picture has rows and columns.

    Raises:
        InputError: It is a list of units.
    """
    if len(shape) < 2:
        raise InputError(f"{where}: it needs a picture of rows and columns, but the input has shape {shape}")
