"""Every tensor of a lesson whose network the Solver fits: the forward pass over all images, and the Test sheet."""

from __future__ import annotations

from sheetnet.models.drawing import is_drawn
from sheetnet.models.film import is_said_above
from sheetnet.models.fitted import Fitted, shows_tiles
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
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
    del found["accuracy"]  # said in numbers: 42 of 64
    return {
        **model.inputs(),
        **tensors,
        **found,
        "sample_images": model.images,
        "sample_targets": model.targets,
        "right_count": right,
        **({"all_correct": found["correct"]} if shows_tiles(model.samples) else {}),
        "data_cost": found["total_cost"],
        "data_right": right,
        **(said({**tensors, **found}, model) if is_said_above(model.network) else {}),
        **(_compared(model, found["total_cost"], right) if model.compares else {}),
        **painted(model, model.trained),
        **(drawing(model.network, model.trained) if is_drawn(model.network) else {}),
        **(in_matrices(model) if model.in_matrices else {}),
        **(stationary(model, tensors) if model.written_out else {}),
    }


def _compared(model: Fitted, cost: np.ndarray, right: np.ndarray) -> Tensors:
    """Run all images through the network with the stored parameters, and set both results side by side.

    Args:
        model: The network, its data and its parameters.
        cost: C_T with the parameters of Fit.
        right: How many answers are right with these.
    """
    tensors = forward(model.network, model.trained, model.images)
    stored = tensors | measured(model, tensors)
    del stored["accuracy"]
    return {
        **{f"stored_{name}": values for name, values in stored.items()},
        **{f"compared_{name}": values for name, values in model.parameters.items()},
        "compared_costs": np.stack([cost, stored["total_cost"]]),
        "compared_rights": np.stack([right, stored["correct"].sum()]),
    }
