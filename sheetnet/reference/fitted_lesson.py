"""Every tensor of a lesson whose network the Solver fits: the forward pass over all images, and the Test sheet."""

from __future__ import annotations

from sheetnet.models.drawing import is_drawn
from sheetnet.models.film import is_said_above
from sheetnet.models.fitted import Fitted, shows_tiles
from sheetnet.reference.activations import Tensors
from sheetnet.reference.drawing import drawing
from sheetnet.reference.in_matrices import in_matrices
from sheetnet.reference.network import forward
from sheetnet.reference.painted import painted
from sheetnet.reference.stationary import stationary
from sheetnet.reference.training import measured, said


def trace(model: Fitted) -> Tensors:
    """Compute every tensor of the lesson.

    Args:
        model: The network, its data and its parameters.
    """
    tensors = forward(model.network, model.parameters, model.images)
    found = measured(model, tensors)
    right = found["correct"].sum()
    return {
        **model.inputs(),
        **tensors,
        **found,
        "sample_images": model.images,
        "sample_targets": model.targets,
        "right_count": right,
        "wrong_count": model.samples - right,
        **({"all_correct": found["correct"]} if shows_tiles(model.samples) else {}),
        "data_cost": found["total_cost"],
        "data_right": right,
        **(said({**tensors, **found}, model) if is_said_above(model.network) else {}),
        **painted(model, model.trained),
        **(drawing(model.network, model.trained) if is_drawn(model.network) else {}),
        **(in_matrices(model) if model.in_matrices else {}),
        **(stationary(model, tensors) if model.written_out else {}),
    }
