"""From an ONNX model to the settings of a workbook: nodes in order, with names of our own, constants by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from sheetnet.errors import InputError
from sheetnet.frameworks.onnx_file import MOST_ENTRIES
from sheetnet.frameworks.onnx_folding import folded, shape_of
from sheetnet.frameworks.onnx_foreign import NAME, ForeignGraph, ForeignNode
from sheetnet.frameworks.onnx_operators import operator_of
from sheetnet.models.operator_graph.graph import SAMPLES, Node
from sheetnet.models.operator_graph.operators import LayerNormalization, Reshape, Shape, Softmax

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass
class Translation:
    """A graph on its way to ours.

    Args:
        graph: The graph as the file has it.
        shape: That of the samples.
        batch: The number of samples for which the file was made; None if for any.

    Of a file that was made for another number of samples than there are, the shapes are known twice, for its number and
    for ours. They must be the same but for the first size: then each sample is by itself all the way.
    """

    graph: ForeignGraph
    shape: Shape
    batch: int | None = None
    nodes: list[Node] = field(default_factory=list)
    constants: dict[str, np.ndarray] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    _known: dict[str, np.ndarray] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _folded: int = 0
    _shapes: dict[str, Shape] = field(default_factory=dict)
    _made_for: dict[str, Shape] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._used = {name for each in self.graph.nodes for name in each.inputs} | {*self.graph.outputs.all}
        self._known = dict(self.graph.constants)
        self._names, self._shapes = {self.graph.input: SAMPLES}, {SAMPLES: self.shape}
        if self.batch is not None and self.batch != self.shape[0]:
            self._made_for[SAMPLES] = (self.batch, *self.shape[1:])
        for node in in_order(self.graph):
            self._translate(node)
        if self.graph.output not in self._names:
            raise InputError(f"the output {self.graph.output[:NAME]!r} does not depend on what the model takes")

    def name_of(self, output: str) -> str:
        """Return the name of the node that an output is; empty if it is none of them."""
        found = self._names.get(output, "")
        return found if any(node.name == found for node in self.nodes) and found != self.nodes[-1].name else ""

    def _translate(self, node: ForeignNode) -> None:
        constant = self._constant(node)
        if constant is not None:
            self._known[node.outputs[0]] = constant
            self._folded += constant.size
            if self._folded > MOST_ENTRIES:
                raise node.refuse(f"with it there are more than {MOST_ENTRIES:,} constants made of others")
            return
        if any(name in self._used for name in node.outputs[1:] if name):
            raise node.refuse("more than its first output is used, which sheetnet does not lay open")
        operator, taken = operator_of(node, self._known, self.graph.version)
        if node.kind == "Cast" and self._goes_without(node, taken[0]):
            self._names[node.outputs[0]] = self._names[taken[0]]
            return
        if isinstance(operator, Reshape):
            operator = self._for_any_batch(operator, self._shapes.get(self._names.get(taken[0], ""), ()))
        kind = _WORD.sub("_", operator.kind).lower()
        self._counts[kind] = self._counts.get(kind, 0) + 1
        name = f"{kind}_{self._counts[kind]}"
        roles = type(operator).takes
        inputs = tuple(self._taken(each, f"{name}_{roles[at]}") for at, each in enumerate(taken))
        self.nodes.append(Node(name, operator, inputs))
        self.titles.append(node.name)
        self._measure(self.nodes[-1], node)
        self._names[node.outputs[0]] = name

    def _goes_without(self, cast: ForeignNode, taken: str) -> bool:
        """Tell whether what a Cast takes can stand for what it gives; the main thing stands last."""
        last = self.nodes[-1].name if self.nodes else None
        return taken in self._names and (cast.outputs[0] != self.graph.output or self._names[taken] == last)

    def _constant(self, node: ForeignNode) -> np.ndarray | None:
        """Return what a node gives, if that does not depend on the samples' numbers."""
        if node.kind == "Shape" and node.inputs and node.inputs[0] not in self._known:
            return shape_of(node, self._shapes.get(self._names.get(node.inputs[0], "")))
        return folded(node, self._known)

    def _measure(self, node: Node, foreign: ForeignNode) -> None:
        """Note the shape of what a node gives; what does not fit is refused later, when all of it is known."""
        found = self._shape_within(node, self._shapes)
        if found is not None:
            self._shapes[node.name] = found
        if self._made_for and any(name in self._made_for for name in node.inputs):
            made_for = self._shape_within(node, self._made_for)
            if made_for is None and found is None:
                return
            if not self._is_by_sample(found, made_for) or made_for is None or _crosses(node, made_for):
                raise foreign.refuse(
                    f"the model was made for {self.batch} sample(s) at a time, and what this gives is not one for each "
                    f"of {self.shape[0]}: give {self.batch}, or export the model for any number"
                )
            self._made_for[node.name] = made_for

    def _is_by_sample(self, found: Shape | None, made_for: Shape | None) -> bool:
        """Tell whether two shapes are the same but for the first size, which is the number of samples in each."""
        if found is None or made_for is None:
            return False
        return found[:1] == self.shape[:1] and made_for[:1] == (self.batch,) and found[1:] == made_for[1:]

    def _shape_within(self, node: Node, shapes: Mapping[str, Shape]) -> Shape | None:
        """Return the shape of what a node gives, of what it takes in certain shapes; None if they do not fit."""
        taken = [self.constants[name].shape if name in self.constants else shapes.get(name, self._shapes.get(name))
                 for name in node.inputs]  # fmt: skip
        with suppress(InputError):
            if None not in taken:
                return node.operator.shape([shape for shape in taken if shape is not None])
        return None

    def _taken(self, name: str, called: str) -> str:
        """Return our name for something that a node takes; a constant is called after who takes it first."""
        if name not in self._names:
            self._names[name] = called
            self.constants[called] = np.asarray(self._known[name], dtype=np.float64)
        return self._names[name]

    def _for_any_batch(self, operator: Reshape, taken: Shape) -> Reshape:
        """Let a shape that was made for so many samples keep however many there are."""
        sizes = operator.sizes
        if taken[:1] == self.shape[:1] and sizes[:1] in ((self.batch,), self.shape[:1]):
            return replace(operator, sizes=(0, *sizes[1:]))
        return operator


def _crosses(node: Node, shape: Shape) -> bool:
    """Tell whether an operator that keeps all sizes relates samples to each other."""
    operator = node.operator
    if isinstance(operator, Softmax):
        return 0 in operator.axes(shape)
    return isinstance(operator, LayerNormalization) and operator.first(shape) == 0


def in_order(graph: ForeignGraph) -> list[ForeignNode]:
    """Return the nodes that the outputs need, each after what it takes, that of the main one last.

    Raises:
        InputError: A node takes what follows from it, or what nothing gives.
    """
    givers = {name: node for node in graph.nodes for name in node.outputs if name}
    order: list[ForeignNode] = []
    begun: set[int] = set()
    done: set[int] = set()
    stack = [(name, False) for name in reversed(graph.outputs.all)]
    while stack:
        name, finished = stack.pop()
        node = givers.get(name)
        if node is None:
            if name and name not in graph.constants and name != graph.input:
                raise InputError(f"the model takes {name[:NAME]!r} somewhere, which nothing gives")
            continue
        if finished:
            order += [] if id(node) in done else [node]
            done.add(id(node))
        elif id(node) in begun and id(node) not in done:
            raise node.refuse("it takes what follows from it: the graph has a cycle")
        elif id(node) not in begun:
            begun.add(id(node))
            stack.append((name, True))
            stack += [(taken, False) for taken in node.inputs]
    return order


def needed(graph: ForeignGraph) -> Any:
    """Return a copy of the file with the nodes alone that the outputs need: whoever runs it runs no others."""
    found = type(graph.proto)()
    found.CopyFrom(graph.proto)
    del found.graph.node[:], found.graph.output[:]
    found.graph.output.add(name=graph.output)
    places = dict.fromkeys(node.place for node in in_order(graph))
    found.graph.node.extend(graph.proto.graph.node[place] for place in places)
    return found


def translated(graph: ForeignGraph, shape: Shape) -> dict[str, object]:
    """Return nodes and constants as settings of a workbook.

    Args:
        graph: The graph as the file has it.
        shape: That of the samples.

    Raises:
        InputError: Something is not laid open.
    """
    made = Translation(graph, shape, graph.sizes[0] if graph.sizes else None)
    others = (made.name_of(name) for name in graph.outputs.others)
    return {
        "nodes": tuple(made.nodes),
        "constants": made.constants,
        "titles": made.titles,
        "classes": graph.outputs.classes,
        "outputs": tuple(dict.fromkeys(name for name in others if name)),
        "left": graph.outputs.left,
    }


def shaped(graph: ForeignGraph, samples: np.ndarray) -> np.ndarray:
    """Return samples in the shape that the model takes."""
    sizes = graph.sizes
    if sizes is None or (len(sizes) == samples.ndim and _fits(samples.shape, sizes)):
        return samples
    known = [size for size in sizes[1:] if size is not None]
    if len(sizes) > 1 and len(known) == len(sizes) - 1 and samples.ndim == 2 and samples.shape[1] == np.prod(known):
        return samples.reshape(len(samples), *known)
    wanted = "×".join("?" if size is None else str(size) for size in sizes[1:])
    raise InputError(
        f"the samples have shape {'×'.join(map(str, samples.shape[1:]))} each; the model takes {wanted or 'no axes'}"
    )


def _fits(shape: tuple[int, ...], sizes: tuple[int | None, ...]) -> bool:
    return all(wanted in (None, size) for size, wanted in zip(shape[1:], sizes[1:], strict=True))
