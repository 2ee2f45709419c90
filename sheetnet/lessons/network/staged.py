"""Gradients on their way to the update rule: what each stage makes of them, parameter by parameter."""

from __future__ import annotations

from collections.abc import Mapping

from sheetnet.formula import Index, Operand
from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.gradient_stages import STAGES, Stage
from sheetnet.lessons.network.recurring import Moment, Recurring
from sheetnet.lessons.quantities import Quantities
from sheetnet.workbook import Tensor


class GradientStages:
    """The stages of a training, one after the other.

    Args:
        names: Some of ``STAGES``, in their order.
        forward: Where the parameters are.
        gradients: Their gradients by name.
        constants: The training's numbers by name.
        steps: How many steps there are.
        quantities: Makes what stages compute besides.
    """

    def __init__(
        self, names: tuple[str, ...], forward: ForwardPass, gradients: Mapping[str, Recurring],
        constants: Mapping[str, Operand], steps: int, quantities: Quantities,
    ) -> None:  # fmt: skip
        self._forward, self._steps = forward, steps
        self.gradients = gradients
        """What the update rule takes, by name."""
        self.found: dict[str, Mapping[str, Recurring]] = {}
        """What each stage has made of the gradients, by its name."""
        self.aids: list[Tensor] = []
        """What stages have computed besides, one number a step."""
        for name in names:
            stage = STAGES[name](self.gradients, constants, steps, quantities)
            self.aids += stage.aids
            self.gradients = {each: self._written(stage, name, each) for each in self.gradients}
            self.found[name] = self.gradients

    def _written(self, stage: Stage, kind: str, name: str) -> Recurring:
        """Write what becomes of the gradient of a parameter."""
        after, step = self._forward.parameter_like(name, kind, self._steps), Index("epoch", self._steps)
        now, cells = Moment((step,)), after.indices()
        gradient, parameter = self.gradients[name].at(now, *cells), self._forward.parameters[name].at(now, *cells)
        after.define(now, cells, stage.becomes(gradient, parameter, step))
        return after
