"""The public tests of ONNX's operators, which the package onnx brings along, as models of one array and answers."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import onnx
import onnx.backend.test
from onnx import numpy_helper
from onnx.backend.test.case.node import collect_testcases

from sheetnet.errors import SheetnetError
from sheetnet.frameworks.onnx_file import read_onnx
from sheetnet.frameworks.onnx_graph import translated
from sheetnet.frameworks.onnx_operators import SPECIAL
from sheetnet.models.operator_graph import OperatorGraph
from sheetnet.models.operator_graph.operators import OPERATORS

KNOWN = {*OPERATORS, *SPECIAL, "Constant"}
CONVERTED = Path(onnx.backend.test.__file__).parent / "data" / "pytorch-converted"

FOUR_DIGITS = {"test_averagepool_2d_ceil_last_window_starts_on_pad": 1e-3}
"""Tests whose answers are written down with four digits."""


@dataclass(frozen=True)
class NodeCase:
    """A test of an operator. What the operator takes besides its first array is made constants of the model, and what
    it gives besides its first result is left out.

    Args:
        name: Its name.
        model: The model.
        samples: What goes in.
        expected: What must come out.
        tolerance: Relative, as the test says.
    """

    name: str
    model: onnx.ModelProto
    samples: np.ndarray
    expected: np.ndarray
    tolerance: float

    def graph(self) -> OperatorGraph:
        """Return the model as sheetnet lays it open; whatever it refuses is an error of sheetnet's."""
        return OperatorGraph.from_names(self.settings())

    def settings(self) -> dict[str, object]:
        """Return the settings of its workbook."""
        return {**translated(read_onnx(self.model), self.samples.shape), "samples": self.samples}

    def agrees(self, found: np.ndarray) -> bool:
        """Tell whether what was found is what must come out."""
        return found.shape == self.expected.shape and np.allclose(found, self.expected, self.tolerance, 1e-6)


@cache
def node_cases() -> Sequence[NodeCase]:
    """Return the tests of the operators that sheetnet knows: those of the standard, and some that PyTorch exported."""
    return [*_of_the_standard(), *_converted()]


def refusal(case: NodeCase) -> str:
    """Return why sheetnet does not lay a test open; empty if it does."""
    try:
        case.graph()
    except SheetnetError as error:
        return str(error)
    return ""


def _of_the_standard() -> Iterator[NodeCase]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cases = collect_testcases(None)
    for case in cases:
        (inputs, outputs), *_ = case.data_sets
        if {node.op_type for node in case.model.graph.node} <= KNOWN and len(inputs) and _are_arrays(inputs):
            yield _case(case.name, case.model, [*inputs], outputs[0], FOUR_DIGITS.get(case.name, 1e-5))


def _converted() -> Iterator[NodeCase]:
    for folder in sorted(CONVERTED.iterdir()):
        model, data = onnx.load(str(folder / "model.onnx")), folder / "test_data_set_0"
        if {node.op_type for node in model.graph.node} <= KNOWN:
            arrays = [_numbers(path) for path in sorted(data.glob("input_*.pb"))]
            yield _case(folder.name, model, arrays, _numbers(data / "output_0.pb"), 1e-5)


def _are_arrays(values: Sequence[object]) -> bool:
    """Tell whether all of them are numbers, which can be made constants."""
    return all(np.asarray(each).dtype.kind in "biuf" for each in values)


def _case(name: str, model: onnx.ModelProto, arrays: list[object], expected: object, tolerance: float) -> NodeCase:
    constants = {each.name for each in model.graph.initializer}
    free = [each for each in model.graph.input if each.name not in constants]
    for each, values in list(zip(free, arrays, strict=False))[1:]:
        model.graph.initializer.append(numpy_helper.from_array(np.asarray(values), each.name))
    del model.graph.output[1:]
    return NodeCase(name, model, np.asarray(arrays[0]), np.asarray(expected), tolerance)


def _numbers(path: Path) -> np.ndarray:
    tensor = onnx.TensorProto()
    tensor.ParseFromString(path.read_bytes())
    return numpy_helper.to_array(tensor)
