"""Losses by name: which activations of the last layer they go with, and which targets.

half_squared   C = ½ Σ (t − a)²
cross_entropy  C = −Σ t ln a with softmax outputs, C = −Σ (t ln a + (1 − t) ln(1 − a)) with sigmoid outputs
"""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.models.activations import ACTIVATIONS


@dataclass(frozen=True, slots=True)
class Loss:
    """What a model may know of a loss.

    Args:
        outputs: The activations of the last layer that it goes with.
        target_range: The least and the largest target; None if any number will do.
    """

    outputs: tuple[str, ...]
    target_range: tuple[float, float] | None = None


LOSSES: dict[str, Loss] = {
    "half_squared": Loss(outputs=tuple(ACTIVATIONS)),
    "cross_entropy": Loss(outputs=("softmax", "sigmoid"), target_range=(0.0, 1.0)),
}
