"""The equations of a network as it was built: its layers, its loss, its update rule. Symbols need no translation."""

from __future__ import annotations

import re

from sheetnet.lessons.network.gradient_stages import STAGES
from sheetnet.lessons.network.layers import LAYERS
from sheetnet.lessons.network.losses import LOSSES, OutputFormulas
from sheetnet.lessons.update_rules import UPDATE_RULES
from sheetnet.models.layers import Dense
from sheetnet.models.network import INPUT, Network, Node
from sheetnet.models.update_path import UpdatePath

_GAP = "        "
BRIEF = 22
"""Letters of an equation that stands beside cells."""
_INDICES = re.compile(r"\[[^]]*\]")
_COMES_BACK = "(∂C/∂a)"
_SUMS = {"correct": "argmax a = argmax t", "total_cost": "C_T = Σ C", "accuracy": "n✓ / n"}


class Equations:
    """The equations.

    Args:
        network: The layers.
        loss: ``half_squared`` or ``cross_entropy``.
        path: The way from a gradient to a new parameter, if the network learns.
    """

    def __init__(self, network: Network, loss: str, path: UpdatePath | None = None) -> None:
        self._network, self._path = network, path or UpdatePath()
        self._rule = UPDATE_RULES[self._path.rule]
        self._loss: OutputFormulas = LOSSES[loss][network.output_layer.activation]

    def picture(self, node: Node, kind: str, afterwards: bool = False) -> str:
        """Return the equation of one of a layer's pictures (z, activation, delta and so on), in or after a training."""
        if kind == "delta" and node.name == self._network.output.name:
            return self.output_delta()
        formulas = LAYERS[node.layer.kind]
        return formulas.equation_afterwards(node.layer, kind) if afterwards else formulas.equation(node.layer, kind)

    def brief(self, node: Node, kind: str) -> str:
        """Return the right side of a picture's equation in few symbols, for beside its cells; empty if it is long."""
        sides = _INDICES.sub("", self.picture(node, kind)).split(" = ")
        if kind != "delta":
            seen = sides[1].replace("w a", "w x") if node.inputs == (INPUT,) else sides[1]
            return seen if len(seen) <= BRIEF else ""
        consumers = [taker.layer for taker, _ in self._network.consumers(node.name)]
        comes_back = "(Σ w δ)" if all(isinstance(layer, Dense) for layer in consumers) else _COMES_BACK
        right = sides[-1].replace(_COMES_BACK, comes_back)
        return right if len(right) <= BRIEF else ""

    def output_delta(self) -> str:
        """Return the equation of the output's δ."""
        return self._loss.delta_equation

    def cost(self) -> str:
        """Return the equation of one sample's cost."""
        return self._loss.cost_equation

    def judgement(self, name: str) -> str:
        """Return the equation of cost, correctness or their sums."""
        return ({"cost": self.cost()} | _SUMS)[name]

    def parameter(self, node: Node, local: str, kind: str) -> str:
        """Return the equation of what is kept of a parameter, empty for the parameter itself.

        Args:
            node: The layer that made it.
            local: The parameter's name within its layer.
            kind: ``gradient``, a stage of it, what the update rule remembers, or nothing.
        """
        if kind in ("", "flipped"):
            return LAYERS[node.layer.kind].kept_equation(node.layer, local)
        if kind == "gradient":
            return LAYERS[node.layer.kind].gradient_equations[local]
        return STAGES[kind].equation if kind in STAGES else self._rule.states[kind].equation

    def step(self) -> str:
        """Return the equation by which a parameter follows from the epoch before."""
        return self._in_a_line or f"{self._new_parameter},  {self._rule.equation}"

    def update(self) -> str:
        """Return the whole update: the gradient, what is remembered, the step."""
        staged = [STAGES[name].equation for name in self._path.stages]
        return self._in_a_line or _GAP.join(["g = ∂C_T/∂w", *staged, *self._rule.equations, self._new_parameter])

    def training(self) -> list[str]:
        """Return the whole training in a line, in two if the update is long."""
        forward = (line for node in self._network.nodes for line in LAYERS[node.layer.kind].summary(node.layer))
        backward = ["δ = (∂C/∂a) f′(z)", "∂C_T/∂w = Σ δ a", "∂C_T/∂b = Σ δ"]
        passes = "     ".join([*dict.fromkeys(forward), self.cost(), *backward])
        return [f"{passes}     {self.update()}"] if self._in_a_line else [passes, self.update()]

    @property
    def _in_a_line(self) -> str:
        """The whole update in one equation, if nothing is added to a plain rule."""
        return "" if self._path.stages or self._path.decoupled else self._rule.in_a_line

    @property
    def _new_parameter(self) -> str:
        return "w ← (1 − η λ) w − Δ" if self._path.decoupled else "w ← w − Δ"
