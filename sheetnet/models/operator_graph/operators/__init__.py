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
from sheetnet.models.operator_graph.operators.functions import (
    Abs,
    Exp,
    Greater,
    GreaterOrEqual,
    HardSigmoid,
    HardSwish,
    Less,
    LessOrEqual,
    Max,
    Min,
    Neg,
    PRelu,
    Selu,
    Softsign,
    Where,
)
from sheetnet.models.operator_graph.operators.normalization import BatchNormalization, LayerNormalization, Softmax
from sheetnet.models.operator_graph.operators.padding import Pad
from sheetnet.models.operator_graph.operators.reductions import (
    GlobalMaxPool,
    ReduceMax,
    ReduceMean,
    ReduceMin,
    ReduceSum,
)
from sheetnet.models.operator_graph.operators.views import Concat, Flatten, Reshape, Squeeze, Transpose, Unsqueeze
from sheetnet.models.operator_graph.operators.weighted import Gemm, MatMul
from sheetnet.models.operator_graph.operators.windows import AveragePool, Conv, GlobalAveragePool, MaxPool

OPERATORS: dict[str, type[Operator]] = {
    kind.kind: kind
    for kind in (
        Abs, Add, AveragePool, BatchNormalization, Clip, Concat, Conv, Div, Elu, Exp, Flatten, Gelu, Gemm,
        GlobalAveragePool, GlobalMaxPool, Greater, GreaterOrEqual, HardSigmoid, HardSwish, Identity,
        LayerNormalization, LeakyRelu, Less, LessOrEqual, MatMul, Max, MaxPool, Min, Mul, Neg, PRelu, Pad,
        ReduceMax, ReduceMean, ReduceMin, ReduceSum, Relu, Reshape, Selu, Sigmoid, Softmax, Softplus,
        Softsign, Squeeze, Sub, Tanh, Transpose, Unsqueeze, Where,
    )
}  # fmt: skip

__all__ = [
    "OPERATORS", "Abs", "Add", "AveragePool", "BatchNormalization", "Clip", "Concat", "Conv", "Div", "Elu", "Exp",
    "Flatten", "Gelu", "Gemm", "GlobalAveragePool", "GlobalMaxPool", "Greater", "GreaterOrEqual", "HardSigmoid",
    "HardSwish", "Identity", "Ints", "LayerNormalization", "LeakyRelu", "Less", "LessOrEqual", "MatMul", "Max",
    "MaxPool", "Min", "Mul", "Neg", "Operator", "PRelu", "Pad", "ReduceMax", "ReduceMean", "ReduceMin",
    "ReduceSum", "Relu", "Reshape", "Selu", "Shape", "Sigmoid", "Softmax", "Softplus", "Softsign", "Squeeze",
    "Sub", "Tanh", "Transpose", "Unsqueeze", "Where",
]  # fmt: skip
