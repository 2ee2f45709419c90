"""Random small networks with their data, for hypothesis."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

UNIT_ACTIVATIONS = ("sigmoid", "tanh", "relu", "leaky_relu", "identity")
SMOOTH_ACTIVATIONS = ("sigmoid", "tanh", "identity")
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


def _with_output(
    draw: st.DrawFn, layers: list[str], shape: tuple[int, ...], activations: tuple[str, ...] = UNIT_ACTIVATIONS
) -> dict[str, Any]:
    outputs, samples = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    loss, last = draw(
        st.sampled_from(
            [("half_squared", name) for name in (*activations, "softmax")]
            + [("cross_entropy", "softmax"), ("cross_entropy", "sigmoid")]
        )
    )
    generator = np.random.default_rng(draw(st.integers(0, 1000)))
    return {
        "layers": " ".join([*layers, f"dense({outputs},{last})"]),
        "loss": loss,
        "images": generator.normal(size=(samples, *shape)).round(3),
        "targets": np.eye(outputs)[generator.integers(0, outputs, samples)],
        "epochs": draw(st.integers(1, 3)),
        "seed": draw(st.integers(0, 1000)),
        "learning_rate": 0.05,
        "check_samples": draw(st.sampled_from([0, 1])),
    }
