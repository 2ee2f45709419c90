"""How initial parameters are drawn, by name; ``glorot`` and ``he`` as ``torch.nn.init`` defines them, with biases 0.

Fan-in f and fan-out g are counted by the layers: how many numbers a weight's unit adds up, and how many units a number
goes to.

normal          N(0, 1), biases too
uniform         U(−1, 1), biases too
glorot_uniform  U(−r, r), r = √(6/(f + g))
glorot_normal   N(0, 2/(f + g))
he_uniform      U(−r, r), r = √(6/f)
he_normal       N(0, 2/f)
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sheetnet.models.layers import Shape
from sheetnet.models.network import Network


@dataclass(frozen=True, slots=True)
class Initialiser:
    """How the entries of a parameter are drawn.

    Args:
        draw: Returns numbers of spread 1, of a shape.
        scale: Returns what they are multiplied by, from fan-in and fan-out; None leaves them, those of biases too.
    """

    draw: Callable[[np.random.Generator, Shape], np.ndarray]
    scale: Callable[[int, int], float] | None = None


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
    fans = {
        node.parameters[local]: fan
        for node in network.nodes
        for local, fan in node.layer.fans(*node.input_shapes).items()
    }
    drawn: dict[str, np.ndarray] = {}
    for name, shape in network.parameter_shapes.items():
        if row.scale is None:
            drawn[name] = row.draw(generator, shape)
        else:
            drawn[name] = row.draw(generator, shape) * row.scale(*fans[name]) if name in fans else np.zeros(shape)
    return drawn
