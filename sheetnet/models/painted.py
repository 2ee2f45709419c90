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


def votes(network: Network) -> bool:
    """Tell whether the outputs are votes, of which exactly one should say yes."""
    return network.output_layer.activation in VOTING and network.outputs > 1
