"""Rows of a table that are pictures: their columns are pixels, row by row of the picture, from the upper left."""

from __future__ import annotations

import re
from typing import TypeAlias

from sheetnet.errors import InputError, LimitError
from sheetnet.models.network import Network

MOST_COLUMNS = 16_000
"""Of a sheet, but for what stands left of the bands."""
Pair: TypeAlias = tuple[int, int]
_SIZES = re.compile(r"\s*([0-9]{1,3})\s*[x×]\s*([0-9]{1,3})\s*")


def read_picture(value: object) -> Pair | None:
    """Return rows and columns of a picture, from a pair or from a text such as 8x8; None if there is none.

    Raises:
        InputError: It is neither.
    """
    if value is None or value == "":
        return None
    found = _SIZES.fullmatch(value) if isinstance(value, str) else None
    sizes = found.groups() if found else value
    if not isinstance(sizes, (tuple, list)) or len(sizes) != 2 or not all(str(size).isdigit() for size in sizes):
        raise InputError(f"picture is {value!r}; it must be rows and columns of the pictures, such as 8x8")
    rows, columns = (int(size) for size in sizes)
    if not rows or not columns:
        raise InputError(f"picture is {value!r}; a picture has a row and a column at least")
    return rows, columns


def write_picture(picture: Pair | None) -> str:
    """Write rows and columns as ``read_picture`` reads them."""
    return "" if picture is None else "x".join(map(str, picture))


def check_picture(picture: Pair | None, columns: int) -> None:
    """Check that the columns of a table are the pixels of its pictures.

    Raises:
        InputError: There are more of them, or fewer.
    """
    if picture is not None and picture[0] * picture[1] != columns:
        raise InputError(
            f"picture={write_picture(picture)} has {picture[0] * picture[1]} pixels, but there are {columns} columns "
            "to learn from: each must be a pixel, and nothing else (columns says which)"
        )


def check_bands(network: Network, rows: int, step_rows: int) -> None:
    """Check that all pictures stand beside each other on a sheet, and those of a step on another.

    Args:
        network: The layers; the widest of their pictures says how wide a band is.
        rows: How many pictures there are.
        step_rows: How many of them a step sees.

    Raises:
        LimitError: They need more columns than a sheet has.
    """
    shapes = [network.input_shape, *(node.shape for node in network.nodes)]
    padding = max((max(getattr(layer, "padding", (0, 0))) for layer in network.layers), default=0)
    band = max(shape[-1] for shape in shapes if len(shape) > 1) + 2 * padding + 1
    most = MOST_COLUMNS // band
    if max(rows, step_rows) > most:
        raise LimitError(
            f"{rows:,} pictures in bands of {band} columns are more than a sheet holds with these layers: use up to "
            f"{most:,} pictures, or dense layers alone, which take up to 20,000"
        )
