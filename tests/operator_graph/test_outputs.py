"""Models that give several things, labels among them, as scikit-learn's exporter writes them; products of vectors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

import sheetnet
from sheetnet.check.read import read_workbook
from sheetnet.errors import InputError
from sheetnet.frameworks.graph_laid_open import onnx_settings
from sheetnet.models.operator_graph import OperatorGraph
from sheetnet.reference.operator_graph import run, trace

node = helper.make_node
ML = {"domain": "ai.onnx.ml"}
X = np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 0.5], [2.0, 0.0, -1.0]])
CLASSIFIER: dict[str, Any] = {
    "coefficients": [1.0, -1.0, 0.5, 0.5, 2.0, -1.0],
    "intercepts": [0.5, -0.25],
    "classlabels_strings": ["cat", "dog"],
}


def model_of(nodes: list[Any], outputs: list[Any], constants: list[Any] | None = None) -> Any:
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 3])
    graph = helper.make_graph(nodes, "several", [x], outputs, constants or [])
    versions = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 1)]
    return helper.make_model(graph, opset_imports=versions, ir_version=9)


def real(name: str) -> Any:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, None)


def words(name: str) -> Any:
    return helper.make_tensor_value_info(name, TensorProto.STRING, None)


def tables(name: str) -> Any:
    kind = helper.make_tensor_type_proto(TensorProto.FLOAT, None)
    return helper.make_value_info(name, helper.make_sequence_type_proto(helper.make_map_type_proto(8, kind)))


def pipeline() -> Any:
    """Return a scaler and a linear classifier, labels first, probabilities as a list of tables."""
    nodes = [
        node("Scaler", ["x"], ["scaled"], offset=[1.0, 0.0, -1.0], scale=[2.0, 0.5, 1.0], **ML),
        node("LinearClassifier", ["scaled"], ["label", "p"], post_transform="LOGISTIC", **CLASSIFIER, **ML),
        node("Normalizer", ["p"], ["n"], norm="L1", **ML),
        node("ZipMap", ["n"], ["probabilities"], classlabels_strings=["cat", "dog"], **ML),
    ]  # fmt: skip
    return model_of(nodes, [words("label"), tables("probabilities")])


def expected() -> np.ndarray:
    z = ((X - [1, 0, -1]) * [2, 0.5, 1]) @ np.reshape(CLASSIFIER["coefficients"], (2, 3)).T + CLASSIFIER["intercepts"]
    p = 1 / (1 + np.exp(-z))
    return np.asarray(p / p.sum(axis=1, keepdims=True))


def test_labels_are_left_off_and_probabilities_laid_open(tmp_path: Path) -> None:
    path = sheetnet.from_model(pipeline(), X, tmp_path / "p.xlsx", ["dog", "dog", "cat"])
    assert sheetnet.verify(path).ok
    workbook: Any = read_workbook(path).model
    assert (workbook.classes, workbook.left, workbook.outputs) == (("cat", "dog"), ("label",), ())
    np.testing.assert_allclose(sheetnet.load(path).tensor("div_1"), expected(), rtol=1e-7)
    np.testing.assert_array_equal(sheetnet.load(path).tensor("labels"), [1, 1, 0])


def test_the_model_is_asked_for_its_probabilities() -> None:
    graph = OperatorGraph.from_names(onnx_settings(pipeline(), X))
    assert graph.source == "model"
    np.testing.assert_array_equal(graph.labels, expected().argmax(axis=1))
    np.testing.assert_array_equal(trace(graph)["right"], 1)


def test_a_linear_regression_is_laid_open() -> None:
    regressor = node("LinearRegressor", ["x"], ["y"], coefficients=[1.0, 2.0, -0.5], intercepts=[3.0], **ML)
    graph = OperatorGraph.from_names(onnx_settings(model_of([regressor], [real("y")]), X))
    np.testing.assert_allclose(graph.labels, X @ [1, 2, -0.5] + 3)
    np.testing.assert_allclose(trace(graph)["told"], graph.labels)


@pytest.mark.parametrize("order", [["early", "y", "other"], ["other", "early", "y"]])
def test_of_several_outputs_the_main_one_is_last_and_none_is_lost(order: list[str]) -> None:
    """What others depend on is not the main one."""
    nodes = [
        node("Relu", ["x"], ["early"]), node("Tanh", ["early"], ["t"]), node("Cast", ["t"], ["y"], to=1),
        node("Softmax", ["t"], ["other"]),
    ]  # fmt: skip
    model = model_of(nodes, [real(name) for name in order])
    graph = OperatorGraph.from_names(onnx_settings(model, X))
    answers = dict(zip(order, ReferenceEvaluator(model).run(None, {"x": X.astype(np.float32)}), strict=True))
    main = "y" if order[0] == "early" else "other"
    found = run(graph)
    np.testing.assert_allclose(found[graph.output.name], answers[main], rtol=1e-6)
    assert len(graph.outputs) == 2
    np.testing.assert_allclose(found[graph.outputs[order.index("early") - (main == "other")]], answers["early"])
    again = OperatorGraph.from_names({**graph.settings(), "samples": X})
    assert (again.outputs, again.nodes) == (graph.outputs, graph.nodes)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_left_off_is_said_on_the_sheet_of_the_model(language: str, tmp_path: Path) -> None:
    nodes = [node("Relu", ["x"], ["a"]), node("Tanh", ["x"], ["b"])]
    labels = helper.make_tensor_value_info("=l", TensorProto.INT64, None)
    model = model_of(nodes, [real("a"), real("b"), labels])
    path = sheetnet.from_model(model, X, tmp_path / "m.xlsx", lang=language)
    said = [str(cell.value) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert [text for text in said if "relu_1" in text and "tanh_1" in text]
    assert [text for text in said if "=l" in text and not text.startswith("=")]


REFUSED: dict[str, tuple[Any, str]] = {
    "labels are needed": (
        model_of([node("LinearClassifier", ["x"], ["l", "p"], **CLASSIFIER, **ML), node("Add", ["l", "p"], ["y"])],
                 [real("y")]), "'l' somewhere, which nothing gives"),
    "other operator": (model_of([node("TreeEnsembleRegressor", ["x"], ["y"], **ML)], [real("y")]), "of its domain"),
    "other norm": (model_of([node("Normalizer", ["x"], ["y"], norm="MAX", **ML)], [real("y")]), "norm is MAX"),
    "nothing given": (model_of([node("Scaler", ["x"], ["y"], **ML)], [real("y")]), "missing, or do not fit"),
    "does not fit": (
        model_of([node("LinearRegressor", ["x"], ["y"], coefficients=[1.0], targets=2, **ML)], [real("y")]),
        "missing, or do not fit"),
    "words alone": (model_of([node("ZipMap", ["x"], ["y"], **ML)], [tables("z")]), "'z', which is no array"),
    "none": (model_of([node("Relu", ["x"], ["y"])], []), "gives 0 arrays"),
    "two classes named alike": (
        model_of([node("ZipMap", ["r"], ["z"], classlabels_strings=["a", "a", "b"], **ML), node("Relu", ["x"], ["r"])],
                 [tables("z")]), "'a' stands there twice"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_laid_open_is_said_in_one_line(case: str) -> None:
    model, said = REFUSED[case]
    with pytest.raises(InputError, match=said) as refused:
        OperatorGraph.from_names(onnx_settings(model, X))
    assert "\n" not in str(refused.value)


def test_a_vector_is_a_row_at_the_left_and_a_column_at_the_right(tmp_path: Path) -> None:
    vector = numpy_helper.from_array(np.array([1.0, -2.0, 0.5], dtype=np.float32), "v")
    nodes = [node("MatMul", ["x", "v"], ["z"]), node("MatMul", ["z", "x"], ["w"]), node("MatMul", ["w", "v"], ["y"])]
    path = sheetnet.from_model(model_of(nodes, [real("y")], [vector]), X, tmp_path / "v.xlsx")
    assert sheetnet.verify(path).ok
    v = np.array([1.0, -2.0, 0.5])
    np.testing.assert_allclose(sheetnet.load(path).tensor("mat_mul_3"), (X @ v) @ X @ v)
