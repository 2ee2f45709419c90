"""What is shown of a row that the reader writes, in NumPy."""

from __future__ import annotations

from sheetnet.models.table_network import TableNetwork
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.table_answers import answers


def written(model: TableNetwork, tensors: Tensors) -> Tensors:
    """Return how the row lies beside those that were learned from, and what the network says of it.

    Args:
        model: The network and the row.
        tensors: What the network makes of the row.
    """
    learned, own = model.features[: model.training_rows], model.own_row
    least, most = learned.min(axis=0), learned.max(axis=0)
    beyond = ((own < least) | (own > most)).astype(np.float64)
    found: Tensors = {"own_least": least, "own_most": most, "own_beyond": beyond}
    output = tensors[f"{model.network.output.name}_activation"]
    if model.classes:
        told = answers(model, output[None])[0]
        marks = (model.class_numbers == told).astype(np.float64)
        found |= {"tried_shares": output, "tried_told": np.asarray(told), "tried_mark": marks}
    elif not model.restores:
        found["tried_told"] = np.asarray(output[0])
    return found
