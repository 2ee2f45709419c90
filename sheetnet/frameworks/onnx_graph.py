"""From an ONNX model to the settings of a workbook: nodes in order, with names of our own, constants by name."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from sheetnet.errors import InputError
from sheetnet.frameworks.onnx_file import MOST_ENTRIES, NAME, ForeignGraph, ForeignNode
from sheetnet.frameworks.onnx_folding import folded, shape_of
from sheetnet.frameworks.onnx_operators import operator_of
from sheetnet.models.operator_graph.graph import SAMPLES, Node
from sheetnet.models.operator_graph.operators import Reshape, Shape

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass
class Translation:
    """A graph on its way to ours.

    Args:
        graph: The graph as the file has it.
        shape: That of the samples.
        batch: The number of samples for which the file was made; None if for any.
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

    def __post_init__(self) -> None:
        self._used = {name for each in self.graph.nodes for name in each.inputs} | {self.graph.output}
        self._known = dict(self.graph.constants)
        self._names, self._shapes = {self.graph.input: SAMPLES}, {SAMPLES: self.shape}
        for node in in_order(self.graph):
            self._translate(node)
        if self.graph.output not in self._names:
            raise InputError(f"the output {self.graph.output[:NAME]!r} does not depend on what the model takes")

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
        if isinstance(operator, Reshape):
            operator = self._for_any_batch(operator)
        kind = _WORD.sub("_", operator.kind).lower()
        self._counts[kind] = self._counts.get(kind, 0) + 1
        name = f"{kind}_{self._counts[kind]}"
        roles = type(operator).takes
        inputs = tuple(self._taken(each, f"{name}_{roles[at]}") for at, each in enumerate(taken))
        self.nodes.append(Node(name, operator, inputs))
        self.titles.append(node.name)
        self._measure(self.nodes[-1])
        self._names[node.outputs[0]] = name

    def _constant(self, node: ForeignNode) -> np.ndarray | None:
        """Return what a node gives, if that does not depend on the samples' numbers."""
        if node.kind == "Shape" and node.inputs and node.inputs[0] not in self._known:
            return shape_of(node, self._shapes.get(self._names.get(node.inputs[0], "")))
        return folded(node, self._known)

    def _measure(self, node: Node) -> None:
        """Note the shape of what a node gives; what does not fit is refused later, when all of it is known."""
        shapes = [self.constants[name].shape if name in self.constants else self._shapes.get(name)
                  for name in node.inputs]  # fmt: skip
        with suppress(InputError):
            if None not in shapes:
                self._shapes[node.name] = node.operator.shape([shape for shape in shapes if shape is not None])

    def _taken(self, name: str, called: str) -> str:
        """Return our name for something that a node takes; a constant is called after who takes it first."""
        if name not in self._names:
            self._names[name] = called
            self.constants[called] = np.asarray(self._known[name], dtype=np.float64)
        return self._names[name]

    def _for_any_batch(self, operator: Reshape) -> Reshape:
        """Let a shape that was made for so many samples keep however many there are."""
        sizes = operator.sizes
        if self.batch is not None and sizes[:1] == (self.batch,) and not operator.allowzero:
            return replace(operator, sizes=(0, *sizes[1:]))
        return operator


def in_order(graph: ForeignGraph) -> list[ForeignNode]:
    """Return the nodes that the output needs, each after what it takes.

    Raises:
        InputError: A node takes what follows from it, or what nothing gives.
    """
    givers = {name: node for node in graph.nodes for name in node.outputs if name}
    order: list[ForeignNode] = []
    begun: set[int] = set()
    done: set[int] = set()
    stack: list[tuple[str, bool]] = [(graph.output, False)]
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
    """Return a copy of the file with the nodes alone that the output needs: whoever runs it runs no others."""
    found = type(graph.proto)()
    found.CopyFrom(graph.proto)
    place = {id(node): number for number, node in enumerate(graph.nodes)}
    del found.graph.node[:]
    found.graph.node.extend(graph.proto.graph.node[place[id(node)]] for node in in_order(graph))
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
    return {"nodes": tuple(made.nodes), "constants": made.constants, "titles": made.titles}


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
