"""Small ONNX models that tests break."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

WEIGHTS = np.array([[1.0, -1.0, 0.5], [0.5, 2.0, -1.0]], dtype=np.float32)


def small(
    nodes: Sequence[Any] | None = None, constants: Sequence[Any] | None = None, taken: Sequence[int | str] = ("N", 3),
    version: int = 17,
) -> onnx.ModelProto:  # fmt: skip
    """Return softmax(W x), or a model of other nodes that take x and give y."""
    if nodes is None:
        nodes = [helper.make_node("Gemm", ["x", "w"], ["z"], transB=1), helper.make_node("Softmax", ["z"], ["y"])]
    constants = [numpy_helper.from_array(WEIGHTS, "w")] if constants is None else constants
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, taken)
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, None)
    graph = helper.make_graph(list(nodes), "small", [x], [y], list(constants))
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", version)], ir_version=9)
