"""Networks as graphs of layers: names, shapes and checks. No arithmetic.

Each layer takes what stands before it, or the layers that it names. A layer's output is a *picture*: (units,) for a
dense layer, (channels, rows, columns) for a convolution or a pooling. The weights of a dense unit have the shape of the
picture it looks at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sheetnet.errors import InputError
from sheetnet.models.layers import Dense, Layer, Shape
from sheetnet.models.suggest import allowed_words

INPUT = "input"
"""What a layer calls the network's input."""
TIE_WIDTH = 1e-12
"""Pooling: a cell within so much of its block's maximum counts as the maximum, on both sides of the check.

A spreadsheet's own ``=`` takes numbers as equal when about 15 digits agree, NumPy's takes bits. Windows that are equal
in the mathematics may differ in the last bit, so both sides use the same explicit width.
"""
NO_ANSWER = -1e6
"""Stands for an answer where several outputs are the largest; no label is so small."""
MOST_LAYERS = 20
PREFIXES = (
    *("initial_", "trained_", "history_", "film_", "follow_", "test_", "check_", "varied_"),
    *("chosen_", "matrix_", "equation_", "drawing_", "stored_", "compared_"),
    *("result_", "tried_", "validation_", "region_", "worst_"),
)
"""What the lessons put before the names of a network's tensors; a layer's name begins otherwise."""


@dataclass(frozen=True)
class Node:
    """A layer in its place.

    Args:
        layer: The layer.
        name: Prefix of its tensors, such as ``hidden``.
        inputs: Names of the nodes that it takes, or ``INPUT``.
        input_shapes: Shapes of their pictures.
        parameters: The network's names of its parameters by their names within the layer, such as ``hidden_weights``
            by ``weights``; with ``share`` those of the layer that has them.
    """

    layer: Layer
    name: str
    inputs: tuple[str, ...]
    input_shapes: tuple[Shape, ...]
    parameters: Mapping[str, str]

    @property
    def shape(self) -> Shape:
        """The shape of its own picture."""
        return self.layer.output_shape(*self.input_shapes)

    @property
    def parameter_shapes(self) -> dict[str, Shape]:
        """The shapes of its parameters by the network's names."""
        shapes = self.layer.parameter_shapes(*self.input_shapes)
        return {self.parameters[name]: shape for name, shape in shapes.items()}


@dataclass(frozen=True)
class Network:
    """A feed-forward network.

    Args:
        input_shape: (features,), (rows, columns) or (channels, rows, columns).
        layers: The layers in an order in which each stands after those that it takes, the last of them dense.

    Raises:
        InputError: The layers do not fit together; the message has every shape involved.
    """

    input_shape: Shape
    layers: tuple[Layer, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.layers) <= MOST_LAYERS:
            raise InputError(f"the network has {len(self.layers)} layers; allowed are 1 to {MOST_LAYERS}")
        if not 1 <= len(self.input_shape) <= 3 or any(size < 1 for size in self.input_shape):
            raise InputError(
                f"the input shape is {self.input_shape}; "
                "it must be (features,), (rows, columns) or (channels, rows, columns)"
            )
        self._check_end()
        for node in self.nodes[:-1]:
            if not self.consumers(node.name):
                raise InputError(
                    f"nothing takes what {node.layer}, named {node.name}, gives; "
                    f"leave it out, or take it with add({node.name}), concatenate({node.name}) or from={node.name}"
                )

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The layers in their places, in order; Flatten leaves no trace."""
        return _Wiring(self.input_shape, self.layers).nodes()

    @property
    def output(self) -> Node:
        """The last layer in its place."""
        return self.nodes[-1]

    @property
    def output_layer(self) -> Dense:
        """The last layer."""
        last = self.layers[-1]
        if not isinstance(last, Dense):
            raise InputError(f"the last layer is {last}; it must be dense: its units are the answer")
        return last

    @property
    def outputs(self) -> int:
        """How many units the last layer has."""
        return self.output_layer.units

    @property
    def parameter_shapes(self) -> dict[str, Shape]:
        """All parameters' names with their shapes, in order; one that several layers use stands there once."""
        return {name: shape for node in self.nodes for name, shape in node.parameter_shapes.items()}

    def shape_of(self, name: str) -> Shape:
        """Return the shape of a node's picture, or of the network's input.

        Args:
            name: Of a node, or ``INPUT``.
        """
        return {INPUT: self.input_shape, **{node.name: node.shape for node in self.nodes}}[name]

    def consumers(self, name: str) -> tuple[tuple[Node, int], ...]:
        """Return the nodes that take a node's picture, each with the position among what it takes.

        Args:
            name: Of a node, or ``INPUT``.
        """
        return tuple((node, place) for node in self.nodes for place, taken in enumerate(node.inputs) if taken == name)

    def _check_end(self) -> None:
        """Check that the last layer can be the answer, and that none before it must be."""
        for layer, after in zip(self.layers, self.layers[1:], strict=False):
            if layer.is_for_the_end:
                raise InputError(f"{layer} stands before {after}; softmax is for the last layer")
        _ = self.output_layer


class _Wiring:
    """Finds what each layer takes, layer by layer.

    Args:
        input_shape: Of the network.
        layers: In order.
    """

    def __init__(self, input_shape: Shape, layers: Sequence[Layer]) -> None:
        self._layers, self._names = layers, _names(layers)
        self._shapes: dict[str, Shape] = {INPUT: input_shape}
        self._meant = {INPUT: INPUT}  # what a name stands for: flatten() stands for what it takes
        self._flattened: set[str] = set()
        self._nodes: dict[str, Node] = {}
        self._described = [f"{INPUT} {input_shape}"]

    def nodes(self) -> tuple[Node, ...]:
        """Return the layers in their places."""
        before = INPUT
        for number, (layer, name) in enumerate(zip(self._layers, self._names, strict=True), start=1):
            where = f"layer {number}, {layer}, after {' → '.join(self._described)}"
            taken = layer.inputs(before)
            for each in taken:
                self._check_known(where, each)
                self._check_flattened(where, layer, each)
            before = name
            inputs = tuple(self._meant[each] for each in taken)
            layer.check(where, *(self._shapes[each] for each in inputs))
            if layer.leaves_trace:
                self._put(where, layer, name, inputs)
                if not self._flattened.isdisjoint(taken) and len(self._shapes[name]) > 1:
                    self._flattened.add(name)  # such as dropout, which leaves a list one
            else:
                self._meant[name] = inputs[0]
                self._flattened.add(name)
        return tuple(self._nodes.values())

    def _put(self, where: str, layer: Layer, name: str, inputs: tuple[str, ...]) -> None:
        shapes = tuple(self._shapes[each] for each in inputs)
        node = Node(layer, name, inputs, shapes, self._parameters(where, layer, name, shapes))
        self._nodes[name], self._meant[name], self._shapes[name] = node, name, node.shape
        self._described.append(f"{layer} {node.shape}")

    def _parameters(self, where: str, layer: Layer, name: str, shapes: tuple[Shape, ...]) -> dict[str, str]:
        """Name its parameters: after itself, or as the layer has named them whose parameters it shares."""
        own = layer.parameter_shapes(*shapes)
        if not layer.owner:
            return {local: f"{name}_{local}" for local in own}
        owners = {each.name: each for each in self._nodes.values() if each.parameters}
        if layer.owner not in owners:
            raise InputError(
                f"{where}: {layer.owner!r} is no layer with weights before it; {allowed_words(layer.owner, owners)}"
            )
        owner = owners[layer.owner]
        theirs = owner.layer.parameter_shapes(*owner.input_shapes)
        if (layer.kind, own) != (owner.layer.kind, theirs):
            raise InputError(
                f"{where}: it shares the parameters of {owner.layer}, which must be as its own would be; "
                f"they are {theirs}, its own {own}"
            )
        if layer.weight_steps != owner.layer.weight_steps:
            raise InputError(f"{where}: it shares the parameters of {owner.layer}, so it must have the same dilation")
        return dict(owner.parameters)

    def _check_known(self, where: str, name: str) -> None:
        if name not in self._meant:
            fault = "stands later" if name in self._names else "does not exist"
            raise InputError(f"{where}: layer {name!r} {fault}; {allowed_words(name, self._meant)}")

    def _check_flattened(self, where: str, layer: Layer, name: str) -> None:
        if name in self._flattened and not layer.takes_flattened:
            raise InputError(
                f"{where}: what flatten() makes a list of is for a dense layer or dropout; leave flatten() out"
            )


def _names(layers: Sequence[Layer]) -> list[str]:
    """Name the layers: ``output`` the last, others ``hidden``, ``convolution``, ``pooling`` …, numbered if several."""
    kinds = [layer.default_name for layer in layers]
    kinds[-1] = "output"
    names: list[str] = []
    for number, (layer, kind) in enumerate(zip(layers, kinds, strict=True)):
        default = f"{kind}{kinds[: number + 1].count(kind)}" if kinds.count(kind) > 1 else kind
        name = layer.name or default
        if name in (*names, INPUT):
            remedy = "choose another one" if layer.name else f"nobody has named it, so give it one: name=… in {layer}"
            raise InputError(f"layer name {name!r} is taken, so layer {number + 1} cannot have it; {remedy}")
        _check_name(name)
        names.append(name)
    return names


def _check_name(name: str) -> None:
    """Check that tensors can be called by a layer's name."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,30}", name):
        raise InputError(
            f"layer name {name!r} is none: it must begin with a lower-case letter and go on with up to 30 lower-case "
            "letters, digits and underscores"
        )
    for prefix in PREFIXES:
        if name.startswith(prefix):
            raise InputError(f"layer name {name!r} begins with {prefix!r}, as other tensors do; choose another one")
