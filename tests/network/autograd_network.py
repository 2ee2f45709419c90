"""The network written once more, for automatic differentiation: shifted pictures, winners taken from the values."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import autograd.numpy as anp
import numpy as np
from autograd.tracer import getval

from sheetnet.models.layers import AveragePool2D, Conv2D, MaxPool2D
from sheetnet.models.network import INPUT, TIE_WIDTH, Node
from sheetnet.models.training import Training


def sigmoid(z: Any) -> Any:
    """Return σ(z); autograd's derivative of tanh overflows far from 0, that of this does not."""
    return anp.exp(-anp.logaddexp(0.0, -z))


def activated(layer: Any, z: Any) -> Any:
    below = anp.where(z > 0, 0.0, z)
    rows: dict[str, Callable[[], Any]] = {
        "sigmoid": lambda: sigmoid(z),
        "tanh": lambda: 2 * sigmoid(2 * z) - 1,
        "relu": lambda: anp.where(z > 0, z, 0.0),
        "leaky_relu": lambda: anp.where(z > 0, z, layer.slope * z),
        "identity": lambda: z,
        "softmax": lambda: anp.exp(log_softmax(z)),
        "elu": lambda: anp.where(z > 0, z, anp.exp(below) - 1),
        "gelu": lambda: z * sigmoid(np.sqrt(8 / np.pi) * (z + 0.044715 * z**3)),
        "softplus": lambda: anp.logaddexp(0.0, z),
        "silu": lambda: z * sigmoid(z),
    }
    return rows[layer.activation]()


def log_softmax(z: Any) -> Any:
    shifted = z - anp.max(z, axis=1, keepdims=True)
    return shifted - anp.log(anp.sum(anp.exp(shifted), axis=1, keepdims=True))


def padded(picture: Any, padding: tuple[int, int], value: float = 0.0) -> Any:
    """Put cells around the last two axes; by concatenation, which is easily followed."""
    for axis, pad in ((-2, padding[0]), (-1, padding[1])):
        shape = list(picture.shape)
        shape[axis] = pad
        border = np.full(shape, value)
        picture = anp.concatenate([border, picture, border], axis=axis)
    return picture


def shifted(picture: Any, size: Any, stride: Any, dilation: Any, shape: Any) -> list[Any]:
    """Return for each cell of a window that cell of every window."""
    found = []
    for row, column in product(range(size[0]), range(size[1])):
        rows, columns = (
            slice(first * gap, first * gap + (count - 1) * step + 1, step)
            for first, gap, count, step in zip((row, column), dilation, shape[-2:], stride, strict=True)
        )
        found.append(picture[..., rows, columns])
    return found


def dense(node: Node, own: dict[str, Any], pictures: list[Any]) -> Any:
    flat = anp.reshape(pictures[0], (len(pictures[0]), -1))
    return anp.dot(flat, anp.reshape(own["weights"], (node.shape[0], -1)).T) + own["bias"]


def convolution(node: Node, own: dict[str, Any], pictures: list[Any]) -> Any:
    layer: Conv2D = node.layer  # type: ignore[assignment]
    picture = pictures[0] if pictures[0].ndim == 4 else pictures[0][:, None]
    weights = own["weights"] if own["weights"].ndim == 4 else own["weights"][:, None]
    cells = shifted(padded(picture, layer.padding), layer.kernel, layer.stride, layer.dilation, node.shape)
    flat = anp.reshape(weights, (*weights.shape[:2], -1))
    z = sum(anp.einsum("kcij,fc->kfij", cell, flat[:, :, n]) for n, cell in enumerate(cells))
    return z + own["bias"][:, None, None]


def maximum(node: Node, own: dict[str, Any], pictures: list[Any]) -> Any:
    """Sum the winners, so that each gets δ, and take the surplus off as a constant."""
    layer: MaxPool2D = node.layer  # type: ignore[assignment]
    cells = shifted(padded(pictures[0], layer.padding, -1e300), layer.size, layer.stride, (1, 1), node.shape)
    values = np.stack([getval(cell) for cell in cells])
    wins = values.max(axis=0) - values <= TIE_WIDTH
    if layer.ties == "first":
        wins &= wins.cumsum(axis=0) == 1
    total = sum(anp.where(win, cell, 0.0) for win, cell in zip(wins, cells, strict=True))
    return total - (np.where(wins, values, 0.0).sum(axis=0) - values.max(axis=0))


def average(node: Node, own: dict[str, Any], pictures: list[Any]) -> Any:
    layer: AveragePool2D = node.layer  # type: ignore[assignment]

    def summed(picture: Any) -> Any:
        return sum(shifted(padded(picture, layer.padding), layer.size, layer.stride, (1, 1), node.shape))

    inside = summed(np.ones(pictures[0].shape[-2:]))
    return summed(pictures[0]) / (layer.size[0] * layer.size[1] if layer.count_padding else inside)


def global_average(node: Node, own: dict[str, Any], pictures: list[Any]) -> Any:
    return anp.reshape(anp.mean(pictures[0], axis=(-2, -1)), (len(pictures[0]), -1))


def concatenated(node: Node, own: dict[str, Any], pictures: list[Any]) -> Any:
    return anp.concatenate([x[:, None] if x.ndim == 3 else x for x in pictures], axis=1)


WEIGHTED = {"dense": dense, "conv": convolution}
OTHERS = {
    "maxpool": maximum,
    "avgpool": average,
    "global_avgpool": global_average,
    "add": lambda node, own, pictures: sum(pictures),
    "concatenate": concatenated,
}


def total_cost(parameters: dict[str, Any], model: Training) -> Any:
    """Return C_T as a function that automatic differentiation can follow."""
    pictures: dict[str, Any] = {INPUT: model.images}
    for node in model.network.nodes:
        own = {local: parameters[name] for local, name in node.parameters.items()}
        taken = [pictures[name] for name in node.inputs]
        if node.layer.kind in WEIGHTED:
            z = WEIGHTED[node.layer.kind](node, own, taken)
            pictures[node.name] = activated(node.layer, z)
        else:
            pictures[node.name] = OTHERS[node.layer.kind](node, own, taken)
    t, a = model.targets, pictures[model.network.output.name]
    if model.loss == "half_squared":
        return 0.5 * anp.sum((t - a) ** 2)
    if model.loss != "cross_entropy":
        raise KeyError(model.loss)
    # ln a would be ln 0 for a unit that is sure, so both entropies are written in z.
    if model.network.output_layer.activation == "softmax":
        return -anp.sum(t * log_softmax(z))
    return anp.sum(anp.logaddexp(0.0, z) - t * z)
