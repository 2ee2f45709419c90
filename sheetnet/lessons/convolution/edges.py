"""The picture of the first sheet: pixels as squares, and beside them the feature map, blue above 0, orange below."""

from __future__ import annotations

from itertools import product

from sheetnet.formula import Expression, call
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.squares import Shown, Squares, beside_each_other
from sheetnet.models.convolution import EDGE
from sheetnet.workbook import Tensor

MARK = 24
LOOKS = {"ink": ("404040", MARK), "above": ("56B4E9", MARK), "below": ("E69F00", MARK), "blank": ("E4E7EB", MARK)}
"""Colour and size by kind of square."""


def edges(quantities: Quantities, picture: Tensor, feature_map: Tensor) -> Squares:
    """Make the squares: in the picture ink or blank, in the map above 0, below 0, or 0.

    Args:
        quantities: Makes the tensors.
        picture: The picture.
        feature_map: What the filter makes of it.
    """
    pixels, found = _entries(picture), _entries(feature_map)
    nowhere: tuple[list[Shown], list[Shown]] = [False] * len(pixels), [False] * len(found)
    kinds: dict[str, list[Shown]] = {
        "ink": [*(call("ABS", x) > EDGE for x in pixels), *nowhere[1]],
        "above": [*nowhere[0], *(z > EDGE for z in found)],
        "below": [*nowhere[0], *(z < -EDGE for z in found)],
        "blank": [call("ABS", value) <= EDGE for value in (*pixels, *found)],
    }
    numbers = [*(None for _ in pixels), *found]
    return Squares(quantities, beside_each_other(picture.shape, feature_map.shape), kinds, numbers)


def _entries(tensor: Tensor) -> list[Expression]:
    return [tensor[entry] for entry in product(*map(range, tensor.shape))]
