"""The operators of a graph: one class a kind, by their names in ONNX."""

from sheetnet.models.operator_graph.operators.base import Ints, Operator, Shape
from sheetnet.models.operator_graph.operators.elementwise import (
    Add,
    Clip,
    Div,
    Elu,
    Gelu,
    Identity,
    LeakyRelu,
    Mul,
    Relu,
    Sigmoid,
    Softplus,
    Sub,
    Tanh,
)
from sheetnet.models.operator_graph.operators.normalization import BatchNormalization, LayerNormalization, Softmax
from sheetnet.models.operator_graph.operators.views import Concat, Flatten, Reshape, Transpose
from sheetnet.models.operator_graph.operators.weighted import Gemm, MatMul
from sheetnet.models.operator_graph.operators.windows import AveragePool, Conv, GlobalAveragePool, MaxPool

OPERATORS: dict[str, type[Operator]] = {
    kind.kind: kind
    for kind in (
        Add, AveragePool, BatchNormalization, Clip, Concat, Conv, Div, Elu, Flatten, Gelu, Gemm, GlobalAveragePool,
        Identity, LayerNormalization, LeakyRelu, MatMul, MaxPool, Mul, Relu, Reshape, Sigmoid, Softmax, Softplus, Sub,
        Tanh, Transpose,
    )
}  # fmt: skip

__all__ = [
    "OPERATORS", "Add", "AveragePool", "BatchNormalization", "Clip", "Concat", "Conv", "Div", "Elu", "Flatten", "Gelu",
    "Gemm", "GlobalAveragePool", "Identity", "Ints", "LayerNormalization", "LeakyRelu", "MatMul", "MaxPool", "Mul",
    "Operator", "Relu", "Reshape", "Shape", "Sigmoid", "Softmax", "Softplus", "Sub", "Tanh", "Transpose",
]  # fmt: skip
