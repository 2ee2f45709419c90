"""What an autoencoder gives back of every row, in the units of the table, and how far off that is, in NumPy."""

from __future__ import annotations

from typing import Any

from sheetnet.models.table_network import TableNetwork
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.table_fed import unscaled


def restored(model: TableNetwork, data: Tensors, tensors: Tensors, outputs: np.ndarray) -> dict[str, Any]:
    """Return all rows as they come back.

    Args:
        model: The network and the table.
        data: What the network takes, and by what it is scaled.
        tensors: The forward pass of all rows.
        outputs: What its last layer gives, (rows, columns).
    """
    away = data["table_inputs"] - outputs
    found: dict[str, Any] = {
        "restored": unscaled(data, outputs),
        "row_error": np.sqrt((away * away).sum(axis=1) / away.shape[1]),
    }
    for part, rows in (("", slice(0, model.training_rows)), ("_validation", slice(model.training_rows, None))):
        errors = found["row_error"][rows]
        if len(errors):
            found[f"root_mean_square{part}"] = np.sqrt(errors @ errors / len(errors))
    code = model.code
    if code is not None:
        found["code"] = tensors[f"{code.name}_activation"].reshape(model.rows, -1)
    return found | chosen(model, found)


def chosen(model: TableNetwork, found: dict[str, Any]) -> dict[str, Any]:
    """Return the chosen row, as it was given and as it comes back.

    Args:
        model: The table.
        found: All rows as they come back.
    """
    row, shape = int(model.chosen_row) - 1, model.picture or (-1,)
    given, back = model.features[row], found["restored"][row]
    one = {
        "chosen_given": given.reshape(shape), "chosen_restored": back.reshape(shape),
        "chosen_away": (given - back).reshape(shape), "chosen_error": found["row_error"][row],
        "chosen_number": model.row_numbers[row],
    }  # fmt: skip
    return one | ({"chosen_code": found["code"][row]} if "code" in found else {})
