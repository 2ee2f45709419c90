"""The drawing of a network with NumPy: where circles lie, and which lines the weights between them are."""

from __future__ import annotations

from sheetnet.models.drawing import (
    BANDS,
    HEIGHT,
    OUT_OF_SIGHT,
    PIXEL,
    SIDE,
    circles,
    filter_offsets,
    is_weighted,
    looks_at_all,
    shows_filters,
)
from sheetnet.models.network import INPUT, TIE_WIDTH, Network, Node
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np


def drawing(network: Network, parameters: Tensors) -> Tensors:
    """Draw a network.

    Args:
        network: The layers.
        parameters: Their weights and biases by name.

    Returns:
        Positions and lines; a line goes from its unit to every circle that the unit takes and back, or stays there.
    """
    found: Tensors = {}
    places = {name: _places(network, name, column) for column, name in enumerate(_names(network))}
    for name, place in places.items():
        found |= {f"{name}_{axis}": values for axis, values in zip("xy", place, strict=True)}
    for node in network.nodes:
        taken, own = places[node.inputs[0]], places[node.name]
        if not is_weighted(network, node):
            sides = (SIDE, 0.0)
            for axis, there, here, side in zip("xy", taken, own, sides, strict=True):
                there, here = there + side, here - side
                ends = np.repeat(there[None], len(here), axis=0) if looks_at_all(node) else there[:, None]
                path = np.repeat(here[:, None], 2 * ends.shape[1] + 1, axis=1)
                path[:, 1::2] = ends
                found[f"{node.name}_link_{axis}"] = path
            if shows_filters(node):
                found |= _filters(node, parameters[node.parameters["weights"]], own)
            continue
        strength = parameters[node.parameters["weights"]].reshape(len(own[0]), len(taken[0]))
        found[f"{node.name}_strength"] = strength
        for band, (low, high) in BANDS.items():
            drawn = (strength >= low - TIE_WIDTH) & (strength < high - TIE_WIDTH)
            for axis, there, here in zip("xy", taken, own, strict=True):
                path = np.repeat(here[:, None], 2 * len(there) + 1, axis=1)
                path[:, 1::2] = np.where(drawn, there[None], here[:, None])
                found[f"{node.name}_{band}_{axis}"] = path
    return {f"drawing_{name}": values for name, values in found.items()}


def _filters(node: Node, weights: np.ndarray, own: tuple[np.ndarray, ...]) -> Tensors:
    """Place a square for every weight of a filter; in each kind those of the others are out of sight."""
    across, up = np.transpose(filter_offsets(node))
    flat = weights.reshape(len(weights), -1)
    found = {f"{node.name}_filter_x": own[0][:, None] + across}
    for band, (low, high) in BANDS.items():
        drawn = (flat >= low - TIE_WIDTH) & (flat < high - TIE_WIDTH)
        found[f"{node.name}_filter_{band}"] = np.where(drawn, own[1][:, None] + up, OUT_OF_SIGHT)
    return found


def _names(network: Network) -> list[str]:
    return [INPUT, *(node.name for node in network.nodes)]


def _places(network: Network, name: str, column: int) -> tuple[np.ndarray, np.ndarray]:
    rows, columns = circles(network, name)
    row, within = np.divmod(np.arange(float(rows * columns)), columns)
    return column + (within - (columns - 1) / 2) * PIXEL, HEIGHT / 2 - (row + 0.5) * HEIGHT / rows
