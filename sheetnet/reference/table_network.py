"""A network that learns from a table, in NumPy: scaled columns, mini-batches, validation, what it tells at last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sheetnet.models.table_network import TableNetwork
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.early_stopping import early_stopping
from sheetnet.reference.gradient_stages import staged
from sheetnet.reference.learning_rates import rates_of
from sheetnet.reference.network import accuracy_of, backward, cost, forward, kept
from sheetnet.reference.table_answers import answers
from sheetnet.reference.table_fed import as_taken, batches, pictures, scaled, seen_rows, targets_of, unscaled
from sheetnet.reference.table_picture import painted
from sheetnet.reference.table_regions import regions
from sheetnet.reference.table_restored import restored
from sheetnet.reference.table_worst import worst
from sheetnet.reference.table_written import written
from sheetnet.reference.taken_up import taken_up
from sheetnet.reference.training import flipped
from sheetnet.reference.update_rules import State, advance, zero_state


def trace(model: TableNetwork) -> dict[str, Any]:
    """Compute every tensor of the workbook.

    Args:
        model: The table, the network, and how it is trained.

    Returns:
        Tensors by name; those of the training have a step as their first axis, those of the validation an epoch.
    """
    data = _data(model)
    with np.errstate(over="ignore", invalid="ignore"):
        if not model.epochs:
            told = _result(model, data, model.parameters) | _tried(model, data, model.parameters)
            told |= regions(model, data, model.parameters)
            return {**model.inputs(), **data, **pictures(model, data), **told}
        steps = list(_steps(model, data))
        history = _parameters_after(model, steps)
        training = {name: np.stack([step[name] for step in steps]) for name in steps[0]}
        last = {name: values[-1] for name, values in history.items()}
        return {
            **model.inputs(),
            **data,
            **batches(model, data),
            **pictures(model, data),
            **training,
            **history,
            **_curves(model, training),
            **_validation(model, data, history),
            **_result(model, data, last),
            **_tried(model, data, last),
            **regions(model, data, last),
        }


def _data(model: TableNetwork) -> Tensors:
    """Standardise the columns by the training rows, and write classes as 0 and 1."""
    learned = model.features[: model.training_rows]
    found: Tensors = {}
    if model.standardise == "yes":
        found |= {"column_mean": learned.mean(axis=0), "column_spread": learned.std(axis=0)}
    elif model.standardise == "largest":
        found["largest_value"] = np.abs(learned).max()
    found["table_inputs"] = scaled(found, model.features)
    if model.classes:
        found["class_number"] = model.class_numbers
    return found if model.restores else found | {"table_targets": _targets(model)}


def _targets(model: TableNetwork) -> np.ndarray:
    if not model.classes:
        return model.labels[:, None]
    return (model.labels[:, None] == model.class_numbers).astype(np.float64)


def _steps(model: TableNetwork, data: Tensors) -> Iterator[Tensors]:
    """Go through the steps: forward, back, update."""
    parameters, network = dict(model.parameters), model.network
    states = {name: zero_state(model.optimizer, values) for name, values in parameters.items() if name in model.learned}
    constants = {name: float(getattr(model, name)) for name in model.path.constants}
    rates = rates_of(model)
    for number, rows in enumerate(seen_rows(model)):
        inputs, targets = as_taken(model, data["table_inputs"][rows]), targets_of(data)[rows]
        masks = {name: values[number] for name, values in model.masks.items()}
        tensors = forward(network, parameters, inputs, masks)
        costs = cost(network, model.loss, tensors, targets)
        found = {**parameters, **tensors, "cost": costs, "total_cost": _reduced(model, costs)}
        back = backward(network, model.loss, parameters, inputs, targets, tensors, masks)
        gradients = {name: back[f"{name}_gradient"] for name in model.learned}
        if model.reduction == "mean":
            gradients = {name: values / len(rows) for name, values in gradients.items()}
        back = {name: values for name, values in back.items() if not name.endswith("_gradient")}
        back |= {f"{name}_gradient": values for name, values in gradients.items()} | flipped(model, parameters)
        gradients, on_the_way = staged(model.path.stages, gradients, parameters, constants)
        rate = float(rates[number])
        for name, gradient in gradients.items():
            step, states[name] = advance(model.optimizer, gradient, states[name], number + 1, rate, constants)
            shrunk = 1.0 - rate * constants["weight_decay"] if model.path.decoupled else 1.0
            parameters[name] = shrunk * parameters[name] - step
        parameters |= kept(network, parameters, tensors)
        after = {f"{name}_after": values for name, values in parameters.items()}
        yield found | back | on_the_way | _remembered(states) | after
        parameters = {name: taken_up(name, number + 1, values) for name, values in parameters.items()}
        states = {name: _taken_up(name, number, state) for name, state in states.items()}


def _taken_up(name: str, number: int, state: State) -> State:
    return {kind: taken_up(f"{name}_{kind}", number, values) for kind, values in state.items()}


def _reduced(model: TableNetwork, costs: np.ndarray) -> np.ndarray:
    reduced: np.ndarray = costs.mean() if model.reduction == "mean" else costs.sum()
    return reduced


def _remembered(states: Mapping[str, State]) -> Tensors:
    return {f"{name}_{kind}": values for name, state in states.items() for kind, values in state.items()}


def _parameters_after(model: TableNetwork, steps: list[Tensors]) -> Tensors:
    """Return the parameters before the first step and after each."""
    return {
        name: np.stack([model.parameters[name], *(step.pop(f"{name}_after") for step in steps)])
        for name in model.parameters
    }


def _curves(model: TableNetwork, training: Tensors) -> Tensors:
    costs = training["total_cost"].reshape(model.epochs, model.epoch_steps)
    curve = costs.mean(axis=1) if model.reduction == "mean" else costs.sum(axis=1)
    found = {
        "step_number": np.arange(float(model.steps)),
        "epoch_number": np.arange(1.0, model.epochs + 1),
        "step_cost": training["total_cost"],
        "cost_curve": curve,
        "final_cost": curve[-1],
    }
    return found if not model.changes_rate else found | {"step_rate": rates_of(model)}


def _validation(model: TableNetwork, data: Tensors, history: Tensors) -> dict[str, Any]:
    """Run the rows that are not learned from, with the parameters after every epoch."""
    if not model.validation:
        return {}
    inputs = as_taken(model, data["table_inputs"][model.training_rows :])
    targets = targets_of(data)[model.training_rows :]
    epochs = []
    for epoch in range(model.epochs):
        parameters = {name: values[(epoch + 1) * model.epoch_steps] for name, values in history.items()}
        tensors = forward(model.network, parameters, inputs)
        costs = cost(model.network, model.loss, tensors, targets)
        epochs.append({**tensors, "cost": costs, "total_cost": _reduced(model, costs)})
    found = {f"validation_{name}": np.stack([epoch[name] for epoch in epochs]) for name in epochs[0]}
    curve = found["validation_total_cost"]
    best = {"best_epoch": 1.0 + curve.argmin(), "best_cost": curve.min()}
    stopping = early_stopping(curve, model.patience) if model.early_stopping == "marked" else {}
    return {**found, "validation_curve": curve, **best, **stopping}


def _result(model: TableNetwork, data: Tensors, last: Tensors) -> Tensors:
    """Run all rows with the last parameters, and judge."""
    tensors = forward(model.network, last, as_taken(model, data["table_inputs"]))
    outputs = tensors[f"{model.network.output.name}_activation"]
    shown = {"result_outputs": outputs} if model.in_bands else {}
    found = {**shown, "result_row": model.row_numbers, **{f"result_{name}": values for name, values in tensors.items()}}
    if model.restores:
        told = restored(model, data, tensors, outputs)
    else:
        told = _classes(model, data, outputs) if model.classes else _numbers(model, outputs[:, 0])
    return {**found, **told, **(worst(model, data, told) if model.epochs else {})}


def _classes(model: TableNetwork, data: Tensors, outputs: np.ndarray) -> dict[str, Any]:
    right = accuracy_of(outputs, data["table_targets"])
    told = answers(model, outputs)
    kinds = model.class_numbers
    confusion = ((model.labels == kinds[:, None])[:, None] & (told == kinds[:, None])[None]).sum(axis=2)
    return {
        "told": told,
        "right": right,
        "true_output": (data["table_targets"] * outputs).sum(axis=1),
        "confusion": confusion.astype(np.float64),
        **_shares(model, "share_right", right),
    }


def _shares(model: TableNetwork, name: str, right: np.ndarray) -> dict[str, Any]:
    parts = {"": right[: model.training_rows], "_validation": right[model.training_rows :]}
    return {f"{name}{part}": values.mean() for part, values in parts.items() if len(values)}


def _numbers(model: TableNetwork, outputs: np.ndarray) -> dict[str, Any]:
    residual = model.labels - outputs
    found: dict[str, Any] = {"told": outputs, "residual": residual}
    for part, rows in (("", slice(0, model.training_rows)), ("_validation", slice(model.training_rows, None))):
        truth, left = model.labels[rows], residual[rows]
        if len(truth):
            found[f"root_mean_square{part}"] = np.sqrt(left @ left / len(truth))
        if len(truth) > 1:
            found[f"middle{part}"] = truth.mean()
            found[f"r_squared{part}"] = 1.0 - (left @ left) / ((truth - truth.mean()) ** 2).sum()
    return found


def _tried(model: TableNetwork, data: Tensors, last: Tensors) -> Tensors:
    """Run the reader's row with the last parameters."""
    row = as_taken(model, scaled(data, model.own_row.ravel()))
    tensors = {name: values[0] for name, values in forward(model.network, last, row[None]).items()}
    found = {"tried_inputs": row, **{f"tried_{name}": values for name, values in tensors.items()}}
    if model.restores:
        back = unscaled(data, tensors[f"{model.network.output.name}_activation"])
        found["tried_restored"] = back if model.picture is None else back.reshape(model.picture)
    return found | (written(model, tensors) if model.picture is None else painted(model, last, tensors))
