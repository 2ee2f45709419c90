"""Initial parameters: reproducible, of the right spread, and today's numbers for ``normal``."""

from __future__ import annotations

import numpy as np
import pytest

from sheetnet.models.initialisers import INITIALISERS, initial_parameters
from sheetnet.models.layer_text import parse_layers
from sheetnet.models.network import Network

NETWORK = Network((4, 6, 6), parse_layers("conv(50,3x3) dense(40) dense(3)"))


def test_normal_numbers_are_drawn_one_parameter_after_the_other() -> None:
    generator = np.random.default_rng(7)
    for name, values in initial_parameters(NETWORK, "normal", 7).items():
        np.testing.assert_array_equal(values, generator.normal(size=NETWORK.parameter_shapes[name]))


@pytest.mark.parametrize(
    ("initialiser", "spread"),
    [
        ("normal", 1.0),
        ("uniform", 1 / np.sqrt(3)),
        ("glorot_uniform", np.sqrt(2 / (36 + 450))),
        ("glorot_normal", np.sqrt(2 / (36 + 450))),
        ("he_uniform", np.sqrt(2 / 36)),
        ("he_normal", np.sqrt(2 / 36)),
        ("torch", np.sqrt(1 / 36 / 3)),
    ],
)
def test_the_spread_of_a_convolutions_weights(initialiser: str, spread: float) -> None:
    drawn = initial_parameters(NETWORK, initialiser, 0)
    assert {name: values.shape for name, values in drawn.items()} == NETWORK.parameter_shapes
    assert drawn["convolution_weights"].std() == pytest.approx(spread, rel=0.05)
    assert drawn["hidden_bias"].any() == (INITIALISERS[initialiser].scale is None or initialiser == "torch")
    np.testing.assert_array_equal(
        drawn["hidden_weights"], initial_parameters(NETWORK, initialiser, 0)["hidden_weights"]
    )
    assert (drawn["hidden_weights"] != initial_parameters(NETWORK, initialiser, 1)["hidden_weights"]).all()
