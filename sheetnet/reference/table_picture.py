"""What is shown of a picture that the reader paints, and of the units that look at it, in NumPy."""

from __future__ import annotations

from sheetnet.models.table_network import TableNetwork
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.table_answers import answers


def painted(model: TableNetwork, last: Tensors, tensors: Tensors) -> Tensors:
    """Return the first layer's weights as pictures, what its units make of the painted one, and the answer.

    Args:
        model: The network.
        last: The last parameters.
        tensors: What the network makes of the painted picture.
    """
    assert model.picture is not None
    first, output = model.first_seen, tensors[f"{model.network.output.name}_activation"]
    found: Tensors = {} if model.restores else {"tried_shares": output}
    if model.classes:
        found["tried_told"] = np.asarray(answers(model, output[None])[0])
    if first is not model.network.output:
        found["tried_shown"] = tensors[f"{first.name}_activation"]
    if "weights" in first.parameters:
        weights = last[first.parameters["weights"]]
        found["tried_weights"] = weights if model.in_bands else weights.reshape(-1, *model.picture)
    return found
