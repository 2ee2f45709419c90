"""How initial parameters are drawn, by name; ``glorot`` and ``he`` as ``torch.nn.init`` defines them, with biases 0.

Fan-in f and fan-out g are counted by the layers: how many numbers a weight's unit adds up, and how many units a number
goes to.

normal          N(0, 1), biases too
uniform         U(−1, 1), biases too
glorot_uniform  U(−r, r), r = √(6/(f + g))
glorot_normal   N(0, 2/(f + g))
he_uniform      U(−r, r), r = √(6/f)
he_normal       N(0, 2/f)
torch           U(−1/√f, 1/√f), biases too: what Linear and Conv2d of PyTorch begin with
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sheetnet.models.layers import Shape
from sheetnet.models.network import Network, Node


@dataclass(frozen=True, slots=True)
class Initialiser:
    """How the entries of a parameter are drawn.

    Args:
        draw: Returns numbers of spread 1, of a shape.
        scale: Returns what they are multiplied by, from fan-in and fan-out; None leaves them, those of biases too.
        biases: Whether biases are drawn as the weights of their layer are; otherwise they are 0.
    """

    draw: Callable[[np.random.Generator, Shape], np.ndarray]
    scale: Callable[[int, int], float] | None = None
    biases: bool = False


def _normal(generator: np.random.Generator, shape: Shape) -> np.ndarray:
    return generator.normal(size=shape)


def _uniform(generator: np.random.Generator, shape: Shape) -> np.ndarray:
    return generator.uniform(-1.0, 1.0, size=shape)


INITIALISERS: dict[str, Initialiser] = {
    "normal": Initialiser(_normal),
    "uniform": Initialiser(_uniform),
    "glorot_uniform": Initialiser(_uniform, lambda fan_in, fan_out: math.sqrt(6.0 / (fan_in + fan_out))),
    "glorot_normal": Initialiser(_normal, lambda fan_in, fan_out: math.sqrt(2.0 / (fan_in + fan_out))),
    "he_uniform": Initialiser(_uniform, lambda fan_in, _: math.sqrt(6.0 / fan_in)),
    "he_normal": Initialiser(_normal, lambda fan_in, _: math.sqrt(2.0 / fan_in)),
    "torch": Initialiser(_uniform, lambda fan_in, _: 1.0 / math.sqrt(fan_in), biases=True),
}


def initial_parameters(network: Network, initialiser: str, seed: int) -> dict[str, np.ndarray]:
    """Draw a network's parameters.

    Args:
        network: The network.
        initialiser: One of ``INITIALISERS``.
        seed: Of the generator.

    Returns:
        Arrays by the network's names of its parameters, in their order.
    """
    generator, row = np.random.default_rng(seed), INITIALISERS[initialiser]
    fans = {name: fan for node in network.nodes for name, fan in _fans(node, row.biases).items()}
    fixed = {
        node.parameters[local]: value for node in network.nodes for local, value in node.layer.initial_values.items()
    }
    drawn: dict[str, np.ndarray] = {}
    for name, shape in network.parameter_shapes.items():
        if name in fixed:
            drawn[name] = np.full(shape, fixed[name])
        elif row.scale is None:
            drawn[name] = row.draw(generator, shape)
        else:
            drawn[name] = row.draw(generator, shape) * row.scale(*fans[name]) if name in fans else np.zeros(shape)
    return drawn


def _fans(node: Node, biases: bool) -> dict[str, tuple[int, int]]:
    """Return fan-in and fan-out of a layer's weights by the network's names, if wanted also for its biases."""
    found = node.layer.fans(*node.input_shapes)
    if biases and found:
        (fan,) = found.values()
        found = dict.fromkeys(node.parameters, fan)
    return {node.parameters[local]: fan for local, fan in found.items()}
