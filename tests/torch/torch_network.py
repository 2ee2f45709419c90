"""The network written with torch.nn.functional, node by node."""

from __future__ import annotations

import torch
from torch.nn import functional

from sheetnet.models.network import INPUT

ACTIVATED = {
    "sigmoid": lambda layer, z: torch.sigmoid(z),
    "tanh": lambda layer, z: torch.tanh(z),
    "relu": lambda layer, z: torch.relu(z),
    "leaky_relu": lambda layer, z: functional.leaky_relu(z, layer.slope),
    "identity": lambda layer, z: z,
    "softmax": lambda layer, z: torch.softmax(z, dim=1),
    "elu": lambda layer, z: functional.elu(z),
    "gelu": lambda layer, z: functional.gelu(z, approximate="tanh"),
    "softplus": lambda layer, z: functional.softplus(z, threshold=700.0),
    "silu": lambda layer, z: functional.silu(z),
}


def with_channels(values):
    return values if values.ndim == 4 else values[:, None]


def convolved(layer, own, a):
    weights = with_channels(own["weights"])
    return functional.conv2d(with_channels(a), weights, own["bias"], layer.stride, layer.padding, layer.dilation)


WEIGHTED = {
    "dense": lambda layer, own, a: functional.linear(a.flatten(1), own["weights"].flatten(1), own["bias"]),
    "conv": convolved,
}
OTHERS = {
    "maxpool": lambda layer, a: functional.max_pool2d(a, layer.size, layer.stride, layer.padding),
    "avgpool": lambda layer, a: functional.avg_pool2d(
        a, layer.size, layer.stride, layer.padding, count_include_pad=layer.count_padding
    ),
    "global_avgpool": lambda layer, a: functional.adaptive_avg_pool2d(with_channels(a), 1).flatten(1),
    "add": lambda layer, *pictures: sum(pictures),
    "concatenate": lambda layer, *pictures: torch.cat([x[:, None] if x.ndim == 3 else x for x in pictures], dim=1),
}


def torch_cost(model, parameters):
    """Return the total cost and each layer's activation."""
    pictures = {INPUT: torch.tensor(model.images)}
    z = pictures[INPUT]
    for node in model.network.nodes:
        layer, taken = node.layer, [pictures[name] for name in node.inputs]
        if layer.kind in WEIGHTED:
            z = WEIGHTED[layer.kind](layer, {n: parameters[name] for n, name in node.parameters.items()}, *taken)
            pictures[node.name] = ACTIVATED[layer.activation](layer, z)
        else:
            pictures[node.name] = OTHERS[layer.kind](layer, *taken)
    seen = {f"{name}_activation": picture for name, picture in pictures.items() if name != INPUT}
    t, a = torch.tensor(model.targets), pictures[model.network.output.name]
    if model.loss == "half_squared":
        return 0.5 * ((t - a) ** 2).sum(), seen
    if model.loss != "cross_entropy":
        raise KeyError(model.loss)
    if model.network.output_layer.activation == "softmax":
        return functional.cross_entropy(z, t, reduction="sum"), seen
    return functional.binary_cross_entropy_with_logits(z, t, reduction="sum"), seen
