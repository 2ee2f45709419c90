"""What exporters write besides operators: shapes that are computed, weights that are turned, one sample only."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from onnx import helper, numpy_helper

import sheetnet
from sheetnet.cli import main
from sheetnet.errors import InputError
from sheetnet.frameworks.graph_laid_open import onnx_settings
from sheetnet.models.operator_graph import OperatorGraph
from sheetnet.reference.operator_graph import run, trace
from tests.operator_graph.small import WEIGHTS, small

node = helper.make_node
X = np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 0.5]])


def graph_of(model: Any, samples: np.ndarray = X, y: Any = None) -> OperatorGraph:
    return OperatorGraph.from_names(onnx_settings(model, samples, y))


def kinds(graph: OperatorGraph) -> list[str]:
    return [each.operator.kind for each in graph.nodes]


def test_a_shape_that_is_computed_from_the_samples_is_a_constant() -> None:
    """As PyTorch writes x.view(x.size(0), -1)."""
    numbers = {"zero": np.array(0), "rest": np.array([-1]), "axis": np.array([0])}
    nodes = [
        node("Shape", ["x"], ["all"]), node("Gather", ["all", "zero"], ["count"]),
        node("Unsqueeze", ["count", "axis"], ["first"]), node("Concat", ["first", "rest"], ["shape"], axis=0),
        node("Reshape", ["x", "shape"], ["y"]),
    ]  # fmt: skip
    constants = [numpy_helper.from_array(values, name) for name, values in numbers.items()]
    graph = graph_of(small(nodes, constants, ["N", 3, 2]), np.arange(12.0).reshape(2, 3, 2))
    assert kinds(graph) == ["Reshape"]
    np.testing.assert_array_equal(run(graph)["reshape_1"], np.arange(12.0).reshape(2, 6))


def test_weights_that_are_turned_are_constants() -> None:
    nodes = [node("Transpose", ["w"], ["t"], perm=[1, 0]), node("MatMul", ["x", "t"], ["y"])]
    graph = graph_of(small(nodes))
    assert kinds(graph) == ["MatMul"]
    np.testing.assert_array_equal(run(graph)["mat_mul_1"], X @ WEIGHTS.T)


def test_a_model_for_one_sample_takes_several() -> None:
    shape = numpy_helper.from_array(np.array([1, 3]), "s")
    graph = graph_of(small([node("Reshape", ["x", "s"], ["r"]), node("Relu", ["r"], ["y"])], [shape], [1, 3]))
    assert run(graph)["relu_1"].shape == (2, 3)


def test_nodes_in_any_order_and_those_that_nobody_needs() -> None:
    nodes = [node("Relu", ["z"], ["y"]), node("Mystery", ["x"], ["unused"]), node("Gemm", ["x", "w"], ["z"], transB=1)]
    assert kinds(graph_of(small(nodes))) == ["Gemm", "Relu"]


def test_rows_of_a_table_take_the_shape_that_the_model_wants() -> None:
    graph = graph_of(small([node("Relu", ["x"], ["y"])], [], ["N", 1, 2, 3]), np.arange(12.0).reshape(2, 6))
    assert graph.samples.shape == (2, 1, 2, 3)


def test_before_version_13_a_softmax_takes_all_axes_together() -> None:
    samples = np.arange(8.0).reshape(2, 2, 2) / 8
    found = {
        version: run(graph_of(small([node("Softmax", ["x"], ["y"], axis=1)], [], ["N", 2, 2], version), samples))
        for version in (12, 13)
    }
    np.testing.assert_allclose(found[12]["softmax_1"].sum(axis=(1, 2)), 1)
    np.testing.assert_allclose(found[13]["softmax_1"].sum(axis=1), 1)


TOLD = (X @ WEIGHTS.T).argmax(axis=1)


@pytest.mark.parametrize("y", [[0, 1], ["cat", "dog"], ["1", "0"]])
def test_answers_are_compared_with_what_is_known(y: Any) -> None:
    graph = graph_of(small(), X, y)
    numbers = [{"cat": 0, "dog": 1}.get(each) if each in ("cat", "dog") else int(each) for each in y]
    assert graph.classes == (("cat", "dog") if y[0] == "cat" else ("0", "1"))
    np.testing.assert_array_equal(trace(graph)["right"], numbers == TOLD)


def test_without_what_is_known_they_are_compared_with_what_the_model_said() -> None:
    graph = graph_of(small())
    assert graph.source == "model"
    np.testing.assert_array_equal(graph.labels, TOLD)


@pytest.mark.parametrize("y", [[0], [0, 2], ["a", "a"], [0.5, 1]])
def test_what_is_no_answer_of_the_model_is_refused(y: Any) -> None:
    with pytest.raises(InputError):
        graph_of(small(), X, y)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_command_lays_a_model_open(language: str, tmp_path: Any) -> None:
    (tmp_path / "m.onnx").write_bytes(small().SerializeToString())
    (tmp_path / "t.csv").write_text("a,kind,b,c\n1,cat,2,3\n0,dog,-1,0.5\n4,cat,5,6\n")
    out = tmp_path / "out.xlsx"
    arguments = [
        "explain",
        str(tmp_path / "m.onnx"),
        "--samples",
        str(tmp_path / "t.csv"),
        "--target",
        "kind",
        "--rows",
        "2",
    ]
    result = CliRunner().invoke(main, [*arguments, "--lang", language, "--out", str(out)])
    assert result.exit_code == 0, result.output
    loaded = sheetnet.load(out)
    np.testing.assert_array_equal(loaded.tensor("samples"), X)
    np.testing.assert_array_equal(loaded.tensor("labels"), [0, 1])
    np.testing.assert_array_equal(loaded.parameters()["gemm_1_weights"], WEIGHTS)
    np.testing.assert_array_equal(loaded.predict(X), loaded.tensor("softmax_1"))
    with pytest.raises(InputError, match="this model takes"):
        loaded.predict(X.T)


def test_keras_is_told_the_way_through_onnx(tmp_path: Any) -> None:
    model = type("Sequential", (), {"__module__": "keras.src.models.sequential"})()
    with pytest.raises(InputError, match=r'model.export\("model.onnx", format="onnx"\)'):
        sheetnet.from_model(model, X, tmp_path / "k.xlsx")
