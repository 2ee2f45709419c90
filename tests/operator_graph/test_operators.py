"""The three sides of operators have the same tables; graphs survive as text; what a formula approximates is near."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

import sheetnet
from sheetnet.errors import InputError, LimitError, SheetnetError
from sheetnet.lessons.operator_graph.operators import OPERATORS as FORMULAS
from sheetnet.models.operator_graph import OperatorGraph
from sheetnet.models.operator_graph.graph import MOST_CHARACTERS, read_graph, write_graph
from sheetnet.models.operator_graph.operators import OPERATORS
from sheetnet.reference.operator_graph.operators import OPERATORS as ARRAYS


def test_every_operator_stands_on_each_side() -> None:
    assert OPERATORS.keys() == FORMULAS.keys() == ARRAYS.keys()


@pytest.mark.parametrize(
    "text",
    [
        "conv_1=Conv(samples,w|strides:2x1|pads:0x1x0x1|auto_pad:SAME_UPPER) relu_1=Relu(conv_1)",
        "clip_1=Clip(samples|min:-0.5|max:1e-07)",
        "concat_1=Concat(samples,samples|axis:-1)",
    ],
)
def test_a_graph_survives_as_text(text: str) -> None:
    assert write_graph(read_graph(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "relu_1=Relu(samples",
        "relu_1=Relu(relu_1)",
        "relu_1=Relu(relu_2) relu_2=Relu(relu_1)",
        "relu_1=Relu()",
        "relu_1=__import__(samples)",
        "leaky_relu_1=LeakyRelu(samples|alpha:nan)",
        "softmax_1=Softmax(samples|axis:" + "9" * 5000 + ")",
        "softmax_1=Softmax(samples|axes:1)",
        "reshape_1=Reshape(samples|sizes:999999x999999x999999)",
        "x" * (MOST_CHARACTERS + 1),
        " ".join(f"relu_{n}=Relu(samples)" for n in range(400)),
    ],
)
def test_what_is_no_graph_is_refused(text: str) -> None:
    with pytest.raises(SheetnetError) as refused:
        OperatorGraph.from_names({"nodes": text, "samples": [[1.0, 2.0]]})
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "given",
    [
        {"samples": np.ones((3, 0))},
        {"samples": np.ones((1, 1, 1, 1, 1, 1))},
        {"samples": [[np.nan]]},
        {"chosen": 2},
        {"truth": "classes", "labels": [2.0]},
        {"columns": ("a", "b", "c")},
        {"constants": {"other": [1.0]}},
    ],
)
def test_what_does_not_fit_a_graph_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(InputError):
        OperatorGraph.from_names({"nodes": "relu_1=Relu(samples)", "samples": [[1.0, 2.0]], **given})


@pytest.mark.parametrize("pool", ["MaxPool", "AveragePool"])
@pytest.mark.parametrize(
    "attributes",
    ["kernel_shape:2|pads:2x0", "kernel_shape:2|pads:0x2", "kernel_shape:2|pads:1x1|dilations:2|strides:3"],
)
def test_a_window_over_nothing_but_padding_is_refused(pool: str, attributes: str) -> None:
    given = {"nodes": f"pool_1={pool}(samples|{attributes})", "samples": np.ones((1, 1, 1))}
    with pytest.raises(InputError, match="nothing but padding"):
        OperatorGraph.from_names(given)


def test_a_window_that_meets_one_entry_everywhere_is_laid_open(tmp_path: Path) -> None:
    nodes = "max_pool_1=MaxPool(samples|kernel_shape:3|pads:2x2|dilations:2|ceil_mode:1)"
    samples = np.array([[[-3.0, -1.0, -2.0]]])
    path = sheetnet.build("operator_graph", tmp_path / "p.xlsx", nodes=nodes, samples=samples)
    assert sheetnet.verify(path).ok
    np.testing.assert_array_equal(sheetnet.load(path).tensor("max_pool_1"), [[[-2, -1, -2]]])


def test_what_does_not_fit_a_sheet_is_refused_with_what_would() -> None:
    given = {"nodes": "gemm_1=Gemm(samples,w)", "constants": {"w": np.ones((300, 300))}}
    with pytest.raises(LimitError, match="give 1516 samples or fewer"):
        OperatorGraph.from_names({**given, "samples": np.ones((2000, 300))})


def test_the_share_of_a_normal_distribution_has_all_its_digits(tmp_path: Path) -> None:
    at = [-30, -8.3, -5.7, -3.1, -1, -0.663, -0.66, -1e-9, 0, 0.3, 0.6629, 0.6630, 2, 5.656, 5.658, 7, 40]
    path = sheetnet.build(
        "operator_graph", tmp_path / "g.xlsx", nodes="gelu_1=Gelu(samples)", samples=[[x] for x in at]
    )
    assert sheetnet.verify(path).ok
    expected = [math.erfc(-x / math.sqrt(2)) / 2 for x in at]
    report = sheetnet.verify(path)
    assert report.max_rel_error < 1e-13  # beyond, exp(−x²/2) itself loses digits
    np.testing.assert_allclose(sheetnet.load(path).tensor("gelu_1_share")[:, 0], expected, rtol=1e-15)


def test_a_constant_that_several_operators_take_in_other_ways_is_there_once(tmp_path: Path) -> None:
    """Once rows of it meet rows, once columns: one of them is an entry of a product of matrices."""
    nodes = "gemm_1=Gemm(samples,w|transB:1) gemm_2=Gemm(gemm_1,w)"
    weights = np.arange(6.0).reshape(2, 3) - 2
    samples = np.array([[1.0, 2, 3], [0, -1, 1]])
    path = sheetnet.build("operator_graph", tmp_path / "w.xlsx", nodes=nodes, samples=samples, constant_w=weights)
    assert sheetnet.verify(path).ok
    np.testing.assert_allclose(sheetnet.load(path).tensor("gemm_2"), samples @ weights.T @ weights)
