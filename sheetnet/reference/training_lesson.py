"""Every tensor of a lesson that unrolls a training: the training itself, the Test sheet, the gradient check."""

from __future__ import annotations

from sheetnet.models.drawing import is_drawn
from sheetnet.models.film import is_said_above
from sheetnet.models.training import DIVERGED, DIVERGES, FALLEN, NOT_FALLEN, Training
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.drawing import drawing
from sheetnet.reference.film import film
from sheetnet.reference.follow import follow
from sheetnet.reference.network import backward, forward
from sheetnet.reference.painted import painted
from sheetnet.reference.training import flipped, measured, said, train


def trace(model: Training) -> Tensors:
    """Compute every tensor of the lesson.

    Args:
        model: The network, its data and how it is trained.
    """
    training = train(model)
    last = {name: values[-1] for name, values in training.items()}
    final = {name: last[name] for name in model.parameters}
    return {
        **model.inputs(),
        **training,
        "sample_images": model.images,
        "sample_targets": model.targets,
        **_curves(model, training),
        **(film(model, training) if model.is_filmed else {}),
        **(follow(model, training) if model.is_followed else {}),
        **(said(last, model) if is_said_above(model.network) else {}),
        **painted(model, final),
        **(drawing(model.network, model.parameters) if is_drawn(model.network) else {}),
        **(_gradient_check(model) | _left_out(model, training) if model.checked_samples else {}),
    }


def _curves(model: Training, training: Tensors) -> Tensors:
    history = {f"history_{name}": training[name][list(model.snapshots)] for name in model.pictured}
    return history | {
        "epoch_number": np.arange(model.epochs + 1.0),
        "cost_curve": training["total_cost"],
        "accuracy_curve": training["accuracy"],
        "final_cost": training["total_cost"][-1],
        "verdict": _verdict(training["total_cost"]),
        "final_accuracy": training["accuracy"][-1],
        **{f"{sheet}_cost": training["total_cost"][-1] for sheet in ("data", "start")},
        **{f"{sheet}_accuracy": training["accuracy"][-1] for sheet in ("data", "start")},
    }


def _verdict(costs: np.ndarray) -> np.float64:
    """Tell what has become of the cost, given that of every epoch."""
    if not costs[-1] <= DIVERGED * costs[0]:
        return np.float64(DIVERGES)
    return np.float64(FALLEN if costs[-1] < costs[0] else NOT_FALLEN)


def _gradient_check(model: Training) -> Tensors:
    """Backpropagation on the first samples, beside central differences of C_T over every parameter."""
    count, samples = model.parameter_count, model.checked_samples
    images, targets = model.images[:samples], model.targets[:samples]
    start = dict(model.parameters)
    tensors, back = _checked_backward(model)
    base = {**start, **tensors, **back, **measured(model, tensors, samples), **flipped(model, start)}
    moves = np.tile([model.step_size, -model.step_size], count)
    varied = _varied(model, start, moves, images)
    costs = varied["total_cost"].reshape(count, 2)
    numeric = (costs[:, 0] - costs[:, 1]) / (2.0 * model.step_size)
    exact = np.concatenate([back[f"{name}_gradient"].ravel() for name in start])
    return {
        **{f"check_{name}": values for name, values in base.items()},
        **{f"varied_{name}": values for name, values in varied.items()},
        **_numbers(start),
        "check_images": images,
        "check_targets": targets,
        "varied_entry": np.repeat(np.arange(1.0, count + 1), 2),
        "varied_move": moves,
        "check_entry": np.arange(1.0, count + 1),
        "check_raised_cost": costs[:, 0],
        "check_lowered_cost": costs[:, 1],
        "check_numeric": numeric,
        "check_backprop": exact,
        "check_difference": np.abs(numeric - exact),
        "check_largest": np.abs(numeric - exact).max(),
    }


def _checked_backward(model: Training) -> tuple[Tensors, Tensors]:
    """Run the network, and back, with derivatives where cells tie too."""
    images, targets = model.images[: model.checked_samples], model.targets[: model.checked_samples]
    start, network = dict(model.parameters), model.checked_network
    tensors = forward(network, start, images)
    return tensors, backward(network, model.loss, start, images, targets, tensors)


def _left_out(model: Training, training: Tensors) -> Tensors:
    """Count the δ of tied cells that the training has at its start, and a derivative does not."""
    if not model.tied:
        return {}
    _, back = _checked_backward(model)
    found = np.zeros(model.checked_samples)
    for name in model.tied:
        given, taken = training[f"{name}_delta"][0, : model.checked_samples], back[f"{name}_delta"]
        found += ((given != 0) & (taken == 0)).reshape(model.checked_samples, -1).sum(axis=1)
    return {"check_left_out": found, "check_all_left_out": found.sum()}


def _varied(model: Training, start: Tensors, moves: np.ndarray, images: np.ndarray) -> Tensors:
    """Run the network twice for every entry of the parameters, counted through, with this entry moved: all at once."""
    runs, samples = len(moves), len(images)
    parameters = _one_moved(start, moves)
    tensors = forward(model.network, parameters, np.concatenate([images] * runs))
    apart = {name: values.reshape(runs, samples, *values.shape[1:]) for name, values in tensors.items()}
    return {**parameters, **apart, **measured(model, tensors, samples, (runs,))}


def _one_moved(start: Tensors, moves: np.ndarray) -> Tensors:
    """Return the parameters of every run: in the first two the first entry is moved, in the next two the second."""
    entries = np.concatenate([values.ravel() for values in start.values()])
    its_own = np.repeat(np.eye(len(entries), dtype=bool), 2, axis=0)
    runs = np.where(its_own, entries + moves[:, None], entries)
    pieces = np.split(runs, np.cumsum([values.size for values in start.values()])[:-1], axis=1)
    return {name: piece.reshape(-1, *values.shape) for (name, values), piece in zip(start.items(), pieces, strict=True)}


def _numbers(start: Tensors) -> Tensors:
    """Number every entry of every parameter, counted through from 1."""
    found, before = {}, 0
    for name, values in start.items():
        found[f"check_number_{name}"] = before + 1.0 + np.arange(values.size).reshape(values.shape)
        before += values.size
    return found
