"""The slopes ∂C_T/∂w of two dense layers as left sides of equations, one of them image by image."""

from __future__ import annotations

from sheetnet.models.fitted import MATRIX_SLACK, STATIONARY, Fitted
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.network import backward

PARTS = ("weights", "bias")
"""Of a layer, in the order of the bars."""


def stationary(model: Fitted, tensors: Tensors) -> Tensors:
    """Compute the tensors of the equations.

    Args:
        model: The network, of two dense layers of sigmoid units.
        tensors: What ``forward`` returned for all images.
    """
    back = backward(model.network, model.loss, model.parameters, model.images, model.targets, tensors)
    hidden, output = model.network.nodes
    units = len(model.parameters[hidden.parameters["bias"]])
    sides = {name: back[f"{name}_gradient"] for name in model.parameters}
    first = hidden.parameters["weights"]
    sides[first] = sides[first].reshape(units, -1)
    pixels = model.images.reshape(model.samples, -1)[:, model.written_pixel]
    a, outputs = tensors[f"{hidden.name}_activation"][:, 0], tensors[f"{output.name}_activation"]
    weights = model.parameters[output.parameters["weights"]][:, 0]
    # Of the equation for the first unit's weight of that pixel, written out, without the δ of backpropagation.
    terms = ((outputs - model.targets) * outputs * (1 - outputs)) @ weights * a * (1 - a) * pixels
    ends = np.concatenate([sides[node.parameters[local]].ravel() for node in (hidden, output) for local in PARTS])
    side = sides[first][0, model.written_pixel]
    return {
        "equation_image": np.arange(1.0, model.samples + 1),
        "equation_input": pixels,
        "equation_hidden": tensors[f"{hidden.name}_activation"],
        "equation_outputs": tensors[f"{output.name}_activation"],
        "equation_targets": model.targets,
        "equation_output_delta": back[f"{output.name}_delta"],
        "equation_hidden_delta": back[f"{hidden.name}_delta"],
        **{f"equation_{name}": values for name, values in sides.items()},
        "equation_bar_places": np.repeat(np.arange(1.0, len(ends) + 1), 3),
        "equation_bars": np.stack([0 * ends, ends, 0 * ends], axis=1).ravel(),
        "equation_weights": weights,
        "equation_term": terms,
        "equation_unknowns": np.float64(model.parameter_count),
        "equation_met": np.float64(sum((np.abs(side) <= STATIONARY).sum() for side in sides.values())),
        "equation_sum": terms.sum(),
        "equation_agrees": np.float64(abs(terms.sum() - side) <= MATRIX_SLACK * (1 + abs(side))),
    }
