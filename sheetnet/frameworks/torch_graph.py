"""Models of PyTorch as graphs of operators: torch.nn.Sequential of convolutions, pooling and normalisations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.operator_graph.graph import SAMPLES, Node
from sheetnet.models.operator_graph.operators import (
    Add,
    AveragePool,
    BatchNormalization,
    Clip,
    Conv,
    Elu,
    Flatten,
    Gelu,
    Gemm,
    GlobalAveragePool,
    LayerNormalization,
    LeakyRelu,
    MatMul,
    MaxPool,
    Mul,
    Operator,
    Relu,
    Reshape,
    Shape,
    Sigmoid,
    Softmax,
    Softplus,
    Tanh,
)

NOTHING = ("Identity", "Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout", "FeatureAlphaDropout")
"""Modules that do nothing, once a model is trained."""
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass
class Chain:
    """Operators behind each other, as they are made of modules.

    Args:
        shape: Of the samples; then of what the last operator gives.
    """

    shape: Shape
    last: str = SAMPLES
    nodes: list[Node] = field(default_factory=list)
    constants: dict[str, np.ndarray] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def add(self, operator: Operator, *others: np.ndarray | str) -> None:
        """Add an operator that takes what the last one gives, and others: constants, or names of nodes."""
        operator.check()
        kind = _WORD.sub("_", operator.kind).lower()
        self._counts[kind] = self._counts.get(kind, 0) + 1
        name = f"{kind}_{self._counts[kind]}"
        taken, shapes = [self.last], [self.shape]
        for role, other in zip(type(operator).takes[1:], others, strict=False):
            if isinstance(other, str):
                taken.append(other)
                shapes.append(self.shape)  # a module's own result, which has the same shape
                continue
            self.constants[f"{name}_{role}"] = other
            taken.append(f"{name}_{role}")
            shapes.append(other.shape)
        self.shape = operator.shape(shapes)
        self.nodes.append(Node(name, operator, tuple(taken)))
        self.last = name


def graph_of_torch(model: Any, samples: np.ndarray) -> dict[str, object]:
    """Return nodes, constants and samples as settings of a workbook.

    Args:
        model: A ``torch.nn.Sequential``, also of others.
        samples: (samples, …).

    Raises:
        InputError: A module is none that sheetnet lays open, or does not fit what it takes.
    """
    chain, titles = Chain(samples.shape), list[str]()
    for number, module in enumerate(modules_of(model)):
        kind = type(module).__name__
        if kind in NOTHING:
            continue
        make = MODULES.get(kind)
        if make is None:
            raise InputError(
                f"module {number} of the Sequential, {module}, is none that sheetnet lays open; those are Linear, "
                f"{', '.join(sorted(MODULES.keys() - {'Linear'}))}"
            )
        try:
            make(module, chain)
        except InputError as error:
            raise InputError(f"module {number} of the Sequential, {module}: {error}") from None
        titles += [f"{number}: {kind}"] * (len(chain.nodes) - len(titles))
    if not chain.nodes:
        raise InputError("the Sequential has no modules that do anything")
    nodes = tuple(chain.nodes)
    return {"nodes": nodes, "constants": chain.constants, "titles": titles, "samples": samples}


def modules_of(model: Any) -> Iterator[Any]:
    """Go through the modules of a Sequential, and of those within it."""
    for module in model:
        if type(module).__name__ == "Sequential":
            yield from modules_of(module)
        else:
            yield module


def _linear(module: Any, chain: Chain) -> None:
    weights, bias = _numbers(module.weight), _bias(module)
    if len(chain.shape) == 2:
        chain.add(Gemm(transB=1), weights, *bias)
        return
    chain.add(MatMul(), weights.T)
    for each in bias:
        chain.add(Add(), each)


def _conv(module: Any, chain: Chain) -> None:
    if module.padding_mode != "zeros":
        raise InputError(f"padding_mode is {module.padding_mode!r}; sheetnet pads with zeros")
    same = {"padding": "SAME_UPPER" if module.padding == "same" else "VALID"} if isinstance(module.padding, str) else {}
    operator = Conv(
        strides=_several(module, module.stride), dilations=_several(module, module.dilation), group=module.groups,
        pads=() if same else _several(module, module.padding) * 2, auto_pad=same.get("padding", "NOTSET"),
    )  # fmt: skip
    chain.add(operator, _numbers(module.weight), *_bias(module))


def _max_pool(module: Any, chain: Chain) -> None:
    chain.add(
        MaxPool(
            kernel_shape=_several(module, module.kernel_size), strides=_several(module, module.stride),
            pads=_several(module, module.padding) * 2, dilations=_several(module, module.dilation),
            ceil_mode=int(module.ceil_mode),
        )
    )  # fmt: skip


def _average_pool(module: Any, chain: Chain) -> None:
    if getattr(module, "divisor_override", None) is not None:
        raise InputError("divisor_override is none that sheetnet lays open")
    chain.add(
        AveragePool(
            kernel_shape=_several(module, module.kernel_size), strides=_several(module, module.stride),
            pads=_several(module, module.padding) * 2, ceil_mode=int(module.ceil_mode),
            count_include_pad=int(module.count_include_pad),
        )
    )  # fmt: skip


def _adaptive(module: Any, chain: Chain) -> None:
    if set(_several(module, module.output_size)) != {1}:
        raise InputError("sheetnet lays open an output size of 1")
    chain.add(GlobalAveragePool())


def _batch_norm(module: Any, chain: Chain) -> None:
    if module.running_mean is None:
        raise InputError("it keeps no means and variances of the training (track_running_stats)")
    mean, variance = _numbers(module.running_mean), _numbers(module.running_var)
    scale, bias = _affine(module, mean.shape)
    chain.add(BatchNormalization(epsilon=float(f"{module.eps:.15g}")), scale, bias, mean, variance)


def _layer_norm(module: Any, chain: Chain) -> None:
    shape = tuple(module.normalized_shape)
    if chain.shape[-len(shape) :] != shape:
        raise InputError(f"it takes arrays that end in {shape}, not {chain.shape}")
    chain.add(
        LayerNormalization(axis=-len(shape), epsilon=float(f"{module.eps:.15g}")), *_affine(module, shape)
    )  # fmt: skip


def _flatten(module: Any, chain: Chain) -> None:
    if module.start_dim != 1 or module.end_dim not in (-1, len(chain.shape) - 1):
        raise InputError("sheetnet lays open start_dim=1, end_dim=-1")
    if len(chain.shape) != 2:
        chain.add(Flatten())


def _unflatten(module: Any, chain: Chain) -> None:
    if module.dim not in (1, -1) or len(chain.shape) != 2:
        raise InputError("sheetnet lays it open with dim=1, of arrays with two axes")
    chain.add(Reshape(sizes=(0, *map(int, module.unflattened_size))))


def _silu(module: Any, chain: Chain) -> None:
    before = chain.last
    chain.add(Sigmoid())
    chain.add(Mul(), before)


def _softplus(module: Any, chain: Chain) -> None:
    if module.beta != 1:
        raise InputError("beta must be 1")
    chain.add(Softplus())


def _softmax(module: Any, chain: Chain) -> None:
    if module.dim is None:
        raise InputError("say along which axis: Softmax(dim=1)")
    chain.add(Softmax(axis=module.dim))


MODULES: Mapping[str, Callable[[Any, Chain], None]] = {
    "AdaptiveAvgPool1d": _adaptive,
    "AdaptiveAvgPool2d": _adaptive,
    "AvgPool1d": _average_pool,
    "AvgPool2d": _average_pool,
    "BatchNorm1d": _batch_norm,
    "BatchNorm2d": _batch_norm,
    "Conv1d": _conv,
    "Conv2d": _conv,
    "ELU": lambda module, chain: chain.add(Elu(alpha=float(module.alpha))),
    "Flatten": _flatten,
    "GELU": lambda module, chain: chain.add(Gelu(approximate=str(module.approximate))),
    "Hardtanh": lambda module, chain: chain.add(Clip(min=float(module.min_val), max=float(module.max_val))),
    "LayerNorm": _layer_norm,
    "LeakyReLU": lambda module, chain: chain.add(LeakyRelu(alpha=float(module.negative_slope))),
    "Linear": _linear,
    "MaxPool1d": _max_pool,
    "MaxPool2d": _max_pool,
    "ReLU": lambda module, chain: chain.add(Relu()),
    "ReLU6": lambda module, chain: chain.add(Clip(min=0.0, max=6.0)),
    "SiLU": _silu,
    "Sigmoid": lambda module, chain: chain.add(Sigmoid()),
    "Softmax": _softmax,
    "Softplus": _softplus,
    "Tanh": lambda module, chain: chain.add(Tanh()),
    "Unflatten": _unflatten,
}
"""By the names of the modules: what makes operators of one."""


def _numbers(parameter: Any) -> np.ndarray:
    return np.asarray(parameter.detach().cpu().numpy(), dtype=np.float64)


def _bias(module: Any) -> list[np.ndarray]:
    return [] if module.bias is None else [_numbers(module.bias)]


def _affine(module: Any, shape: Shape) -> tuple[np.ndarray, np.ndarray]:
    """Return scale and bias; 1 and 0 where a module has none."""
    scale = np.ones(shape) if module.weight is None else _numbers(module.weight)
    return scale, np.zeros(shape) if module.bias is None else _numbers(module.bias)


def _several(module: Any, value: Any) -> tuple[int, ...]:
    """Return a size along each axis; a single one stands for all."""
    count = 1 if type(module).__name__.endswith("1d") else 2
    values = tuple(value) if isinstance(value, (tuple, list)) else (value,) * count
    return tuple(int(each) for each in values)
