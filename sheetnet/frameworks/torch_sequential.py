"""Models of PyTorch: torch.nn.Sequential of Linear and activations."""

from __future__ import annotations

from typing import Any

import numpy as np

from sheetnet.errors import InputError
from sheetnet.frameworks.taken import Taken, TakenLayer

ACTIVATIONS = {
    "Sigmoid": "sigmoid", "Tanh": "tanh", "ReLU": "relu", "Softmax": "softmax", "Identity": "identity", "SiLU": "silu",
    "Softplus": "softplus", "ELU": "elu",
}  # fmt: skip
NOTHING = ("Dropout", "Flatten", "Identity")
"""What does nothing to a row, once a model is trained."""


def is_dense(model: Any) -> bool:
    """Tell whether a Sequential has nothing but dense layers, whose rows can be laid open as a table."""
    return all(type(module).__name__ in ("Linear", *ACTIVATIONS, *NOTHING) for module in model)


def taken_from_torch(model: Any) -> Taken:
    """Take a trained model's layers.

    Args:
        model: A ``torch.nn.Sequential``.

    Raises:
        InputError: A module is none that sheetnet lays open.
    """
    layers: list[TakenLayer] = []
    for number, module in enumerate(model):
        kind = type(module).__name__
        if kind == "Linear":
            layers.append(_linear(module))
        elif kind in ACTIVATIONS and layers and layers[-1].activation == "identity":
            _check_constants(number, module, kind)
            layers[-1] = TakenLayer(layers[-1].weights, layers[-1].bias, ACTIVATIONS[kind])
        elif kind not in NOTHING:
            raise InputError(f"module {number} of the Sequential, {module}, is none that sheetnet lays open on a table")
    if not layers:
        raise InputError("the Sequential has no Linear")
    several = layers[-1].activation == "softmax" or len(layers[-1].bias) > 1
    classes = tuple(str(number) for number in range(len(layers[-1].bias))) if several else ()
    if classes:  # logits are compared as they are; their softmax has the same order
        last = layers[-1]
        layers[-1] = TakenLayer(
            last.weights, last.bias, "softmax" if last.activation == "identity" else last.activation
        )
    return Taken(layers, classes, (), "Sequential")


def _linear(module: Any) -> TakenLayer:
    weights = _numbers(module.weight)
    bias = np.zeros(len(weights)) if module.bias is None else _numbers(module.bias)
    return TakenLayer(weights, bias, "identity")


def _numbers(parameter: Any) -> np.ndarray:
    return np.asarray(parameter.detach().cpu().numpy(), dtype=np.float64)


def _check_constants(number: int, module: Any, kind: str) -> None:
    """Refuse an activation with another constant than sheetnet's."""
    usual = {"Softplus": ("beta", 1), "ELU": ("alpha", 1.0)}
    if kind in usual and getattr(module, usual[kind][0]) != usual[kind][1]:
        raise InputError(f"module {number} of the Sequential, {module}: {usual[kind][0]} must be {usual[kind][1]}")
