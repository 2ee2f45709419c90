"""Activations by name, and what a model may know of them; each side has their arithmetic in a table of its own.

sigmoid 1/(1 + e⁻ᶻ), tanh, relu max(0, z), leaky_relu (s·z for negative z), identity z, softmax eᶻ/Σ eᶻ over all units
of the layer, elu (eᶻ − 1 for negative z), gelu ½z(1 + tanh(√(2/π)(z + 0.044715 z³))), softplus ln(1 + eᶻ),
silu z/(1 + e⁻ᶻ).
"""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_SLOPE = 0.01
"""Slope of the leaky ReLU for negative z, where nothing else is chosen."""
KINK_WIDTH = 1e-12
"""ReLU bends at 0; z up to this counts as 0, for what is 0 on paper is ±1e-17 in one engine or another."""

GELU_CUBIC = 0.044715
"""Of z³ in GELU. The form with the normal distribution differs by up to 5e-4, and spreadsheets' ERF and NORMSDIST by
1e-10 of each other: enough to drown the difference quotients of a gradient check. GPT-2 has the form with tanh too."""


@dataclass(frozen=True, slots=True)
class Activation:
    """What a model may know of an activation.

    Args:
        signed: Whether it can be negative.
        bounded: Whether it lies between −1 and 1.
        bends: Whether it has a kink at 0, where both sides take the derivative from the left.
        together: Whether a unit's activation depends on all units of its layer, which is for the last layer only.
        constants: The numbers it takes, which are fields of the layer.
    """

    signed: bool
    bounded: bool = False
    bends: bool = False
    together: bool = False
    constants: tuple[str, ...] = ()


ACTIVATIONS: dict[str, Activation] = {
    "sigmoid": Activation(signed=False, bounded=True),
    "tanh": Activation(signed=True, bounded=True),
    "relu": Activation(signed=False, bends=True),
    "leaky_relu": Activation(signed=True, bends=True, constants=("slope",)),
    "identity": Activation(signed=True),
    "softmax": Activation(signed=False, bounded=True, together=True),
    "elu": Activation(signed=True),
    "gelu": Activation(signed=True),
    "softplus": Activation(signed=False),
    "silu": Activation(signed=True),
}
