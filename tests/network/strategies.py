"""Random small networks with their data, for hypothesis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from sheetnet.models.activations import ACTIVATIONS
from sheetnet.models.layer_text import parse_layers, write_layers
from sheetnet.models.layers import Shape
from sheetnet.models.layers.max_pooling import TIES
from sheetnet.models.losses import LOSSES
from sheetnet.models.network import Network
from tests.network.random_graphs import MOST_DRAWN, RandomGraph

UNIT_ACTIVATIONS = tuple(name for name, each in ACTIVATIONS.items() if not each.together)
SMOOTH_ACTIVATIONS = tuple(name for name in UNIT_ACTIVATIONS if not ACTIVATIONS[name].bends)
SHAPES: tuple[Shape, ...] = ((3,), (2, 3), (5, 5), (5, 4), (2, 4, 5), (3, 3, 3))
POOLINGS = ("", "avgpool(2,1)", "maxpool(2,1,all)", "maxpool(2,1,first)")


@st.composite
def dense_settings(draw: st.DrawFn) -> dict[str, Any]:
    """Settings of 1 to 4 dense layers of 1 to 8 units with any activation and loss, 1 to 6 samples, 1 to 3 epochs."""
    hidden = [
        f"dense({draw(st.integers(1, 8))},{draw(st.sampled_from(UNIT_ACTIVATIONS))})"
        for _ in range(draw(st.integers(0, 3)))
    ]
    shape = draw(st.sampled_from([(3,), (2, 3), (4, 3), (2, 2, 2)]))
    return _with_output(draw, hidden, shape)


@st.composite
def convolutional_settings(draw: st.DrawFn, smooth: bool = False) -> dict[str, Any]:
    """Settings of one or two convolutions with stride, padding and pooling, one or more channels.

    Args:
        smooth: Only layers without a kink (ReLU, maximum): within h of one a central difference is wrong.
    """
    activations = SMOOTH_ACTIVATIONS if smooth else UNIT_ACTIVATIONS
    stride, padding = draw(st.integers(1, 2)), draw(st.integers(0, 1))
    kernel = draw(st.sampled_from(["2x2", "3x3", "2x3", "1x3", "3x1"]))
    activation = draw(st.sampled_from(activations))
    layers = [f"conv({draw(st.integers(1, 2))},{kernel},{stride},{padding},{activation})"]
    if draw(st.booleans()):
        layers.append(f"conv(2,2x2,{draw(st.integers(1, 2))},1,{draw(st.sampled_from(activations))})")
    pooling = draw(st.sampled_from(POOLINGS[:2] if smooth else POOLINGS))
    shape = draw(st.sampled_from([(5, 5), (2, 5, 5), (6, 5)]))
    return _with_output(draw, [*layers, *([pooling] if pooling else [])], shape, activations)


@st.composite
def networks(
    draw: st.DrawFn,
    shapes: Sequence[Shape] = SHAPES,
    activations: Sequence[str] = UNIT_ACTIVATIONS,
    ties: Sequence[str] = TIES,
    most: int = MOST_DRAWN,
) -> tuple[str, Shape, str]:
    """A random graph of few parameters: its layers as text, its input shape, its loss.

    Args:
        shapes: Of the input.
        activations: Of all layers but the last.
        ties: Of maximum pooling.
        most: How many layers are drawn, besides those that join what nothing has taken.
    """
    shape = draw(st.sampled_from(shapes))
    graph = RandomGraph(draw, shape, activations, ties)
    for _ in range(draw(st.integers(1, most))):
        graph.grow()
    loss, last = draw(_ends(activations))
    graph.finish(draw(st.integers(1, 3)), last)
    return write_layers(graph.layers), shape, loss


@st.composite
def graph_settings(draw: st.DrawFn, **chosen: Any) -> dict[str, Any]:
    """Settings of a random graph with its data; see ``networks`` for what can be chosen."""
    layers, shape, loss = draw(networks(**chosen))
    return _with_data(draw, layers, shape, loss)


def _ends(activations: Sequence[str]) -> st.SearchStrategy[tuple[str, str]]:
    """Losses with the activations of the last layer that they go with."""
    allowed = (*activations, *(name for name, each in ACTIVATIONS.items() if each.together))
    return st.sampled_from([(loss, name) for loss, each in LOSSES.items() for name in each.outputs if name in allowed])


def _with_output(
    draw: st.DrawFn, layers: list[str], shape: tuple[int, ...], activations: Sequence[str] = UNIT_ACTIVATIONS
) -> dict[str, Any]:
    outputs = draw(st.integers(1, 3))
    loss, last = draw(_ends(activations))
    return _with_data(draw, " ".join([*layers, f"dense({outputs},{last})"]), shape, loss)


def _with_data(draw: st.DrawFn, layers: str, shape: Shape, loss: str) -> dict[str, Any]:
    outputs, samples = Network(shape, parse_layers(layers)).outputs, draw(st.integers(1, 4))
    generator = np.random.default_rng(draw(st.integers(0, 1000)))
    return {
        "layers": layers,
        "loss": loss,
        "images": generator.normal(size=(samples, *shape)).round(3),
        "targets": np.eye(outputs)[generator.integers(0, outputs, samples)],
        "epochs": draw(st.integers(1, 3)),
        "seed": draw(st.integers(0, 1000)),
        "learning_rate": 0.05,
        "check_samples": draw(st.sampled_from([0, 1])),
    }
