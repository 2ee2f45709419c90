"""A trained model laid open: a graph of operators on arrays, the samples that go into it, its constants."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np

from sheetnet.errors import InputError, LimitError
from sheetnet.models.fields import Field, array, arrays, number, setting
from sheetnet.models.model import Model
from sheetnet.models.operator_graph.graph import (
    MOST_AXES,
    SAMPLES,
    Node,
    read_graph,
    read_titles,
    shapes_of,
    write_graph,
)
from sheetnet.models.operator_graph.operators import BatchNormalization, Conv, Div, Gemm, LayerNormalization, MatMul
from sheetnet.models.operator_graph.operators import Shape as Shape
from sheetnet.models.written_names import read_names, write_names

MOST_CELLS = 1_000_000
MOST_PRODUCTS = 100_000_000
"""Products in all formulas together; beyond, a spreadsheet takes minutes."""
MOST_LETTERS = 80_000_000
"""Of all formulas together."""
REFERENCE = 40
"""Letters of what a formula says of one channel."""
MOST_SAMPLES = 2_000
MOST_CLASSES = 1_000
LARGEST = 1e15
TRUTHS = ("none", "classes", "numbers")
SOURCES = ("given", "model")
CONSTANT = "constant_"
_EXAMPLE = (
    "gemm_1=Gemm(samples,gemm_1_weights,gemm_1_bias|transB:1) relu_1=Relu(gemm_1) "
    "gemm_2=Gemm(relu_1,gemm_2_weights,gemm_2_bias|transB:1) softmax_1=Softmax(gemm_2)"
)
_EXAMPLE_CONSTANTS = {
    "gemm_1_weights": [[1.5, -1.0], [-1.0, 1.5], [0.5, 0.5]],
    "gemm_1_bias": [0.0, 0.25, -0.5],
    "gemm_2_weights": [[1.0, -0.5, 0.5], [-1.0, 1.0, 0.25]],
    "gemm_2_bias": [0.1, -0.1],
}
_EXAMPLE_SAMPLES = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]


@dataclass(frozen=True, eq=False)
class OperatorGraph(Model):
    """A graph of operators, and what goes into it.

    Args:
        nodes: The operators in their order, or the text that ``write_graph`` makes of them.
        columns: The names of a sample's numbers, where it is a row of them; x1, x2 … if none.
        classes: The names of what the outputs stand for; their numbers if none.
        truth: What is known of each sample: ``none``, the number of its ``classes`` from 0 on, or ``numbers``.
        titles: What each operator is called where the model comes from.
        outputs: The names of the nodes that are answers, too, besides the last one.
        left: What the model gives where it comes from, but is not laid open: labels, which are no real numbers.
        source: Whether what is known was ``given``, or is what the ``model`` itself said where it came from.
        samples: (samples, …), what goes in.
        labels: (samples,), what is known.
        chosen: The number of the sample that is followed.
        constants: Weights and all other constants by name.
    """

    nodes: tuple[Node, ...] = setting(None, reads=read_graph)
    columns: tuple[str, ...] = setting(None, reads=read_names)
    classes: tuple[str, ...] = setting(None, reads=read_names)
    truth: str = setting("none", choices=TRUTHS)
    source: str = setting("given", choices=SOURCES)
    titles: tuple[str, ...] = setting(None, reads=read_titles)
    outputs: tuple[str, ...] = setting((), reads=read_names)
    left: tuple[str, ...] = setting((), reads=read_titles)
    samples: np.ndarray = array(None, low=-LARGEST, high=LARGEST, vary=(-1.0, 1.0))
    labels: np.ndarray = array(None, low=-LARGEST, high=LARGEST, vary=(-1.0, 1.0))
    chosen: float = number(1, low=1, high=MOST_SAMPLES, whole=True)
    constants: dict[str, np.ndarray] = arrays(CONSTANT)

    def complete(self) -> None:
        """Make what follows from the graph, and hold everything to its shapes.

        Raises:
            InputError: What was given does not fit.
            LimitError: The workbook would be too large.
        """
        if self.nodes is None:
            self._set("nodes", read_graph(_EXAMPLE))
            self._set("constants", {**_EXAMPLE_CONSTANTS, **self.constants})
            self._set("samples", np.array(_EXAMPLE_SAMPLES) if self.samples is None else self.samples)
        if self.samples is None or not 1 <= self.samples.ndim <= MOST_AXES or not self.samples.size:
            raise InputError(
                f"there must be samples, with 1 to {MOST_AXES} axes, the first of them that of the samples"
            )
        if len(self.samples) > MOST_SAMPLES:
            raise LimitError(
                f"there are {len(self.samples):,} samples; sheetnet lays {MOST_SAMPLES:,} open: take a part"
            )
        self._complete_constants()
        self._complete_names()
        self._check_size()

    def validate(self) -> None:
        """Check names against the output, labels against the classes, and which sample is chosen."""
        if self.chosen > len(self.samples):
            raise InputError(f"chosen is {self.chosen:g}; there are {len(self.samples)} samples")
        if self.labels.shape != (len(self.samples),):
            raise InputError(f"labels has shape {self.labels.shape}; there must be one a sample, {len(self.samples)}")
        if self.truth == "classes" and not np.isin(self.labels, np.arange(self.units)).all():
            raise InputError(f"labels must be numbers of classes, 0 to {self.units - 1}")
        if self.truth == "numbers" and not self.tells_numbers:
            raise InputError(
                f"the model gives {self.units} numbers a sample; with one number can what is known be compared"
            )
        if self.truth == "classes" and not self.tells:
            raise InputError("the model tells no classes: its output is no row of several numbers a sample")

    @cached_property
    def shapes(self) -> dict[str, Shape]:
        """The shapes of everything, by name."""
        constants = {name: values.shape for name, values in self.constants.items()}
        return shapes_of(self.nodes, {SAMPLES: self.samples.shape, **constants})

    def taken(self, node: Node) -> list[Shape]:
        """Return the shapes of what a node takes."""
        return [self.shapes[name] for name in node.inputs]

    @property
    def output(self) -> Node:
        """The node whose result is the model's answer, the last one."""
        return self.nodes[-1]

    @property
    def units(self) -> int:
        """How many numbers the model gives for a sample."""
        return prod(self.shapes[self.output.name][1:])

    @property
    def tells(self) -> bool:
        """Whether the answer is a class: the largest of several outputs."""
        shape = self.shapes[self.output.name]
        several = len(shape) == 2 and 2 <= shape[1] <= MOST_CLASSES and shape[0] == len(self.samples)
        return several and self.truth != "numbers"

    @property
    def tells_numbers(self) -> bool:
        """Whether the answer is a single number a sample."""
        return self.units == 1 and self.shapes[self.output.name][:1] == (len(self.samples),)

    @property
    def names_classes(self) -> bool:
        """Whether classes have names, not their numbers alone."""
        return self.classes != tuple(map(str, range(self.units)))

    def users(self, name: str) -> list[tuple[Node, int]]:
        """Return the nodes that take something, each with its place among what it takes."""
        return [(node, at) for node in self.nodes for at, taken in enumerate(node.inputs) if taken == name]

    def field(self, name: str) -> Field:
        """Return what an input may hold; what is drawn of constants follows from what they are used for."""
        if name == "chosen":
            return Field(1, MOST_SAMPLES, whole=True).among(1, len(self.samples))
        if name == "labels" and self.truth == "classes":
            return Field(0, self.units - 1, whole=True, several=True)
        if name.startswith(CONSTANT):
            return Field(-LARGEST, LARGEST, self._drawn(name.removeprefix(CONSTANT)), several=True)
        return super().field(name)

    def settings(self) -> dict[str, str]:
        """Return the settings as text."""
        names = {name: write_names(getattr(self, name)) for name in ("columns", "classes", "titles", "outputs", "left")}
        return super().settings() | names | {"nodes": write_graph(self.nodes)}

    def inputs(self) -> dict[str, np.ndarray]:
        """Return the inputs by name, without labels where nothing is known."""
        unused = {"labels"} if self.truth == "none" else set()
        return {name: values for name, values in super().inputs().items() if name not in unused}

    def _drawn(self, name: str) -> tuple[float, float] | None:
        """Return the range from which a check draws: weights freely, variances above 0, others not at all."""
        places = {(type(node.operator), at) for node, at in self.users(name)}
        if places == {(BatchNormalization, 4)}:
            return 0.5, 2.0
        freely = (Gemm, MatMul, Conv, BatchNormalization, LayerNormalization)
        if all(kind in freely for kind, _ in places) and (BatchNormalization, 4) not in places:
            return -1.0, 1.0
        return (0.5, 2.0) if places <= {(Div, 1)} else None

    def _complete_constants(self) -> None:
        used = {name for node in self.nodes for name in node.inputs} - {node.name for node in self.nodes} - {SAMPLES}
        for name in used - self.constants.keys():
            raise InputError(f"the graph takes the constant {name}, which was not given")
        for name in self.constants.keys() - used:
            raise InputError(f"{CONSTANT}{name} is neither a setting nor an input: no operator takes it")
        field, found = self.fields()["constants"], {}
        wide = Field(-LARGEST, LARGEST, several=True, prefix=field.prefix)
        for name in dict.fromkeys(name for node in self.nodes for name in node.inputs if name in used):
            found[name] = wide.check_array(f"{CONSTANT}{name}", self.constants[name])
            if found[name].ndim > MOST_AXES or not found[name].size:
                raise InputError(f"{CONSTANT}{name} has shape {found[name].shape}; it must have entries")
        self._set("constants", found)

    def _complete_names(self) -> None:
        width = self.samples.shape[1] if self.samples.ndim == 2 else 0
        if not self.columns:
            self._set("columns", tuple(f"x{number}" for number in range(1, width + 1)))
        if len(self.columns) != width:
            raise InputError(f"there are {len(self.columns)} names for {width} columns")
        if self.labels is None:
            self._set("labels", np.zeros(len(self.samples)))
        self._set("titles", self.titles or tuple(node.name for node in self.nodes))
        for name in set(self.outputs) - {node.name for node in self.nodes}:
            raise InputError(f"{name} is none of the operators, and so no output")
        if len(self.titles) != len(self.nodes):
            raise InputError(f"there are {len(self.titles)} titles for {len(self.nodes)} operators")
        if not self.classes:
            self._set("classes", tuple(str(number) for number in range(self.units)) if self.tells else ())
        if len(self.classes) != (self.units if self.tells else 0):
            raise InputError(f"there are {len(self.classes)} names of classes for {self.units} outputs")

    def _check_size(self) -> None:
        """Refuse what no spreadsheet is a pleasure with, and say how many samples would do."""
        constants = sum(values.size for values in self.constants.values())
        cells = products = letters = 0
        for node in self.nodes:
            size, taken = prod(self.shapes[node.name]), self.taken(node)
            cells += size + sum(map(prod, node.operator.parts(taken).values()))
            products += size * _terms(node, taken)
            letters += size * REFERENCE * (taken[1][1] if isinstance(node.operator, Conv) else 1)
        for what, count, most in (
            ("cells", cells + prod(self.samples.shape), MOST_CELLS - constants),
            ("products", products, MOST_PRODUCTS),
            ("letters of formulas", letters, MOST_LETTERS),
        ):
            if count > most:
                fewer = int(max(most, 0) * len(self.samples) / count)
                advice = f"give {fewer} samples or fewer" if fewer else "it does not fit with a single sample"
                raise LimitError(
                    f"{len(self.samples)} samples take {count:,} {what} with this model, and its constants "
                    f"{constants:,} cells; a spreadsheet is slow beyond {max(most, 0):,} {what}: {advice}"
                )


def _terms(node: Node, taken: list[Shape]) -> int:
    """Return how many products an entry of what a node gives is the sum of."""
    if isinstance(node.operator, Conv):
        return prod(taken[1][1:])
    if isinstance(node.operator, (Gemm, MatMul)):
        return taken[0][0 if isinstance(node.operator, Gemm) and node.operator.transA else -1]
    return 1
