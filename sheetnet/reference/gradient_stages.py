"""What becomes of gradients before the update rule takes them, in NumPy; see ``models.update_path``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from sheetnet.reference.activations import Tensors

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


def _decayed(gradients: Tensors, parameters: Tensors, constants: Constants) -> tuple[Tensors, Tensors]:
    """Add the gradient of λ/2 Σ w²."""
    return {name: values + constants["weight_decay"] * parameters[name] for name, values in gradients.items()}, {}


STAGES: dict[str, Stage] = {"decayed": _decayed}
