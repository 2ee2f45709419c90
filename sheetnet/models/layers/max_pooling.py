"""Maximum pooling: the largest of each block."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from sheetnet.models.layers.fields import choice
from sheetnet.models.layers.pooling import Pooling2D

TIES = ("all", "first")


@dataclass(frozen=True)
class MaxPool2D(Pooling2D):
    """The largest of each block; padding never is.

    Args:
        ties: Who gets δ where several cells equal the maximum: ``all`` of them (the book's rule) or the ``first``.
    """

    kind: ClassVar[str] = "maxpool"

    ties: str = choice("all", TIES)

    @property
    def differentiated(self) -> MaxPool2D:
        """The one in which one of several winners gets δ: those that look at equal pixels move together."""
        return replace(self, ties="first")
