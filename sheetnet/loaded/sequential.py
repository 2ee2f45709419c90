"""The names that PyTorch has for the parameters of layers one behind the other: those of ``torch.nn.Sequential``.

Every module has a number, those without parameters too: ``Linear``, its activation, the next ``Linear`` are 0, 1 and 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.layers import Conv2D, Dense
from sheetnet.models.network import INPUT, Network, Node

LOCAL = {
    "weights": "weight", "bias": "bias", "scale": "weight", "shift": "bias", "running_mean": "running_mean",
    "running_variance": "running_var",
}  # fmt: skip
"""PyTorch's names of a module's parameters by ours."""


def state_dict(network: Network, parameters: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Name and shape parameters as ``torch.nn.Sequential.state_dict`` does.

    Args:
        network: Layers one behind the other.
        parameters: Their weights and biases by our names.

    Returns:
        ``NUMBER.weight``, (units, inputs) or (filters, channels, rows, columns), and ``NUMBER.bias``, (units,).

    Raises:
        InputError: The layers are not one behind the other.
    """
    _check_chain(network)
    found: dict[str, np.ndarray] = {}
    for number, node in _numbered(network):
        for local, name in node.parameters.items():
            found[f"{number}.{LOCAL[local]}"] = _shaped(node, local, parameters[name])
    return found


def _numbered(network: Network) -> Iterator[tuple[int, Node]]:
    """Go through the layers, each with the number of its module; Flatten stands before a dense layer, if need be."""
    number, flat = 0, len(network.input_shape) == 1
    for node in network.nodes:
        if isinstance(node.layer, Dense) and not flat:
            number, flat = number + 1, True
        yield number, node
        activation = getattr(node.layer, "activation", "identity")
        number += 1 if activation == "identity" else 2


def _shaped(node: Node, local: str, values: np.ndarray) -> np.ndarray:
    if local == "bias":
        return values
    if isinstance(node.layer, Conv2D) and values.ndim == 3:  # of a picture without channels: it has one
        return values[:, None]
    return values.reshape(len(values), -1) if isinstance(node.layer, Dense) else values


def _check_chain(network: Network) -> None:
    before = INPUT
    for node in network.nodes:
        if node.inputs != (before,) or node.layer.owner:
            raise InputError(
                f"{node.name} takes {' and '.join(node.inputs)}: torch.nn.Sequential is for layers one behind the "
                "other with parameters of their own; take .parameters() instead"
            )
        before = node.name
