"""The drawing of a network with NumPy: where circles lie, and which lines the weights between them are."""

from __future__ import annotations

from sheetnet.models.drawing import BANDS, HEIGHT, PIXEL, circles, is_weighted, looks_at_all
from sheetnet.models.network import INPUT, TIE_WIDTH, Network
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
            for axis, there, here in zip("xy", taken, own, strict=True):
                ends = np.repeat(there[None], len(here), axis=0) if looks_at_all(node) else there[:, None]
                path = np.repeat(here[:, None], 2 * ends.shape[1] + 1, axis=1)
                path[:, 1::2] = ends
                found[f"{node.name}_link_{axis}"] = path
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


def _names(network: Network) -> list[str]:
    return [INPUT, *(node.name for node in network.nodes)]


def _places(network: Network, name: str, column: int) -> tuple[np.ndarray, np.ndarray]:
    rows, columns = circles(network, name)
    row, within = np.divmod(np.arange(float(rows * columns)), columns)
    return column + (within - (columns - 1) / 2) * PIXEL, HEIGHT / 2 - (row + 0.5) * HEIGHT / rows
