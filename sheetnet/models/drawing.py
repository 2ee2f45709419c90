"""How a network is drawn: a column of marks a layer, and a line for every weight.

A mark is a unit or a map; an image at which dense units look has one for each pixel. Where several weights lie between
two marks, as those of a filter, the line says that one looks at the other, and has no colour: their sum says nothing.
A filter of few weights is a picture instead: a small square for each of them, coloured as a line would be.
"""

from __future__ import annotations

from itertools import pairwise, product
from math import prod

from sheetnet.models.layers import Conv2D, Dense
from sheetnet.models.layers.base import WeightedLayer
from sheetnet.models.network import INPUT, Network, Node

MOST_LAYERS, MOST_CIRCLES, MOST_LINES = 4, 40, 200
"""Of a drawing in which lines can be told apart."""
HEIGHT, PIXEL = 12, 0.125
"""Of a column of circles, and from one pixel to the next; from layer to layer it is 1."""
STRONG, BEYOND = 2.0, 1e9
"""From here on a weight has a thick line; no sum of weights is as large as the other."""
SIDE = 0.22
"""How far from the middle of a map, or of a filter, a line ends beside it."""
MOST_FILTERS, MOST_FILTER_SIDE = 4, 4
"""Filters, and rows and columns of one, that can be drawn."""
FILTER_STEP = (0.115, 0.56)
"""From one weight of a filter to the next, to the right and down: squares on the screen."""
OUT_OF_SIGHT = 99.0
"""Where those squares are that have another colour."""
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


def is_weighted(network: Network, node: Node) -> bool:
    """Tell whether every line to a layer stands for one weight."""
    (source,), (shape,) = node.inputs, node.input_shapes
    return isinstance(node.layer, Dense) and prod(circles(network, source)) == prod(shape)


def looks_at_all(node: Node) -> bool:
    """Tell whether each mark of a layer looks at all of the layer before; those of a pooling have a map each."""
    return isinstance(node.layer, WeightedLayer)


def entries(node: Node) -> list[tuple[int, ...]]:
    """Return for each mark that a layer takes which of a unit's weights belongs to it."""
    (shape,) = node.input_shapes
    return list(product(*map(range, shape)))


def shows_filters(node: Node) -> bool:
    """Tell whether a layer's filters are drawn: few small ones that look at a picture without channels."""
    if not isinstance(node.layer, Conv2D):
        return False
    shape = node.parameter_shapes[node.parameters["weights"]]
    return len(shape) == 3 and shape[0] <= MOST_FILTERS and max(shape[1:]) <= MOST_FILTER_SIDE


def filter_offsets(node: Node) -> list[tuple[float, float]]:
    """Return how far each weight of a filter lies from its middle, to the right and up."""
    _, rows, columns = node.parameter_shapes[node.parameters["weights"]]
    across, down = FILTER_STEP
    places = product(range(rows), range(columns))
    return [((column - (columns - 1) / 2) * across, ((rows - 1) / 2 - row) * down) for row, column in places]
