"""The arrays of a graph as tensors: samples, constants, what every operator gives, and their formulas."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sheetnet.lessons.operator_graph.layout import Layout, constant
from sheetnet.lessons.operator_graph.operators import OPERATORS, OperatorFormulas
from sheetnet.models.operator_graph import CONSTANT, OperatorGraph
from sheetnet.models.operator_graph.graph import SAMPLES, Node
from sheetnet.models.operator_graph.operators import Identity
from sheetnet.models.operator_graph.operators.reductions import Reduction
from sheetnet.models.operator_graph.operators.views import (
    Concat,
    Flatten,
    Reshape,
    Squeeze,
    Transpose,
    Unsqueeze,
)
from sheetnet.models.operator_graph.operators.windows import GlobalAveragePool, Pool
from sheetnet.texts import Text, Texts, literal
from sheetnet.workbook import Axis, Look, Role, Tensor

PIXEL, NUMBER = 5.5, 9.0
"""Widths of columns, in characters: of pictures, of tables."""
KEEPS_SIGN = (Pool, GlobalAveragePool, Reduction, Concat, Flatten, Reshape, Squeeze, Transpose, Unsqueeze, Identity)
"""Operators that give what is negative only where they take it."""


@dataclass
class Values:
    """Everything in a graph.

    Args:
        model: The graph.
        texts: The words.
    """

    model: OperatorGraph
    texts: Texts
    layout: Layout = field(init=False)
    tensors: dict[str, Tensor] = field(init=False, default_factory=dict)
    parts: dict[str, dict[str, Tensor]] = field(init=False, default_factory=dict)
    signed: dict[str, bool] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        model = self.model
        self.layout = Layout(in_rows=max(len(model.shapes[name]) for name in self._flowing) <= 2)
        self.signed[SAMPLES] = bool((model.samples < 0).any())
        self.tensors[SAMPLES] = self._samples()
        for name, values in model.constants.items():
            self.tensors[name] = self._constant(name, values)
        for node in model.nodes:
            self._add(node)

    @property
    def _flowing(self) -> list[str]:
        """The names of what flows through the graph: all but the constants."""
        return [SAMPLES, *(node.name for node in self.model.nodes)]

    @property
    def outputs(self) -> Tensor:
        """What the model gives."""
        return self.tensors[self.model.output.name]

    def look(self, name: str) -> Look:
        """Return how the numbers of an array look: pictures are narrow, and coloured by value."""
        colors = "signed" if self.signed[name] else "activation"
        width = NUMBER if self.layout.in_rows else PIXEL
        if name == SAMPLES:
            within = bool(np.abs(self.model.samples).max() <= 1)
            colors = "" if self.layout.in_rows or not within else colors if self.signed[name] else "pixels"
            return Look("0.###" if self.layout.in_rows else "0.##", colors=colors, width=width)
        return Look("0.000" if self.layout.in_rows else "0.00", colors=colors, width=width)

    def title(self, node: Node) -> Text:
        """Return what a node is: its name, its operator, and what that takes but for constants."""
        taken = ", ".join(called(name) for name in node.inputs if name not in self.model.constants)
        return literal(f"{node.name} = {node.operator.kind}({taken})")

    def equation(self, node: Node) -> str:
        """Return what a node computes, in symbols."""
        return OPERATORS[node.operator.kind].equation(node.operator)

    def _samples(self) -> Tensor:
        model = self.model
        axes = self.layout.value(model.samples.shape, self._margin(SAMPLES))
        return Tensor(
            SAMPLES, tuple(axes), self.texts["meaning.samples"], Role.INPUT, "x", look=self.look(SAMPLES),
            values=np.asarray(model.samples), allowed=model.field(SAMPLES),
        )  # fmt: skip

    def _constant(self, name: str, values: np.ndarray) -> Tensor:
        node, at = self.model.users(name)[0]
        role = type(node.operator).takes[at]
        meaning = self.texts["meaning.constant"].format(what=self._role(role), node=node.name)
        axes = self._constant_axes(name, values)
        look = Look("0.00", colors="weights", width=PIXEL if len(values.shape) > 2 else NUMBER - 1)
        return Tensor(
            CONSTANT + name, tuple(axes), meaning, Role.PARAMETER, look=look, values=np.asarray(values),
            allowed=self.model.field(CONSTANT + name),
        )  # fmt: skip

    def _role(self, role: str) -> Text:
        """Return what a constant is to the operator that takes it."""
        return self.texts[f"role.{role.partition('_')[0]}"]

    def _constant_axes(self, name: str, values: np.ndarray) -> list[Axis]:
        for node, at in self.model.users(name):
            shapes = self.model.taken(node)
            others = {
                place: self.layout.value(shapes[place])
                for place, taken in enumerate(node.inputs)
                if taken not in self.model.constants
            }
            found = OPERATORS[node.operator.kind].constant_axes(node.operator, at, shapes, others)
            if found is not None:
                return found
        margin = self._margin(name)
        return constant(values.shape) if margin == (0, 0) else self.layout.value(values.shape, margin)

    def _margin(self, name: str) -> tuple[int, int]:
        """Return the blank cells around an array that those need which slide over it."""
        needs = [
            OPERATORS[node.operator.kind].margin(node.operator, self.model.taken(node))
            for node, at in self.model.users(name)
            if at == 0
        ]
        return max((down for down, _ in needs), default=0), max((right for _, right in needs), default=0)

    def _add(self, node: Node) -> None:
        kind: type[OperatorFormulas[Any]] = OPERATORS[node.operator.kind]
        self.signed[node.name] = self._is_signed(node, kind)
        shapes = self.model.taken(node)
        output = self._computed(node.name, self.model.shapes[node.name], kind.equation(node.operator), node)
        self.parts[node.name] = {
            part: self._part(node, part, kind.part_equations[part], self.layout.value(shape))
            for part, shape in node.operator.parts(shapes).items()
        }
        self.tensors[node.name] = output
        taken = [self.tensors[name] for name in node.inputs]
        kind(node.operator, taken, output, self.parts[node.name]).write()

    def _is_signed(self, node: Node, kind: type[OperatorFormulas[Any]]) -> bool:
        if isinstance(node.operator, KEEPS_SIGN):
            return any(self.signed.get(name, True) for name in node.inputs)
        return kind.signed

    def _computed(self, name: str, shape: tuple[int, ...], equation: str, node: Node) -> Tensor:
        is_answer = node is self.model.output or name in self.model.outputs
        role = Role.OUTPUT if is_answer else Role.COMPUTED
        axes = self.layout.value(shape, self._margin(name))
        meaning = self.texts["meaning.result"].format(node=name, kind=node.operator.kind)
        return Tensor(name, tuple(axes), meaning, role, equation=equation, look=self.look(name))

    def _part(self, node: Node, part: str, equation: str, axes: list[Axis]) -> Tensor:
        meaning = self.texts[f"part.{part}"].format(node=node.name)
        width = NUMBER if self.layout.in_rows else PIXEL
        look = Look("0.000" if self.layout.in_rows else "0.00", width=width)
        return Tensor(f"{node.name}_{part}", tuple(axes), meaning, equation=equation, look=look)


def called(name: str) -> str:
    """Return the name under which an array is known to the reader."""
    return "x" if name == SAMPLES else name
