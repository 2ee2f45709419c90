"""Every tensor of a lesson that unrolls a training: the training itself, the Test sheet, the gradient check."""

from __future__ import annotations

from sheetnet.models.network import NO_ANSWER, TIE_WIDTH
from sheetnet.models.network_model import NetworkModel
from sheetnet.models.training import Training
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.network import backward, forward
from sheetnet.reference.training import flipped, measured, train


def trace(model: Training) -> Tensors:
    """Compute every tensor of the lesson.

    Args:
        model: The network, its data and how it is trained.
    """
    training = train(model)
    final = {name: training[name][-1] for name in model.parameters}
    return {
        **model.inputs(),
        **training,
        "sample_images": model.images,
        "sample_targets": model.targets,
        **_curves(model, training),
        **painted(model, final),
        **(_gradient_check(model) if model.checked_samples else {}),
    }


def _curves(model: Training, training: Tensors) -> Tensors:
    history = {f"history_{name}": training[name][list(model.snapshots)] for name in model.pictured}
    return history | {
        "epoch_number": np.arange(model.epochs + 1.0),
        "cost_curve": training["total_cost"],
        "accuracy_curve": training["accuracy"],
        "final_cost": training["total_cost"][-1],
        "final_accuracy": training["accuracy"][-1],
    }


def painted(model: NetworkModel, trained: Tensors) -> Tensors:
    """Compute the Test sheet: one picture, with the initial (1) or the trained (2) parameters."""
    chosen = dict(model.parameters) if model.parameter_set == 1 else trained
    tensors = forward(model.network, chosen, model.test_image[None])
    outputs = tensors[f"{model.network.output.name}_activation"][0]
    answer = model.class_labels[outputs.argmax()]
    if outputs.size == 1:
        answer = float(outputs[0] >= 0.5 - TIE_WIDTH)
    elif (outputs >= outputs.max() - TIE_WIDTH).sum() > 1:
        answer = NO_ANSWER
    if not np.isfinite(outputs).all():
        answer = np.nan
    found = {f"test_{name}": values[0] for name, values in tensors.items()} | {
        f"test_{n}": v for n, v in chosen.items()
    }
    return found | {"test_answer": np.float64(answer)}


def _gradient_check(model: Training) -> Tensors:
    """Backpropagation on the first samples, beside central differences of C_T over every parameter."""
    count, samples = model.parameter_count, model.checked_samples
    images, targets = model.images[:samples], model.targets[:samples]
    start = dict(model.parameters)
    tensors = forward(model.network, start, images)
    back = backward(model.network, model.loss, start, images, targets, tensors)
    base = {**start, **tensors, **back, **measured(model, tensors, samples), **flipped(model, start)}
    variants = [_varied(model, start, p, sign * model.step_size, images) for p in range(count) for sign in (1, -1)]
    varied = {name: np.stack([variant[name] for variant in variants]) for name in variants[0]}
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
        "varied_move": np.tile([model.step_size, -model.step_size], count),
        "check_entry": np.arange(1.0, count + 1),
        "check_raised_cost": costs[:, 0],
        "check_lowered_cost": costs[:, 1],
        "check_numeric": numeric,
        "check_backprop": exact,
        "check_difference": np.abs(numeric - exact),
        "check_largest": np.abs(numeric - exact).max(),
    }


def _varied(model: Training, start: Tensors, entry: int, move: float, images: np.ndarray) -> Tensors:
    """Run the network with one entry of all parameters, counted through, moved."""
    parameters = {name: values.copy() for name, values in start.items()}
    for values in parameters.values():
        if entry < values.size:
            values.flat[entry] += move
            break
        entry -= values.size
    tensors = forward(model.network, parameters, images)
    return {**parameters, **tensors, **measured(model, tensors, len(images))}


def _numbers(start: Tensors) -> Tensors:
    """Number every entry of every parameter, counted through from 1."""
    found, before = {}, 0
    for name, values in start.items():
        found[f"check_number_{name}"] = before + 1.0 + np.arange(values.size).reshape(values.shape)
        before += values.size
    return found
