"""One image through dense layers in matrices: z = W a + b, beside the layers' own weighted sums."""

from __future__ import annotations

from sheetnet.models.fitted import MATRIX_SLACK, Fitted
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.network import forward


def in_matrices(model: Fitted) -> Tensors:
    """Compute the chosen image's way through the network.

    Args:
        model: The network, a chain of dense layers, and its images.
    """
    picture = model.images[int(model.chosen_image) - 1]
    tensors = {name: values[0] for name, values in forward(model.network, model.parameters, picture[None]).items()}
    found: Tensors = {}
    apart, size, taken = 0.0, 0.0, picture
    for node in model.network.nodes:
        weights, bias = (model.parameters[node.parameters[local]] for local in ("weights", "bias"))
        matrix = weights.reshape(len(bias), -1)
        z, sums = matrix @ taken.ravel() + bias, tensors[f"{node.name}_z"]
        own = {"weights": matrix, "input": taken.ravel(), "bias": bias, "z": z}
        found |= {f"matrix_{node.name}_{kind}": values for kind, values in own.items()}
        apart, size, taken = apart + ((z - sums) ** 2).sum(), size + (sums**2).sum(), tensors[f"{node.name}_activation"]
    return {
        "image_rows": model.images.reshape(model.samples, -1),
        "image_pointer": (np.arange(model.samples) == int(model.chosen_image) - 1).astype(float),
        "chosen_picture": picture,
        **{f"chosen_{name}": values for name, values in tensors.items()},
        **found,
        "matrix_agrees": np.float64(apart <= MATRIX_SLACK**2 * (1 + size)),
    }
