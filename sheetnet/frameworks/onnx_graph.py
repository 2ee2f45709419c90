"""From an ONNX model to the settings of a workbook: nodes in order, with names of our own, constants by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from sheetnet.errors import InputError
from sheetnet.frameworks.onnx_file import NAME, ForeignGraph, ForeignNode
from sheetnet.frameworks.onnx_operators import operator_of
from sheetnet.models.operator_graph.graph import SAMPLES, Node
from sheetnet.models.operator_graph.operators import Reshape, Transpose

FOLDED = ("Constant", "Flatten", "Identity", "Reshape", "Transpose")
"""Operators that, of a constant, make a constant."""
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass
class Translation:
    """A graph on its way to ours.

    Args:
        graph: The graph as the file has it.
        batch: The number of samples for which the file was made; None if for any.
    """

    graph: ForeignGraph
    batch: int | None = None
    nodes: list[Node] = field(default_factory=list)
    constants: dict[str, np.ndarray] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    _known: dict[str, np.ndarray] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._used = {name for each in self.graph.nodes for name in each.inputs} | {self.graph.output}
        self._known = dict(self.graph.constants)
        self._names = {self.graph.input: SAMPLES}
        for node in self._in_order():
            self._translate(node)
        if self.graph.output not in self._names:
            raise InputError(f"the output {self.graph.output[:NAME]!r} does not depend on what the model takes")

    def _in_order(self) -> list[ForeignNode]:
        """Return the nodes that the output needs, each after what it takes.

        Raises:
            InputError: A node takes what follows from it, or what nothing gives.
        """
        givers = {name: node for node in self.graph.nodes for name in node.outputs if name}
        order: list[ForeignNode] = []
        begun: set[int] = set()
        done: set[int] = set()
        stack: list[tuple[str, bool]] = [(self.graph.output, False)]
        while stack:
            name, finished = stack.pop()
            node = givers.get(name)
            if node is None:
                if name and name not in self._known and name != self.graph.input:
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

    def _translate(self, node: ForeignNode) -> None:
        if node.kind in FOLDED and all(name in self._known for name in node.inputs):
            self._known[node.outputs[0]] = _folded(node, [self._known[name] for name in node.inputs], self._known)
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
        self._names[node.outputs[0]] = name

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


def translated(graph: ForeignGraph) -> dict[str, object]:
    """Return nodes and constants as settings of a workbook.

    Args:
        graph: The graph as the file has it.

    Raises:
        InputError: Something is not laid open.
    """
    made = Translation(graph, graph.sizes[0] if graph.sizes else None)
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


def _folded(node: ForeignNode, taken: list[np.ndarray], known: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the constant that an operator makes of constants."""
    if node.kind == "Constant":
        return _constant(node)
    operator, _ = operator_of(node, known, 0)
    if isinstance(operator, Transpose):
        return np.transpose(taken[0], operator.order(taken[0].ndim))
    return taken[0].reshape(operator.shape([taken[0].shape]))


def _constant(node: ForeignNode) -> np.ndarray:
    values: dict[str, Any] = {
        name: value for name, value in node.attributes.items() if name in
        ("value", "value_float", "value_floats", "value_int", "value_ints")
    }  # fmt: skip
    if len(values) != 1 or len(node.attributes) != 1:
        raise node.refuse(f"its attribute {', '.join(node.attributes)[:NAME]} is none that sheetnet knows")
    return np.asarray(next(iter(values.values())))
