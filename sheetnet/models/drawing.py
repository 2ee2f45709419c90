"""How a network is drawn: a column of circles a layer, and a line for every weight, or for all those between two maps.

A circle is a unit or a map; an image at which dense units look has one for each pixel.
"""

from __future__ import annotations

from itertools import pairwise, product
from math import prod

from sheetnet.models.layers import Dense
from sheetnet.models.layers.base import WeightedLayer
from sheetnet.models.network import INPUT, Network, Node

MOST_LAYERS, MOST_CIRCLES, MOST_LINES = 4, 40, 200
"""Of a drawing in which lines can be told apart."""
HEIGHT, PIXEL = 12, 0.125
"""Of a column of circles, and from one pixel to the next; from layer to layer it is 1."""
STRONG, BEYOND = 2.0, 1e9
"""From here on a weight has a thick line; no sum of weights is as large as the other."""
BANDS = {
    "minus_thick": (-BEYOND, -STRONG),
    "minus": (-STRONG, 0.0),
    "plus": (0.0, STRONG),
    "plus_thick": (STRONG, BEYOND),
}
"""The kinds of lines: the weight's lower end, included, and its upper end."""


def is_drawn(network: Network) -> bool:
    """Tell whether a network is drawn: one small layer behind the other."""
    sources = (INPUT, *(node.name for node in network.nodes))
    chain = all(node.inputs == (source,) for node, source in zip(network.nodes, sources, strict=False))
    if not chain or len(network.nodes) > MOST_LAYERS or any(node.layer.owner for node in network.nodes):
        return False
    counts = [prod(circles(network, name)) for name in sources]
    lines = sum(before * after for before, after in pairwise(counts))
    return max(counts) <= MOST_CIRCLES and lines <= MOST_LINES


def circles(network: Network, name: str) -> tuple[int, int]:
    """Return the rows and columns of circles of a layer, or of the image."""
    if name != INPUT:
        (shape,) = (node.shape for node in network.nodes if node.name == name)
    else:
        shape = network.input_shape
        if len(shape) == 2 and isinstance(network.nodes[0].layer, Dense):
            return shape[0], shape[1]
    return (1 if len(shape) == 2 else shape[0]), 1


def is_weighted(node: Node) -> bool:
    """Tell whether lines to a layer stand for weights; to a map of a pooling one line leads, from the map it takes."""
    return isinstance(node.layer, WeightedLayer)


def entries(network: Network, node: Node) -> list[tuple[int, ...]]:
    """Return for each circle that a layer takes which of a unit's weights belong to it: an index, whole behind it."""
    (source,), (shape,) = node.inputs, node.input_shapes
    cell_by_cell = prod(circles(network, source)) == prod(shape)
    depth = len(shape) if cell_by_cell else len(shape) - 2
    return list(product(*map(range, shape[:depth])))
