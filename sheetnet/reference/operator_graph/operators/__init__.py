"""The operators on the side of NumPy, by their names in ONNX."""

from typing import Any

from sheetnet.reference.operator_graph.operators import elementwise, normalization, views, weighted, windows
from sheetnet.reference.operator_graph.operators.base import RESULT, OperatorArrays

OPERATORS: dict[str, type[OperatorArrays[Any]]] = {
    "Add": elementwise.AddArrays,
    "AveragePool": windows.AveragePoolArrays,
    "BatchNormalization": normalization.BatchNormalizationArrays,
    "Clip": elementwise.ClipArrays,
    "Concat": views.ConcatArrays,
    "Conv": windows.ConvArrays,
    "Div": elementwise.DivArrays,
    "Elu": elementwise.EluArrays,
    "Flatten": views.FlattenArrays,
    "Gelu": elementwise.GeluArrays,
    "Gemm": weighted.GemmArrays,
    "GlobalAveragePool": windows.GlobalAveragePoolArrays,
    "Identity": elementwise.IdentityArrays,
    "LayerNormalization": normalization.LayerNormalizationArrays,
    "LeakyRelu": elementwise.LeakyReluArrays,
    "MatMul": weighted.MatMulArrays,
    "MaxPool": windows.MaxPoolArrays,
    "Mul": elementwise.MulArrays,
    "Relu": elementwise.ReluArrays,
    "Reshape": views.ReshapeArrays,
    "Sigmoid": elementwise.SigmoidArrays,
    "Softmax": normalization.SoftmaxArrays,
    "Softplus": elementwise.SoftplusArrays,
    "Sub": elementwise.SubArrays,
    "Tanh": elementwise.TanhArrays,
    "Transpose": views.TransposeArrays,
}

__all__ = ["OPERATORS", "RESULT", "OperatorArrays"]
