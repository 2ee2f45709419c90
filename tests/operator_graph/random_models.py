"""Random networks as ONNX models: dense ones with branches, and convolutional ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

VERSION = 20
"""Of ONNX's operators: the first with Gelu."""
ACTIVATIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Relu", {}), ("LeakyRelu", {"alpha": 0.1}), ("Elu", {"alpha": 0.7}), ("Sigmoid", {}), ("Tanh", {}),
    ("Softplus", {}), ("Gelu", {}), ("Gelu", {"approximate": "tanh"}), ("Clip", {}), ("Identity", {}), ("Dropout", {}),
)  # fmt: skip


@dataclass
class Builder:
    """Nodes behind each other.

    Args:
        seed: Of everything random.
        kind: The type of its numbers.
        shape: Of a sample; then of what the last node gives.
    """

    seed: int
    kind: type[np.floating[Any]]
    shape: tuple[int, ...]
    last: str = "x"
    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = np.random.default_rng(self.seed)
        self._taken = self.shape

    @property
    def is_single(self) -> bool:
        """Whether numbers have single precision; ONNX's own Gelu and LayerNormalization are no better in double."""
        return self.kind is np.float32

    def constant(self, *shape: int, low: float = -1.0, high: float = 1.0) -> str:
        name = f"c{len(self.constants)}"
        values = self.random.uniform(low, high, size=shape).astype(self.kind)
        self.constants.append(numpy_helper.from_array(values, name))
        return name

    def add(self, operator: str, *others: str, **attributes: Any) -> None:
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, [self.last, *others], [name], name=f"/{name}/", **attributes))
        self.last = name

    def activation(self) -> None:
        allowed = [each for each in ACTIVATIONS if each[0] != "Gelu" or self.is_single]
        operator, attributes = allowed[self.random.integers(len(allowed))]
        limits = [self.constant(low=-1, high=-0.5), self.constant(low=0.5, high=1)] if operator == "Clip" else []
        self.add(operator, *limits, **attributes)

    def norm(self) -> None:
        choice, channels = self.random.integers(2 + self.is_single), self.shape[0]
        if choice == 1:
            means = [self.constant(channels), self.constant(channels), self.constant(channels)]
            self.add("BatchNormalization", *means, self.constant(channels, low=0.5, high=2), epsilon=1e-3)
        elif choice == 2:
            self.add("LayerNormalization", self.constant(*self.shape), self.constant(*self.shape), axis=1)

    def dense(self, units: int) -> None:
        (taken,) = self.shape
        if self.random.integers(2):
            turned = int(self.random.integers(2))
            weights = self.constant(units, taken) if turned else self.constant(taken, units)
            self.add("Gemm", weights, self.constant(units), transB=turned, alpha=0.5)
        else:
            self.add("MatMul", self.constant(taken, units))
            self.add("Add", self.constant(units))
        self.shape = (units,)

    def branch(self) -> None:
        """Join what stands there with what an activation makes of it."""
        before = self.last
        self.activation()
        operator = ("Add", "Mul", "Sub", "Concat")[self.random.integers(4)]
        self.add(operator, before, **({"axis": 1} if operator == "Concat" else {}))
        self.shape = (self.shape[0] * (2 if operator == "Concat" else 1), *self.shape[1:])

    def conv(self) -> None:
        channels, rows, _ = self.shape
        group = channels if self.random.integers(3) == 0 else 1
        filters, size = group * int(self.random.integers(1, 4)), int(self.random.integers(1, 4))
        dilation = 2 if size > 1 and rows > 5 and self.random.integers(3) == 0 else 1
        stride, pad = int(self.random.integers(1, 3)), int(self.random.integers(0, 2))
        same = dilation == 1 and self.random.integers(4) == 0  # onnxruntime does not take both
        padding = {"auto_pad": "SAME_UPPER"} if same else {"pads": [pad, 0, pad, 1]}
        weights = self.constant(filters, channels // group, size, size)
        self.add("Conv", weights, self.constant(filters), group=group, strides=[stride, 1],
                 dilations=[dilation, dilation], **padding)  # fmt: skip
        self._measure()

    def pool(self) -> None:
        if min(self.shape[1:]) < 3:
            return
        operator = ("MaxPool", "AveragePool")[self.random.integers(2)]
        more = {"count_include_pad": int(self.random.integers(2))} if operator == "AveragePool" else {}
        self.add(operator, kernel_shape=[2, 3], strides=[2, 1], pads=[0, 1, 1, 1], **more)
        self._measure()

    def model(self, samples: int | str = "N") -> onnx.ModelProto:
        kind = helper.np_dtype_to_tensor_dtype(np.dtype(self.kind))
        taken = helper.make_tensor_value_info("x", kind, [samples, *self._taken])
        given = helper.make_tensor_value_info(self.last, kind, None)
        graph = helper.make_graph(self.nodes, "random", [taken], [given], self.constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", VERSION)], ir_version=9)

    def _measure(self) -> None:
        """Ask ONNX itself for the shape."""
        known = onnx.shape_inference.infer_shapes(self.model(1), data_prop=True)
        kinds = {each.name: each.type.tensor_type.shape for each in (*known.graph.value_info, *known.graph.output)}
        self.shape = tuple(size.dim_value for size in kinds[self.last].dim)[1:]


def random_dense(seed: int, kind: type[np.floating[Any]] = np.float64) -> tuple[onnx.ModelProto, np.ndarray]:
    """Return a random network of dense layers, and samples for it."""
    builder = Builder(seed, kind, (int(np.random.default_rng(seed).integers(2, 6)),))
    for _ in range(builder.random.integers(1, 4)):
        builder.dense(int(builder.random.integers(2, 7)))
        builder.norm()
        builder.activation()
        if builder.random.integers(2):
            builder.branch()
    builder.dense(int(builder.random.integers(1, 4)))
    if builder.shape[0] > 1 and builder.random.integers(2):
        builder.add("Softmax", axis=-1)
    return builder.model(), builder.random.normal(size=(5, *builder._taken)).astype(kind)


def random_convolutional(seed: int, kind: type[np.floating[Any]] = np.float64) -> tuple[onnx.ModelProto, np.ndarray]:
    """Return a random network of filters, and samples for it."""
    random = np.random.default_rng(seed)
    builder = Builder(seed, kind, (int(random.integers(1, 4)), int(random.integers(6, 9)), int(random.integers(6, 9))))
    for _ in range(builder.random.integers(1, 3)):
        builder.conv()
        builder.norm()
        builder.activation()
        builder.pool()
    if builder.random.integers(2):
        builder.add("GlobalAveragePool")
        builder.shape = (builder.shape[0], 1, 1)
    builder.add("Flatten")
    builder.shape = (int(np.prod(builder.shape)),)
    builder.dense(3)
    builder.add("Softmax", axis=1)
    return builder.model(), builder.random.normal(size=(3, *builder._taken)).astype(kind)
