"""The equations of a network: forward over all samples, judged against targets, and back again.

The same equations serve one forward pass over all samples (the Solver's sheet), one picture (the Test sheet), an
unrolled training, and the variants of a gradient check; which tensors have an axis of epochs or of samples is a scope's
business, and where they lie that of an arrangement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import product
from operator import add

from sheetnet.formula import Expression, Index, call
from sheetnet.lessons.network.judgement import is_right
from sheetnet.lessons.network.layers import LAYERS, AnyLayer, Room
from sheetnet.lessons.network.losses import LOSSES, OutputFormulas, Outputs
from sheetnet.lessons.network.recurring import Cells, Moment, Recurring
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.layers.base import Pair, Shape
from sheetnet.models.network import INPUT, Network, Node
from sheetnet.texts import Text
from sheetnet.workbook import Axis, Carried, Look, Role, Tensor, down, right
from sheetnet.workbook.arrange.picture import picture_axes

NO_ZERO = '0.000;-0.000;"·"'
"""Shows which δ is exactly 0, as where a pooling sent nothing back, and which only small."""

PARAMETER_LOOKS = {
    "": Look("0.00", colors="weights"),
    "flipped": Look("0.00"),
    "gradient": Look("0.000"),
    "velocity": Look("0.000"),
    "mean": Look("0.000"),
    "squares": Look("0E+00"),
}
"""By what a tensor is of a parameter; empty for the parameter itself."""


@dataclass(frozen=True)
class Scope:
    """How often a network is there, and what its tensors are called.

    Args:
        epochs: How many epochs; None for a network without an axis of epochs.
        samples: How many samples; None for one picture without an axis of samples.
        prefix: Put before the tensors' names.
        equation: How its parameters are computed.
        carried: Through how many steps rounding is carried on in its tensors.
    """

    epochs: int | None = None
    samples: int | None = None
    prefix: str = ""
    equation: str = ""
    carried: int = 0

    @property
    def updates(self) -> int | None:
        """How many epochs have deltas and gradients: where there are several, the last one is not learned from."""
        return None if self.epochs is None else self.epochs - 1

    def axes(self, epochs: int | None, samples: int | None) -> tuple[Axis, ...]:
        """Return the leading axes: epochs downwards, samples to the right."""
        return (*(() if epochs is None else (down(epochs),)), *(() if samples is None else (right(samples),)))

    def moment(self, epochs: int | None) -> Moment:
        """Return indices that run over so many epochs and over all samples."""
        return Moment(
            () if epochs is None else (Index("epoch", epochs),),
            () if self.samples is None else (Index("sample", self.samples),),
        )


def parameter_axes(shape: Shape, spread: Pair = (1, 1)) -> list[Axis]:
    """Return the axes of a parameter: units downwards, and for each of them the picture that it looks at."""
    return [down(shape[0]), *picture_axes(shape[1:], spread)]


def input_margin(network: Network, name: str) -> Pair:
    """Return the blank cells that are needed around what a node gives, by those who take it."""
    margins = [LAYERS[node.layer.kind].input_margin(node.layer) for node, _ in network.consumers(name)]
    return max((rows for rows, _ in margins), default=0), max((columns for _, columns in margins), default=0)


def parameter_uses(network: Network) -> dict[str, list[tuple[Node, str]]]:
    """Return for each parameter the nodes that use it, with its name within them; the first one has made it."""
    uses: dict[str, list[tuple[Node, str]]] = {name: [] for name in network.parameter_shapes}
    for node in network.nodes:
        for local, name in node.parameters.items():
            uses[name].append((node, local))
    return uses


class Passes:
    """A network as equations.

    Args:
        network: The layers.
        scope: How often it is there.
        images: The pictures that it looks at.
        texts: What its tensors are called.
        parameters: Parameters that are there already, by name; the others are made, without formulas yet.
    """

    def __init__(
        self,
        network: Network,
        scope: Scope,
        images: Recurring,
        texts: NetworkTexts,
        parameters: Mapping[str, Recurring] | None = None,
    ) -> None:
        self.network, self.scope, self.texts = network, scope, texts
        given = parameters or {}
        self.uses = parameter_uses(network)
        self.parameters = {name: given.get(name) or self.like_parameter(name) for name in network.parameter_shapes}
        self.layers: dict[str, AnyLayer] = {}
        self.gradients: dict[str, Recurring] = {}
        pictures = {INPUT: images}
        for node in network.nodes:
            layer = self._layer(node, pictures)
            pictures[node.name] = layer.output
            layer.forward(scope.moment(scope.epochs))

    @property
    def outputs(self) -> Recurring:
        """What the last layer gives."""
        return self.layers[self.network.output.name].output

    def like_parameter(self, name: str, kind: str = "", epochs: int | None = None) -> Recurring:
        """Make a tensor of a parameter's shape, without formulas.

        Args:
            name: The parameter.
            kind: What it is of the parameter, such as ``gradient``; empty for the parameter itself.
            epochs: How many epochs it has; those of the scope if None.
        """
        node, local = self.uses[name][0]
        full = f"{self.scope.prefix}{name}_{kind}" if kind else self.scope.prefix + name
        equation = self.texts.equations.parameter(local, kind) or self.scope.equation
        tensor = self._parameter_tensor(name, full, self.texts.parameter(node, local, kind), equation, epochs)
        tensor.look = PARAMETER_LOOKS[kind]
        return Recurring(tensor, by_epoch=self.scope.epochs is not None)

    def _parameter_tensor(self, name: str, full: str, meaning: Text, equation: str, epochs: int | None) -> Tensor:
        """Make a tensor of a parameter's shape and spread."""
        node, _ = self.uses[name][0]
        spread = LAYERS[node.layer.kind].parameter_spread(node.layer)
        leading = self.scope.axes(self.scope.epochs if epochs is None else epochs, None)
        axes = (*leading, *parameter_axes(self.network.parameter_shapes[name], spread))
        return Tensor(full, axes, meaning, equation=equation, carried=self._carried)

    def judge(self, loss: str, targets: Recurring) -> None:
        """Write each sample's cost, whether its answer is right, and their sums.

        Args:
            loss: One of ``losses.LOSSES``.
            targets: What the outputs should be.
        """
        self._loss, now = self._output_formulas(loss), self.scope.moment(self.scope.epochs)
        self._seen = self._seen_by_loss(targets)
        self.cost = self._judgement("cost", Role.LOSS, "0.000", self.scope.samples)
        self.cost.define(now, (), self._loss.cost(self._seen, now))
        self.correct = self._judgement("correct", Role.COMPUTED, '[=1]"✓";[=0]"✗";0', self.scope.samples)
        self.correct.define(now, (), is_right(targets.at(now), self.outputs.at(now)))
        self.total_cost = self._judgement("total_cost", Role.LOSS, "0.00", None)
        self.total_cost.define(now, (), call("SUM", self.cost.at(now.of_all_samples)))
        self.accuracy = self._judgement("accuracy", Role.OUTPUT, "0%", None)
        right_ones = call("SUM", self.correct.at(now.of_all_samples))
        self.accuracy.define(now, (), right_ones / (self.scope.samples or 1))

    def learn(self) -> None:
        """Write δ from the last layer to the first, then the gradients; needs ``judge`` first."""
        now = self.scope.moment(self.scope.updates)
        for node in reversed(self.network.nodes):
            self._write_delta(self.layers[node.name], now)
        for name, uses in self.uses.items():
            gradient = self.gradients[name] = self.like_parameter(name, "gradient", self.scope.updates)
            cells = gradient.indices()
            terms = (self.layers[node.name].gradient(local, now, cells) for node, local in uses)
            gradient.define(now, cells, reduce(add, terms))

    # Pictures.

    def _layer(self, node: Node, pictures: Mapping[str, Recurring]) -> AnyLayer:
        kind = LAYERS[node.layer.kind]
        inputs = tuple(pictures[name] for name in node.inputs)
        parameters = {local: self.parameters[name] for local, name in node.parameters.items()}
        layer = self.layers[node.name] = kind(node, node.layer, inputs, parameters)
        for each in kind.kinds(node.layer):
            layer.pictures[each] = self._picture(node, each)
        return layer

    def _picture(self, node: Node, kind: str) -> Recurring:
        margin = input_margin(self.network, node.name) if kind == "activation" else (0, 0)
        is_answer = kind == "activation" and node is self.network.output
        colors = ("signed" if self._is_signed(node.name) else "activation") if kind == "activation" else ""
        tensor = self._tensor(
            node,
            kind,
            (*self.scope.axes(self.scope.epochs, self.scope.samples), *picture_axes(node.shape, margin=margin)),
            Look("0.00", colors=colors),
            Role.OUTPUT if is_answer else Role.COMPUTED,
        )
        return Recurring(tensor, self.scope.epochs is not None, self.scope.samples is not None)

    def _is_signed(self, name: str) -> bool:
        """Whether what a node gives may be negative; pictures that come in have a scale of their own."""
        if name == INPUT:
            return False
        layer = self.layers[name]
        return layer.is_signed(layer.layer, [self._is_signed(taken) for taken in layer.node.inputs])

    def _tensor(self, node: Node, kind: str, axes: tuple[Axis, ...], look: Look, role: Role = Role.COMPUTED) -> Tensor:
        equation = self.texts.equations.picture(node, kind)
        meaning = self.texts.picture(node, kind)
        name = f"{self.scope.prefix}{node.name}_{kind}"
        return Tensor(name, axes, meaning, role, equation=equation, look=look, carried=self._carried)

    @property
    def _carried(self) -> Carried | None:
        return Carried(self.scope.carried) if self.scope.carried else None

    # Costs.

    def _output_formulas(self, loss: str) -> OutputFormulas:
        return LOSSES[loss][self.network.output_layer.activation]

    def _seen_by_loss(self, targets: Recurring) -> Outputs:
        layer = self.network.output_layer
        return Outputs(layer.activation, layer.slope, self.layers[self.network.output.name].pictures, targets)

    def _judgement(self, name: str, role: Role, number_format: str, samples: int | None) -> Recurring:
        tensor = Tensor(
            self.scope.prefix + name,
            self.scope.axes(self.scope.epochs, samples),
            self.texts.judgement(name),
            role,
            equation=self.texts.equations.judgement(name),
            look=Look(number_format),
            carried=self._carried,
        )
        return Recurring(tensor, self.scope.epochs is not None, samples is not None)

    # The way back.

    def _write_delta(self, layer: AnyLayer, now: Moment) -> None:
        node = layer.node
        sends_back = any(name != INPUT for name in node.inputs)
        layer.pictures["delta"] = delta = self._delta(layer, sends_back)
        if sends_back and layer.flips_weights:
            self._write_flipped(layer, now)
        if node is self.network.output:
            (unit,) = delta.indices()
            delta.define(now, (unit,), self._loss.delta(self._seen, now, unit))
            return
        for cells in self._cells_of(node):
            delta.define(now, cells, layer.derived_times(self._grad_output(node, now, cells), now, cells))

    def _delta(self, layer: AnyLayer, sends_back: bool) -> Recurring:
        room: Room = layer.delta_room(sends_back)
        axes = (
            *self.scope.axes(self.scope.updates, self.scope.samples),
            *picture_axes(layer.node.shape, room.spread, room.margin),
        )
        tensor = self._tensor(layer.node, "delta", axes, Look(NO_ZERO, colors="deltas"))
        return Recurring(tensor, self.scope.epochs is not None, self.scope.samples is not None)

    def _write_flipped(self, layer: AnyLayer, now: Moment) -> None:
        """Make the tensor of a layer's turned filters, and let the layer write them."""
        node = layer.node
        tensor = self._parameter_tensor(
            node.parameters["weights"],
            f"{self.scope.prefix}{node.name}_flipped",
            self.texts.picture(node, "flipped"),
            self.texts.equations.picture(node, "flipped"),
            self.scope.updates,
        )
        tensor.look = PARAMETER_LOOKS["flipped"]
        layer.pictures["flipped"] = Recurring(tensor, by_epoch=self.scope.epochs is not None)
        layer.flip_weights(now)

    def _cells_of(self, node: Node) -> list[Cells]:
        """Return the cells for which a δ is written: one key for all, or one for each row and column."""
        indices = tuple(Index(f"{node.name}.{n}", size) for n, size in enumerate(node.shape))
        pixelwise = any(self.layers[each.name].pixelwise for each, _ in self.network.consumers(node.name))
        if not pixelwise:
            return [indices]
        rows, columns = node.shape[-2:]
        return [(*indices[:-2], y, x) for y, x in product(range(rows), range(columns))]

    def _grad_output(self, node: Node, now: Moment, cells: Cells) -> Expression:
        """Sum what comes back from all that take what the node gives."""
        consumers = self.network.consumers(node.name)
        return reduce(add, (self.layers[each.name].grad_input(place, now, cells) for each, place in consumers))
