"""Backpropagation as equations: δ from the last layer to the first, and the gradients of all parameters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import product
from operator import add

from sheetnet.formula import Expression, Index
from sheetnet.lessons.network.data import DELTA as DELTA_WIDTH
from sheetnet.lessons.network.forward import PARAMETER_LOOKS, ForwardPass
from sheetnet.lessons.network.judgement import Judgement
from sheetnet.lessons.network.layers import AnyLayer, Room
from sheetnet.lessons.network.recurring import Cells, Moment, Recurring
from sheetnet.models.network import INPUT, Node
from sheetnet.workbook import Look

DELTA = Look('0.000;-0.000;"·"', colors="deltas", least=5e-4, width=DELTA_WIDTH)
"""Shows which δ is exactly 0, as where a pooling sent nothing back, and which only small."""


class BackwardPass:
    """The way back through a network.

    Args:
        forward: The forward pass.
        judgement: What its answers cost.
        learned: The names of the parameters that are learned; all if None.
    """

    def __init__(self, forward: ForwardPass, judgement: Judgement, learned: Sequence[str] | None = None) -> None:
        self.forward, self._judgement = forward, judgement
        now = forward.scope.moment(forward.scope.updates)
        for node in reversed(forward.network.nodes):
            self._write_delta(forward.layers[node.name], now)
        self.gradients = {name: self._gradient(name, now) for name in (forward.uses if learned is None else learned)}

    def _gradient(self, name: str, now: Moment) -> Recurring:
        """Sum what every layer that uses a parameter gives to its gradient; of a mean cost it is the mean."""
        scope = self.forward.scope
        gradient = self.forward.parameter_like(name, "gradient", scope.updates)
        cells, layers = gradient.indices(), self.forward.layers
        terms = (layers[node.name].gradient(local, now, cells) for node, local in self.forward.uses[name])
        total = reduce(add, terms)
        gradient.define(now, cells, total / scope.samples if scope.mean and scope.samples else total)
        return gradient

    def _write_delta(self, layer: AnyLayer, now: Moment) -> None:
        node = layer.node
        sends_back = any(name != INPUT for name in node.inputs)
        layer.pictures["delta"] = delta = self._delta(layer, sends_back)
        if sends_back and layer.flips_weights:
            self._write_flipped(layer, now)
        if node is self.forward.network.output:
            (unit,) = delta.indices()
            delta.define(now, (unit,), self._judgement.output_delta(now, unit))
            return
        for cells in self._cells_of(node):
            delta.define(now, cells, layer.derived_times(self._grad_output(node, now, cells), now, cells))
        layer.after_delta(now)

    def _delta(self, layer: AnyLayer, sends_back: bool) -> Recurring:
        room: Room = layer.delta_room(sends_back)
        axes = (
            *self.forward.scope.axes(self.forward.scope.updates, self.forward.scope.samples),
            *self.forward.scope.picture(layer.node.shape, room.spread, room.margin),
        )
        tensor = self.forward.picture_tensor(layer.node, "delta", axes, DELTA)
        return Recurring(tensor, self.forward.scope.epochs is not None, self.forward.scope.samples is not None)

    def _write_flipped(self, layer: AnyLayer, now: Moment) -> None:
        """Make the tensor of a layer's turned filters, and let the layer write them."""
        node = layer.node
        tensor = self.forward.parameter_tensor(
            node.parameters["weights"],
            f"{self.forward.scope.prefix}{node.name}_flipped",
            self.forward.texts.picture(node, "flipped"),
            self.forward.texts.equations.picture(node, "flipped"),
            self.forward.scope.updates,
        )
        tensor.look = PARAMETER_LOOKS["flipped"]
        layer.pictures["flipped"] = Recurring(tensor, by_epoch=self.forward.scope.epochs is not None)
        layer.flip_weights(now)

    def _cells_of(self, node: Node) -> list[Cells]:
        """Return the cells for which a δ is written: one key for all, or one for each row and column."""
        indices = tuple(Index(f"{node.name}.{n}", size) for n, size in enumerate(node.shape))
        pixelwise = any(
            self.forward.layers[each.name].pixelwise for each, _ in self.forward.network.consumers(node.name)
        )
        if not pixelwise:
            return [indices]
        rows, columns = node.shape[-2:]
        return [(*indices[:-2], y, x) for y, x in product(range(rows), range(columns))]

    def _grad_output(self, node: Node, now: Moment, cells: Cells) -> Expression:
        """Sum what comes back from all that take what the node gives."""
        consumers = self.forward.network.consumers(node.name)
        return reduce(add, (self.forward.layers[each.name].grad_input(place, now, cells) for each, place in consumers))
