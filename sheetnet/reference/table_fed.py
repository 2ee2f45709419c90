"""What a network takes of a table, in NumPy: rows of columns, or pictures where a layer looks through windows."""

from __future__ import annotations

from sheetnet.models.table_network import TableNetwork
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np


def as_taken(model: TableNetwork, rows: np.ndarray) -> np.ndarray:
    """Return rows, (…, columns), in the shape in which the network takes them."""
    return rows.reshape(*rows.shape[:-1], *model.network.input_shape)


def pictures(model: TableNetwork, data: Tensors) -> Tensors:
    """Return the copies in bands of all rows, of those that are learned from, and of those for validation."""
    if not model.in_bands:
        return {}
    first = model.training_rows
    parts = {"result": slice(None)}
    parts |= {"training": slice(first)} if model.epochs and not model.in_batches else {}
    parts |= {"validation": slice(first, None)} if model.epochs and model.validation else {}
    found: Tensors = {}
    for name, part in parts.items():
        found[f"{name}_pictures"] = as_taken(model, data["table_inputs"][part])
        found[f"{name}_targets"] = data["table_targets"][part]
    return found


def seen_rows(model: TableNetwork) -> np.ndarray:
    """Return which rows each step sees, (steps, rows of a step), counted from 0."""
    if not model.in_batches:
        return np.tile(np.arange(model.training_rows), (model.epochs, 1))
    used = model.order[:, : model.epoch_steps * model.step_rows].astype(int) - 1
    return used.reshape(model.steps, model.step_rows)


def batches(model: TableNetwork, data: Tensors) -> Tensors:
    """Copy the rows of each step, where a step sees a part of them."""
    if not model.in_batches:
        return {}
    rows = seen_rows(model)
    return {
        "batch_row": rows + 1.0,
        "batch_inputs": as_taken(model, data["table_inputs"][rows]),
        "batch_targets": data["table_targets"][rows],
    }
