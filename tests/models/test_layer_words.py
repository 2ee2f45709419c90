"""Layers as people write them, and what is no layer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sheetnet.errors import InputError
from sheetnet.models.layer_words import parse_layers
from sheetnet.models.network import Conv2D, Dense, Network


@pytest.mark.parametrize(
    "given",
    [
        "3,2",
        [3, 2],
        (np.int64(3), 2),
        ["dense(3)", "dense(2)"],
        [Dense(3), "2"],
        "dense(3) dense(2)",
    ],
)
def test_ways_to_write_two_layers(given: Any) -> None:
    assert parse_layers(given) == (Dense(3), Dense(2))


def test_a_convolution_with_all_its_words() -> None:
    assert parse_layers("conv(3,2x4,2,1,relu,edges)") == (Conv2D(3, (2, 4), 2, 1, "relu", "edges"),)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("dense(3,4)", "has too much in it"),
        ("flatten(relu) dense(2)", "flatten.relu. has too much in it"),
        ("conv(3,3x9x3)", "a kernel is rows x columns"),
        ("conv(3,3x3,1,0,7)", "has too much in it"),
        ("maxpool(2,2,2)", "has too much in it"),
        ("flatten(8)", "has too much in it"),
        ("dense()", "is not complete"),
        ("dense(2.5)", "units is '2.5'; it must be a whole number"),
        ("lstm(3)", "the layers are dense, conv"),
        ("dense(3", "write for example"),
        ([None], "units is None"),
        ([2.5], "units is 2.5"),
        (3, "layers is 3"),
    ],
)
def test_what_is_no_layer_is_refused(given: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse_layers(given)


@pytest.mark.parametrize("name", ["Hidden", "a b", "1st"])
def test_names_that_are_no_words_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="layer name"):
        _ = Network((4,), (Dense(3, "sigmoid", name), Dense(2))).stages
