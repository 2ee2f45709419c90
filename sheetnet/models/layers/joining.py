"""What the layers have in common that take several others."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.models.layers.base import Layer
from sheetnet.models.layers.fields import layer_names


@dataclass(frozen=True)
class JoiningLayer(Layer):
    """A layer that takes what stands before it together with what others give.

    Args:
        others: Names of the others.
    """

    others: tuple[str, ...] = layer_names()

    def inputs(self, before: str) -> tuple[str, ...]:
        """Return the names of what it takes, given the name of what stands before it."""
        return (*super().inputs(before), *self.others)
