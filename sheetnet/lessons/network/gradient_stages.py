"""What becomes of gradients before the update rule takes them, as formulas; see ``models.update_path``."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import reduce
from operator import add
from typing import ClassVar

from sheetnet.formula import Expression, Index, Operand, call
from sheetnet.lessons.network.recurring import Moment, Recurring
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.update_path import CLIP_SAFETY
from sheetnet.workbook import Carried, Look, Tensor, down

STEP_CURVE = "step_cost"
"""The tensor with the cost of each step, which tells where a training runs away."""


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


class Clipped(Stage):
    """All gradients together are shortened to the limit, if they are longer."""

    equation = "g ← c g,  c = min(1, θ / (‖g‖ + 10⁻⁶))"

    def prepared(self, gradients: Mapping[str, Recurring], steps: int, quantities: Quantities) -> list[Tensor]:
        """Make the norm of each step, and what it lets through."""
        carried, step = Carried(steps, curve=STEP_CURVE), Index("step", steps)
        norm = quantities.tensor("gradient_norm", down(steps), symbol="‖g‖", equation="‖g‖ = √Σ g²", carried=carried)
        squares = (call("SUMSQ", gradient.at(Moment((step,)))) for gradient in gradients.values())
        norm[step] = call("SQRT", reduce(add, squares))
        scale = quantities.tensor("clip_scale", down(steps), symbol="c", equation=self.equation, carried=carried)
        scale[step] = call("MIN", 1, self.constants["clip_norm"] / (norm[step] + CLIP_SAFETY))
        norm.look = scale.look = Look("0.0000")
        self._scale = scale
        return [norm, scale]

    def becomes(self, gradient: Expression, parameter: Expression, step: Index) -> Expression:
        """Return c g."""
        return self._scale[step] * gradient


class Decayed(Stage):
    """The penalty λ/2 Σ w² adds λ w."""

    equation = "g ← g + λ w"

    def becomes(self, gradient: Expression, parameter: Expression, step: Index) -> Expression:
        """Return g + λ w."""
        return gradient + self.constants["weight_decay"] * parameter


STAGES: dict[str, type[Stage]] = {"clipped": Clipped, "decayed": Decayed}
