"""How parameters change from step to step, by an update rule: w ← w − Δ, and what the rule remembers."""

from __future__ import annotations

from collections.abc import Mapping

from sheetnet.formula import Expression, Index, Operand
from sheetnet.lessons import update_rules
from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.recurring import Cells, Moment, Recurring
from sheetnet.models.update_path import UpdatePath
from sheetnet.models.update_rules import UPDATE_RULES
from sheetnet.workbook import Tensor


class Updates:
    """The updates of all parameters.

    Args:
        path: The update rule, and what goes before it.
        steps: How many updates there are.
        forward: Where the parameters are, one more than there are updates.
        gradients: What the rule takes, by name; a parameter without is its layer's matter.
        start: The initial parameters by name.
        number: The number of each step, from 0.
        rate: The learning rate: one number, or one a step.
        constants: The path's numbers by name.
    """

    def __init__(
        self,
        path: UpdatePath,
        steps: int,
        forward: ForwardPass,
        gradients: Mapping[str, Recurring],
        start: Mapping[str, Recurring],
        number: Tensor,
        rate: Tensor,
        constants: Mapping[str, Operand],
    ) -> None:
        self._path, self._steps, self._forward, self._gradients = path, steps, forward, gradients
        self._number, self._rate, self._constants = number, rate, constants
        self.states = {name: self._states(name) for name in gradients}
        for name, parameter in forward.parameters.items():
            self._update(name, parameter, start[name])

    def _states(self, name: str) -> dict[str, Recurring]:
        """Write what the update rule remembers of a parameter."""
        kinds = UPDATE_RULES[self._path.rule].states
        found = {kind: self._forward.parameter_like(name, kind, self._steps) for kind in kinds}
        gradient = self._gradients[name]
        for kind, state in found.items():
            cells = state.indices()
            state.define(Moment((0,)), cells, self._next_state(kind, None, gradient.at(Moment((0,)), *cells)))
            if self._steps > 1:
                e = Index("epoch", self._steps - 1)
                before, after = Moment((e,)), Moment((e + 1,))
                formula = self._next_state(kind, state.at(before, *cells), gradient.at(after, *cells))
                state.define(after, cells, formula)
        return found

    def _next_state(self, kind: str, before: Expression | None, gradient: Expression) -> Expression:
        return update_rules.next_state(self._path.rule, kind, before, gradient, self._constants)

    def _update(self, name: str, parameter: Recurring, start: Recurring) -> None:
        """Write w ← w − Δ; the first parameters are the initial ones."""
        e = Index("epoch", self._steps)
        cells = parameter.indices()
        parameter.define(Moment((0,)), cells, start.at(Moment(), *cells))
        now = Moment((e,))
        before = parameter.at(now, *cells)
        if name in self._gradients:
            after = self._kept(before, e) - self._step(name, now, e, cells)
        else:
            node, local = self._forward.uses[name][0]
            after = self._forward.layers[node.name].kept(local, now, cells)
        parameter.define(Moment((e + 1,)), cells, after)

    def _kept(self, parameter: Expression, step: Index) -> Expression:
        """Return what a decoupled decay leaves of a parameter."""
        if not self._path.decoupled:
            return parameter
        return (1 - self._rate_of(step) * self._constants["weight_decay"]) * parameter

    def _step(self, name: str, now: Moment, step: Index, cells: Cells) -> Expression:
        gradient = self._gradients[name].at(now, *cells)
        states = {kind: state.at(now, *cells) for kind, state in self.states[name].items()}
        number, rate = self._number[step] + 1, self._rate_of(step)
        return update_rules.step(self._path.rule, gradient, states, number, rate, self._constants)

    def _rate_of(self, step: Index) -> Operand:
        return self._rate[step] if self._rate.axes else self._rate
