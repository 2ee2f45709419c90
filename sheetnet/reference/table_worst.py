"""The rows of which a network is most wrong, in NumPy."""

from __future__ import annotations

from sheetnet.models.table_network import TableNetwork
from sheetnet.models.table_worst import BETWEEN, DIGITS, LEAST
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np


def worst(model: TableNetwork, data: Tensors, told: Tensors) -> Tensors:
    """Return the list.

    Args:
        model: The network and the table.
        data: What the network takes.
        told: What it tells: ``told``, and ``true_output`` of classes or ``residual`` of numbers.
    """
    number = np.arange(1.0, model.rows + 1)
    found: Tensors = {"place": number}
    if model.classes:
        measure = told["true_output"]
        key = np.round(measure, DIGITS) + BETWEEN * number
        places = np.argsort(key, kind="stable")
    else:
        measure = told["row_error" if model.restores else "residual"]
        largest = 1.0 if model.restores else np.abs(model.labels).max()
        found["worst_scale"] = np.asarray(max(largest, LEAST))
        key = np.round(np.abs(measure) / found["worst_scale"], DIGITS) - BETWEEN * number
        places = np.argsort(-key, kind="stable")
    places = places[: model.most_wrong]
    return {
        **found,
        "worst_key": key,
        "worst_rank": np.arange(1.0, model.most_wrong + 1),
        "worst_place": places + 1.0,
        "worst_row": model.row_numbers[places],
        "worst_use": (places >= model.training_rows).astype(np.float64),
        "worst_measure": measure[places],
        **({} if model.restores else {"worst_true": model.labels[places], "worst_told": told["told"][places]}),
        **_shown(model, data, told, places),
    }


def _shown(model: TableNetwork, data: Tensors, told: Tensors, places: np.ndarray) -> Tensors:
    """Return the rows themselves, and of an autoencoder as they come back, as tables or pictures."""
    shape = (-1, *(model.picture or (len(model.columns),)))
    kind = "columns" if model.picture is None else "pictures"
    found = {f"worst_{kind}": model.features[places].reshape(shape)}
    return found | ({f"worst_restored_{kind}": told["restored"][places].reshape(shape)} if model.restores else {})
