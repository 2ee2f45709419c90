"""Models as Keras writes them: casts everywhere, channels last, padding apart, sizes computed of sizes, one sample."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

import sheetnet
from sheetnet.check.read import read_workbook
from sheetnet.errors import InputError
from sheetnet.frameworks.graph_laid_open import onnx_settings
from sheetnet.models.operator_graph import OperatorGraph
from tests.operator_graph.small import small

RANDOM = np.random.default_rng(5)
PICTURES = RANDOM.normal(size=(3, 5, 4, 1))
node = helper.make_node


def constant(name: str, values: Any, kind: Any = np.int64) -> Any:
    return numpy_helper.from_array(np.asarray(values, dtype=kind), name)


def weights(name: str, *shape: int) -> Any:
    return constant(name, RANDOM.normal(size=shape), np.float32)


def pads_of_sizes() -> list[Any]:
    """Return nodes that compute [0, 0, 1, 0, 0, 0, 0, 1] of the sizes of ``turned``, in whole numbers."""
    return [
        node("Shape", ["turned"], ["sizes"]), node("Gather", ["sizes", "two"], ["rows"]),
        node("Add", ["rows", "one"], ["more"]), node("Div", ["more", "two"], ["half"]),  # (5 + 1)/2
        node("Sub", ["half", "two"], ["before"]), node("Unsqueeze", ["before", "zeros"], ["first"]),
        node("Shape", ["first"], ["length"]), node("Mul", ["length", "four"], ["rest"]),
        node("ConstantOfShape", ["rest"], ["after"], value=helper.make_tensor("v", TensorProto.INT64, [1], [0])),
        node("Concat", ["nothing", "first", "after"], ["begun"], axis=0),
        node("Slice", ["begun", "zeros", "seven"], ["seven_of_them"]),
        node("Concat", ["seven_of_them", "ones"], ["unchecked"], axis=0),
        node("Cast", ["unchecked"], ["pads"], to=TensorProto.INT64),
    ]  # fmt: skip


def free() -> Any:
    """Return a convolutional model for any number of samples."""
    nodes = [
        node("Cast", ["x"], ["c"], to=TensorProto.FLOAT), node("Transpose", ["c"], ["turned"], perm=[0, 3, 1, 2]),
        *pads_of_sizes(), node("Pad", ["turned", "pads", ""], ["padded"], mode="edge"),
        node("Conv", ["padded", "filters"], ["z"], kernel_shape=[2, 2]),
        node("Transpose", ["z"], ["back"], perm=[0, 2, 3, 1]), node("Cast", ["back"], ["b2"], to=TensorProto.FLOAT),
        node("Selu", ["b2"], ["s"]), node("ReduceMax", ["s", "axes"], ["m"], keepdims=0),
        node("Softplus", ["m"], ["soft"]), node("Greater", ["m", "limit"], ["large"]),
        node("Where", ["large", "m", "soft"], ["a"]), node("MatMul", ["a", "w"], ["t"]),
        node("Cast", ["t"], ["y"], to=TensorProto.FLOAT),
    ]  # fmt: skip
    constants = [
        constant("two", 2), constant("one", 1), constant("four", [4]), constant("zeros", [0]), constant("ones", [1]),
        constant("seven", [7]), constant("nothing", [0, 0]), constant("axes", [1, 2]),
        constant("limit", 1.0, np.float32), weights("filters", 3, 1, 2, 2), weights("w", 3, 2),
    ]  # fmt: skip
    return small(nodes, constants, ["batch", 5, 4, 1], 18)


def fixed() -> Any:
    """Return a convolutional model that was made for one sample."""
    nodes = [
        node("Transpose", ["x"], ["turned"], perm=[0, 3, 1, 2]),
        node("Conv", ["turned", "filters"], ["z"], pads=[0, 0, 1, 1]),
        node("Transpose", ["z"], ["back"], perm=[0, 2, 3, 1]), node("Exp", ["back"], ["e"]),
        node("Reshape", ["e", "flat"], ["r"], allowzero=1), node("MatMul", ["r", "w"], ["t"]),
        node("Unsqueeze", ["t", "axis"], ["u"]), node("ReduceMean", ["u", "axis"], ["n"], keepdims=1),
        node("Squeeze", ["n", "axis"], ["q"]), node("Neg", ["q"], ["o"]), node("Abs", ["o"], ["p"]),
        node("Softmax", ["p"], ["y"]),
    ]  # fmt: skip
    constants = [constant("flat", [1, 40]), constant("axis", [1]), weights("filters", 2, 1, 2, 2), weights("w", 40, 3)]
    return small(nodes, constants, [1, 5, 4, 1], 18)


def answers_of_onnxruntime(model: Any, samples: np.ndarray, at_a_time: int) -> np.ndarray:
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    parts = [samples[begin : begin + at_a_time] for begin in range(0, len(samples), at_a_time)]
    return np.concatenate([session.run(None, {"x": part.astype(np.float32)})[0] for part in parts])


@pytest.mark.parametrize(("make", "at_a_time"), [(free, 3), (fixed, 1)])
def test_what_keras_writes_is_laid_open(make: Any, at_a_time: int, tmp_path: Path) -> None:
    model = make()
    path = sheetnet.from_model(model, PICTURES, tmp_path / "keras.xlsx")
    assert sheetnet.verify(path).ok
    workbook: Any = read_workbook(path).model
    found = sheetnet.load(path).tensor(workbook.output.name)
    np.testing.assert_allclose(found, answers_of_onnxruntime(model, PICTURES, at_a_time), rtol=1e-5, atol=1e-6)
    assert "identity" not in " ".join(each.name for each in workbook.nodes)  # casts take no cells


def test_a_shape_of_a_free_batch_keeps_any_number_of_samples() -> None:
    nodes = [
        node("Shape", ["x"], ["s"]), node("Slice", ["s", "zero", "one"], ["n"]),
        node("Concat", ["n", "rest"], ["shape"], axis=0), node("Reshape", ["x", "shape"], ["y"]),
    ]  # fmt: skip
    constants = [constant("zero", [0]), constant("one", [1]), constant("rest", [2, 2])]
    settings = onnx_settings(small(nodes, constants, ["N", 4]), np.ones((3, 4)))
    assert [str(each) for each in settings["nodes"]] == ["reshape_1=Reshape(samples|sizes:0x2x2)"]  # type: ignore[attr-defined]


ACROSS: dict[str, list[Any]] = {
    "turned": [node("Transpose", ["x"], ["t"], perm=[1, 0]), node("Reshape", ["t", "row"], ["y"])],
    "softmax": [node("Softmax", ["x"], ["y"], axis=0)],
    "each other": [node("Concat", ["x", "x"], ["c"], axis=0), node("ReduceMax", ["c", "first"], ["y"])],
    "rows": [node("Add", ["x", "rows"], ["y"])],
    "all": [node("ReduceSum", ["x"], ["y"])],
}


@pytest.mark.parametrize("case", ACROSS)
def test_a_model_for_one_sample_that_relates_samples_takes_no_more(case: str) -> None:
    """With three samples of three numbers every shape fits, and the answer would be another one."""
    constants = [constant("row", [1, 3]), constant("first", [0]), constant("rows", np.ones((3, 3)), np.float32)]
    model = small(ACROSS[case], constants, [1, 3], 18)
    with pytest.raises(InputError, match=r"made for 1 sample\(s\) at a time"):
        onnx_settings(model, np.arange(9.0).reshape(3, 3))
    assert OperatorGraph.from_names(onnx_settings(model, np.arange(3.0).reshape(1, 3)))


REFUSED: dict[str, tuple[list[Any], str]] = {
    "whole numbers": ([node("Cast", ["x"], ["y"], to=TensorProto.INT64)], "numbers of type INT64"),
    "padding is computed": ([node("Pad", ["x", "x"], ["y"])], "its pads are computed"),
    "mirrored too far": ([node("Pad", ["x", "far"], ["y"], mode="reflect")], "mirrors more entries than there are"),
    "turned round": ([node("Pad", ["x", "far"], ["y"], mode="wrap")], "mode='wrap'"),
    "by nothing": ([node("Div", ["two", "none"], ["d"]), node("Pad", ["x", "d"], ["y"])], "constants that it takes"),
    "vast": ([node("ConstantOfShape", ["vast"], ["d"]), node("Add", ["x", "d"], ["y"])], "up to 1,000,000,000,000"),
    "not 1": ([node("Squeeze", ["x", "none"], ["y"])], "not all of size 1"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_laid_open_is_said(case: str) -> None:
    nodes, said = REFUSED[case]
    constants = [
        constant("far", [0, 3, 0, 0]), constant("two", [2]), constant("none", [0]), constant("vast", [10**6, 10**6]),
    ]  # fmt: skip
    with pytest.raises(InputError, match=said) as refused:
        OperatorGraph.from_names(onnx_settings(small(nodes, constants, ["N", 3], 18), np.ones((2, 3))))
    assert "\n" not in str(refused.value)


FUNCTIONS = "Exp Neg Abs Selu Softsign HardSigmoid HardSwish Squeeze GlobalMaxPool"
TWO = "Greater GreaterOrEqual Less LessOrEqual Max Min PRelu"
REDUCTIONS = "ReduceMean ReduceSum ReduceMax ReduceMin"


def test_every_function_is_the_same_in_the_workbook(tmp_path: Path) -> None:
    """Each takes the samples, of which two are as large as what they are compared with."""
    operators = [
        *(f"{kind}(samples)" for kind in FUNCTIONS.split()), *(f"{kind}(samples,w)" for kind in TWO.split()),
        *(f"{kind}(samples|axes:2x-1|keepdims:{kept})" for kept in (0, 1) for kind in REDUCTIONS.split()),
        *(f"Pad(samples|pads:1x2x0x3|axes:2x3|mode:{mode}|value:0.5)" for mode in ("constant", "edge", "reflect")),
        "Where(samples,w,samples)", "Unsqueeze(samples|axes:2)",
    ]  # fmt: skip
    nodes = " ".join(f"n_{number}={operator}" for number, operator in enumerate(operators))
    samples = RANDOM.normal(size=(3, 2, 3, 4)) * 3
    samples[0, :, 0, 0] = 0.25, 0
    path = sheetnet.build("operator_graph", tmp_path / "f.xlsx", nodes=nodes, samples=samples,
                          constant_w=[[[0.25]], [[0.5]]])  # fmt: skip
    assert sheetnet.verify(path).ok
    found = sheetnet.load(path).tensor(f"n_{len(operators) - 3}")
    np.testing.assert_allclose(found, np.pad(samples, [(0, 0), (0, 0), (1, 0), (2, 3)], mode="reflect"), rtol=1e-14)
