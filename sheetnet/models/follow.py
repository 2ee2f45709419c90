"""What the sheet Follow shows: one hidden unit of a training, of networks with a single hidden layer."""

from __future__ import annotations

from sheetnet.models.layers import Dense
from sheetnet.models.network import Network, Node

MOST_ROWS, MOST_COLUMNS = 6, 6
"""Of an image that stands on the screen three times side by side, and again below."""
MOST_OUTPUTS = 4
MOST_NUMBERS = 3
"""Put into an equation; what it comes to stands in the column behind them."""
SLACK = 1e-9
"""What rounding may leave of two numbers that are equal on paper."""


def is_followed(network: Network, optimizer: str) -> bool:
    """Tell whether one unit is followed: of sigmoid units that look at a small image, with outputs right behind them.

    Args:
        network: The layers.
        optimizer: The update rule; of others than plain descent the step is no single product.
    """
    if len(network.nodes) != 2 or len(network.input_shape) != 2:
        return False
    hidden, output = network.nodes
    if not (isinstance(hidden.layer, Dense) and isinstance(output.layer, Dense)):
        return False
    rows, columns = network.input_shape
    small = rows <= MOST_ROWS and columns <= MOST_COLUMNS and network.outputs <= MOST_OUTPUTS
    chain = output.inputs == (hidden.name,) and not output.layer.owner
    return chain and small and hidden.layer.activation == "sigmoid" and optimizer == "sgd"


def followed_nodes(network: Network) -> tuple[Node, Node]:
    """Return the hidden layer, of which one unit is followed, and the output layer."""
    hidden, output = network.nodes
    return hidden, output
