"""What becomes of gradients before the update rule takes them, in NumPy; see ``models.update_path``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from sheetnet.models.update_path import CLIP_SAFETY
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np

Constants: TypeAlias = Mapping[str, float]
Stage: TypeAlias = Callable[[Tensors, Tensors, Constants], tuple[Tensors, Tensors]]
"""From gradients and parameters by name, and numbers, to the new gradients and to what was computed on the way."""


def staged(
    names: Sequence[str], gradients: Tensors, parameters: Tensors, constants: Constants
) -> tuple[Tensors, Tensors]:  # fmt: skip
    """Go through stages.

    Args:
        names: Some of ``STAGES``, in their order.
        gradients: By the names of their parameters.
        parameters: By name.
        constants: The stages' numbers by name.

    Returns:
        What the update rule takes, and all that was computed: ``PARAMETER_STAGE`` and what a stage tells besides.
    """
    found: Tensors = {}
    for name in names:
        gradients, beside = STAGES[name](gradients, parameters, constants)
        found |= beside | {f"{parameter}_{name}": values for parameter, values in gradients.items()}
    return gradients, found


def _clipped(gradients: Tensors, parameters: Tensors, constants: Constants) -> tuple[Tensors, Tensors]:
    """Shorten all gradients together to the limit, if they are longer."""
    norm = np.sqrt(sum((values * values).sum() for values in gradients.values()))
    scale = np.minimum(1.0, constants["clip_norm"] / (norm + CLIP_SAFETY))
    return {name: scale * values for name, values in gradients.items()}, {"gradient_norm": norm, "clip_scale": scale}


def _decayed(gradients: Tensors, parameters: Tensors, constants: Constants) -> tuple[Tensors, Tensors]:
    """Add the gradient of λ/2 Σ w²."""
    return {name: values + constants["weight_decay"] * parameters[name] for name, values in gradients.items()}, {}


STAGES: dict[str, Stage] = {"clipped": _clipped, "decayed": _decayed}
