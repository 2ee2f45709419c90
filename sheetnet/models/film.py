"""What the sheet Film shows: one epoch and one image of a training, of networks that a screen holds."""

from __future__ import annotations

from math import prod

from sheetnet.models.layers.base import WeightedLayer
from sheetnet.models.network import Network, Node

MOST_PARAMETERS = 400
"""Weights and biases that can be taken in at a glance."""
MOST_LAYERS = 4
MOST_KEPT = 100_000
"""Numbers of the chosen image, of all epochs together: they stand aside of the film, which picks one epoch."""


def is_filmed(network: Network, parameters: int, samples: int, epochs: int) -> bool:
    """Tell whether a training is shown as a film: if the network fits on a screen, and there are images to choose from.

    Args:
        network: The layers.
        parameters: How many weights and biases they have.
        samples: How many images there are.
        epochs: How many updates.
    """
    pictures = sum(prod(node.shape) * len(filmed_kinds(node)) for node in network.nodes)
    fits = parameters <= MOST_PARAMETERS and len(network.nodes) <= MOST_LAYERS
    return fits and samples > 1 and pictures * (epochs + 1) <= MOST_KEPT


def filmed_kinds(node: Node) -> tuple[str, ...]:
    """Return the pictures of a layer that are shown: z of single units alone, for maps of it would fill the screen."""
    shows_z = isinstance(node.layer, WeightedLayer) and len(node.shape) == 1
    return ("z", "activation", "delta") if shows_z else ("activation", "delta")


def has_maps(network: Network) -> bool:
    """Tell whether any layer gives maps, not single units alone."""
    return any(len(node.shape) > 1 for node in network.nodes)


def is_said_above(network: Network) -> bool:
    """Tell whether outputs stand beside the targets, too: below maps they are far down, and images have the room."""
    return has_maps(network) and network.outputs > 1 and len(network.input_shape) == 2 and network.input_shape[1] > 2
