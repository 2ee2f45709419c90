"""The film of a training with NumPy: of what was trained the chosen epoch, and of that the chosen image."""

from __future__ import annotations

from sheetnet.models.film import filmed_kinds, has_maps
from sheetnet.models.painted import votes
from sheetnet.models.training import Training
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.painted import answer_of


def film(model: Training, training: Tensors) -> Tensors:
    """Take one epoch and one image out of a training.

    Args:
        model: The network and its training, and what is chosen.
        training: What ``train`` returned.
    """
    epoch, image = int(model.film_epoch), int(model.film_image) - 1
    learns = epoch < model.epochs
    found: Tensors = {"pixels": model.images[image], "targets": model.targets[image]}
    for name in model.parameters:
        gradients = training[f"{name}_gradient"]
        found[name] = training[name][epoch]
        found[f"{name}_gradient"] = gradients[epoch] if learns else np.zeros(gradients.shape[1:])
    for name in () if has_maps(model.network) else model.pictured:
        far = training[name][epoch] - training[name][0]
        found[f"{name}_moved"] = np.sqrt((far**2).reshape(len(far), -1).sum(axis=1))
    for node in model.network.nodes:
        for kind in filmed_kinds(node):
            pictures = training[f"{node.name}_{kind}"][:, image]
            shown = pictures[epoch] if kind != "delta" or learns else np.zeros(node.shape)
            found[f"{node.name}_{kind}_epochs"] = pictures.reshape(len(pictures), -1)
            found[f"{node.name}_{kind}"] = shown if shown.ndim != 2 else shown[None]
    return {f"film_{name}": values for name, values in (found | _results(model, training, epoch, image)).items()}


def _results(model: Training, training: Tensors, epoch: int, image: int) -> Tensors:
    outputs = training[f"{model.network.output.name}_activation"][:, image]
    answers, correct = np.array([answer_of(model, row) for row in outputs]), training["correct"][:, image]
    found = {
        "answer_epochs": answers,
        "answer": answers[epoch],
        "correct_epochs": correct,
        "correct": correct[epoch],
        "total_cost": training["total_cost"][epoch],
        "accuracy": training["accuracy"][epoch],
    }
    return found | ({"class": model.class_labels} if votes(model.network) else {})
