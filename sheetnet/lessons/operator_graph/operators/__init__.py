"""The operators on the side of formulas, by their names in ONNX."""

from typing import Any

from sheetnet.lessons.operator_graph.operators import elementwise, normalization, views, weighted, windows
from sheetnet.lessons.operator_graph.operators.base import OperatorFormulas

OPERATORS: dict[str, type[OperatorFormulas[Any]]] = {
    "Add": elementwise.AddFormulas,
    "AveragePool": windows.AveragePoolFormulas,
    "BatchNormalization": normalization.BatchNormalizationFormulas,
    "Clip": elementwise.ClipFormulas,
    "Concat": views.ConcatFormulas,
    "Conv": windows.ConvFormulas,
    "Div": elementwise.DivFormulas,
    "Elu": elementwise.EluFormulas,
    "Flatten": views.FlattenFormulas,
    "Gelu": elementwise.GeluFormulas,
    "Gemm": weighted.GemmFormulas,
    "GlobalAveragePool": windows.GlobalAveragePoolFormulas,
    "Identity": elementwise.IdentityFormulas,
    "LayerNormalization": normalization.LayerNormalizationFormulas,
    "LeakyRelu": elementwise.LeakyReluFormulas,
    "MatMul": weighted.MatMulFormulas,
    "MaxPool": windows.MaxPoolFormulas,
    "Mul": elementwise.MulFormulas,
    "Relu": elementwise.ReluFormulas,
    "Reshape": views.ReshapeFormulas,
    "Sigmoid": elementwise.SigmoidFormulas,
    "Softmax": normalization.SoftmaxFormulas,
    "Softplus": elementwise.SoftplusFormulas,
    "Sub": elementwise.SubFormulas,
    "Tanh": elementwise.TanhFormulas,
    "Transpose": views.TransposeFormulas,
}

__all__ = ["OPERATORS", "OperatorFormulas"]
