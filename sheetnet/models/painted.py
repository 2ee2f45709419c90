"""What the Test sheet shows beside the network itself: what each unit weighs, and whether the answer is sure."""

from __future__ import annotations

from math import prod

from sheetnet.models.layers import Dense
from sheetnet.models.network import Network, Node

MOST_PRODUCTS = 1_200
"""Weights of a layer whose products with what they look at can be taken in by the eye."""
CERTAIN = 0.5
"""From here on an output says yes."""
VOTING = ("sigmoid", "softmax")
"""Activations whose outputs say yes or no, each for its class."""


def shows_products(node: Node) -> bool:
    """Tell whether a layer's products w·a are shown: those of a dense layer that is not too large."""
    return isinstance(node.layer, Dense) and prod(node.parameter_shapes[node.parameters["weights"]]) <= MOST_PRODUCTS


def is_taken_whole(network: Network, node: Node) -> bool:
    """Tell whether a layer gives several maps that a dense layer takes in one sweep: they lie close together."""
    takers = (taker for taker, _ in network.consumers(node.name))
    return len(node.shape) == 3 and any(isinstance(taker.layer, Dense) for taker in takers)


def map_pitch(network: Network) -> int:
    """Return how many rows there are from one map to the next: as many as the highest map or filter needs, and one."""
    maps = [node for node in network.nodes if len(node.shape) == 3]
    shapes = [shape for node in maps for shape in (node.shape[1:], *(s[1:] for s in node.parameter_shapes.values()))]
    heights = (prod(shape[:-2]) * (shape[-2] + 1) for shape in shapes if len(shape) > 1)
    return max(heights, default=0)


def votes(network: Network) -> bool:
    """Tell whether the outputs are votes, of which exactly one should say yes."""
    return network.output_layer.activation in VOTING and network.outputs > 1
