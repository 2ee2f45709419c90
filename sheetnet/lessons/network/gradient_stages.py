"""What becomes of gradients before the update rule takes them, as formulas; see ``models.update_path``."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from sheetnet.formula import Expression, Index, Operand
from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.quantities import Quantities
from sheetnet.workbook import Tensor


class Stage(ABC):
    """Something that becomes of all gradients.

    Args:
        gradients: As they come, by the names of their parameters.
        constants: The training's numbers by name.
        steps: How many steps there are.
        quantities: Makes what it computes besides.
    """

    equation: ClassVar[str]
    """What becomes of g, in symbols."""

    def __init__(
        self, gradients: Mapping[str, Recurring], constants: Mapping[str, Operand], steps: int, quantities: Quantities
    ) -> None:
        self.constants = constants
        self.aids: list[Tensor] = self.prepared(gradients, steps, quantities)

    def prepared(self, gradients: Mapping[str, Recurring], steps: int, quantities: Quantities) -> list[Tensor]:
        """Make what it needs of all gradients together, one number a step; nothing for most."""
        return []

    @abstractmethod
    def becomes(self, gradient: Expression, parameter: Expression, step: Index) -> Expression:
        """Return what becomes of an entry of a gradient.

        Args:
            gradient: g.
            parameter: w.
            step: Counted from 0.
        """


class Decayed(Stage):
    """The penalty λ/2 Σ w² adds λ w."""

    equation = "g ← g + λ w"

    def becomes(self, gradient: Expression, parameter: Expression, step: Index) -> Expression:
        """Return g + λ w."""
        return gradient + self.constants["weight_decay"] * parameter


STAGES: dict[str, type[Stage]] = {"decayed": Decayed}
