"""What a network takes of a table, in NumPy: rows of columns, or pictures where a layer looks through windows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheetnet.models.table_network import TableNetwork
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np


def targets_of(data: Tensors) -> np.ndarray:
    """Return what the outputs should be, (rows, outputs): an autoencoder's are what it takes."""
    return data["table_targets"] if "table_targets" in data else data["table_inputs"]


def scaled(data: Mapping[str, Any], values: np.ndarray) -> np.ndarray:
    """Return columns as the network takes them.

    Args:
        data: By what they are scaled: ``column_mean`` and ``column_spread``, or ``largest_value``, or nothing.
        values: (…, columns), as they were given.
    """
    if "column_mean" in data:
        values = (values - data["column_mean"]) / data["column_spread"]
    return values / data["largest_value"] if "largest_value" in data else values


def unscaled(data: Mapping[str, Any], values: np.ndarray) -> np.ndarray:
    """Return columns as they are in the table, given them as the network takes them; see ``scaled``."""
    if "column_mean" in data:
        values = values * data["column_spread"] + data["column_mean"]
    return values * data["largest_value"] if "largest_value" in data else values


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
        found[f"{name}_targets"] = targets_of(data)[part]
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
    found = {"batch_row": rows + 1.0, "batch_inputs": as_taken(model, data["table_inputs"][rows])}
    if model.in_bands or not model.restores:  # in rows an autoencoder's targets are the inputs themselves
        found["batch_targets"] = targets_of(data)[rows]
    return found
