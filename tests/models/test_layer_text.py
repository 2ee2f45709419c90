"""Layers as people write them, how they are written back, and what is no layer."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetnet.errors import InputError
from sheetnet.models.activations import ACTIVATIONS
from sheetnet.models.layer_text import parse_layers, write_layers
from sheetnet.models.layers import LAYERS, Add, AveragePool2D, Conv2D, Dense, Layer, MaxPool2D
from sheetnet.models.layers.max_pooling import TIES


@pytest.mark.parametrize(
    "given",
    [
        "3,2",
        [3, 2],
        (np.int64(3), 2),
        ["dense(3)", "dense(2)"],
        [Dense(3), "2"],
        "dense(3) dense(2)",
        "dense(3), dense(2)",
        "dense( units = 3 , activation = sigmoid ) dense(2)",
    ],
)
def test_ways_to_write_two_layers(given: Any) -> None:
    assert parse_layers(given) == (Dense(3), Dense(2))


@pytest.mark.parametrize(
    ("text", "layer", "written"),
    [
        ("dense(3,tanh,a)", Dense(3, "tanh", name="a"), "dense(3,tanh,name=a)"),
        ("dense(3,name=a,from=input,share=b)", Dense(3, name="a", source="input", share="b"),
         "dense(3,sigmoid,name=a,from=input,share=b)"),
        ("dense(3,leaky_relu,slope=.2)", Dense(3, "leaky_relu", slope=0.2), "dense(3,leaky_relu,slope=0.2)"),
        ("conv(3)", Conv2D(3), "conv(3,3x3,sigmoid)"),
        ("conv(3,2)", Conv2D(3, 2), "conv(3,2x2,sigmoid)"),
        ("conv(3,3x3,1,0,relu)", Conv2D(3, activation="relu"), "conv(3,3x3,relu)"),
        ("conv(3,2x4,2,1,relu,edges)", Conv2D(3, (2, 4), 2, 1, "relu", name="edges"),
         "conv(3,2x4,relu,stride=2,padding=1,name=edges)"),
        ("conv(3, kernel=3x3, stride=2x1, dilation=2)", Conv2D(3, stride=(2, 1), dilation=(2, 2)),
         "conv(3,3x3,sigmoid,stride=2x1,dilation=2)"),
        ("maxpool(2,2,first)", MaxPool2D(2, 2, "first"), "maxpool(2x2,ties=first)"),
        ("maxpool(2,2,all,p)", MaxPool2D(2, name="p"), "maxpool(2x2,name=p)"),
        ("maxpool()", MaxPool2D(), "maxpool(2x2)"),
        ("avgpool(2,1)", AveragePool2D(2, 1), "avgpool(2x2,stride=1)"),
        ("avgpool(3x2,padding=1x0,count_padding=False)", AveragePool2D((3, 2), padding=(1, 0), count_padding=False),
         "avgpool(3x2,padding=1x0,count_padding=false)"),
        ("add(a, b)", Add(("a", "b")), "add(a,b)"),
        ("add(a,name=c)", Add("a", name="c"), "add(a,name=c)"),
        ("dropout()", LAYERS["dropout"](), "dropout(0.5)"),
        ("dropout(.3,name=d)", LAYERS["dropout"](0.3, name="d"), "dropout(0.3,name=d)"),
        ("batchnorm(relu,momentum=.2)", LAYERS["batchnorm"]("relu", momentum=0.2),
         "batchnorm(activation=relu,momentum=0.2)"),
        ("global_avgpool()", LAYERS["global_avgpool"](), "global_avgpool()"),
    ],
)  # fmt: skip
def test_what_is_read_and_how_it_is_written(text: str, layer: Layer, written: str) -> None:
    assert parse_layers(text) == (layer,)
    assert str(layer) == written


def test_the_stride_of_a_pooling_is_its_size_where_none_is_given() -> None:
    assert MaxPool2D((3, 2)).stride == MaxPool2D((3, 2), 0).stride == (3, 2)
    assert MaxPool2D(2) == MaxPool2D(2, 2)


NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)
PAIRS = st.tuples(st.integers(0, 9), st.integers(0, 9))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "name": NAMES, "source": NAMES, "share": NAMES, "others": st.lists(NAMES, min_size=1, max_size=3).map(tuple),
    "units": st.integers(-5, 2000), "filters": st.integers(-5, 2000), "activation": st.sampled_from(list(ACTIVATIONS)),
    "ties": st.sampled_from(TIES), "count_padding": st.booleans(), "slope": st.floats(1e-90, 1),
    "rate": st.floats(1e-90, 0.9), "epsilon": st.floats(1e-12, 1), "momentum": st.floats(1e-90, 1),
    "kernel": PAIRS, "size": PAIRS, "stride": PAIRS, "padding": PAIRS, "dilation": PAIRS,
}  # fmt: skip


@st.composite
def layers(draw: st.DrawFn) -> Layer:
    kind = draw(st.sampled_from(list(LAYERS.values())))
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    chosen = needed | draw(st.sets(st.sampled_from([field.name for field in fields(kind)])))
    return kind(**{name: draw(VALUES[name]) for name in chosen})


@settings(max_examples=40)
@given(st.lists(layers(), min_size=1, max_size=3))
def test_what_is_written_is_read_again(drawn: list[Layer]) -> None:
    written = write_layers(drawn)
    assert parse_layers(written) == tuple(drawn)
    assert len(written.split()) == len(drawn)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("dense(3,4)", r"has too much in it, 4; write dense\(units,activation,name,from=…,share=…,slope=…\)"),
        ("dense(3,tanh,a,b)", "has too much in it, b"),
        ("flatten(relu) dense(2)", "flatten.relu. has too much in it"),
        ("conv(3,3x9x3)", "conv: kernel is '3x9x3'; it must be a whole number, or rows x columns"),
        ("conv(3,3x)", "kernel is '3x'; it must be a whole number, or rows x columns"),
        ("conv(3,3x3,1,0,7)", "has too much in it"),
        ("maxpool(2,2,2)", "has too much in it"),
        ("flatten(8)", "has too much in it"),
        ("global_avgpool(2)", "has too much in it"),
        ("add(3)", "has too much in it"),
        ("dense()", "is not complete: units is missing"),
        ("add()", "is not complete: others is missing"),
        ("dense(2.5)", "units is '2.5'; it must be a whole number"),
        ("dense(2,units=3)", "units is given twice"),
        ("dense(2,name=)", "name is given without a value"),
        ("conv(2,strides=2)", "strides is nothing that conv has; allowed are filters, .*; did you mean stride"),
        ("maxpool(2,share=a)", "share is nothing that maxpool has; allowed are size, stride, ties"),
        ("dense(3,rleu)", "dense: activation 'rleu'; allowed are sigmoid, .*; did you mean relu"),
        ("maxpool(2,2,frist)", "maxpool: ties 'frist'; allowed are all, first; did you mean first"),
        ("avgpool(2,count_padding=2)", "count_padding is '2'; it must be true or false"),
        ("dense(2,leaky_relu,slope=2)", "slope is '2'; allowed: 0 to 1"),
        ("dense(2,leaky_relu,slope=steep)", "slope is 'steep'"),
        ("dnese(3)", "'dnese' is not a layer; allowed are dense, conv, .*; did you mean dense"),
        ("lstm(3)", "'lstm' is not a layer; allowed are dense, conv"),
        ("dense(3", "write for example"),
        ([None], "units is None"),
        ([2.5], "units is 2.5"),
        (3, "layers is 3"),
    ],
)
def test_what_is_no_layer_is_refused(given: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse_layers(given)


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda: Dense("x"), "dense: units is 'x'"),
        (lambda: Conv2D(2, (1, 2, 3)), r"conv: kernel is \(1, 2, 3\)"),
        (lambda: Dense(2, "swish"), "activation 'swish'; allowed are"),
        (lambda: Dense(2, name=3), "name is 3; it must be the name of a layer"),
        (lambda: Add(()), "others is empty"),
        (lambda: Add(3), "others is 3"),
    ],
)
def test_objects_are_checked_as_text_is(made: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        made()


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ('Dense(4, activation="relu") Dense(2, activation="softmax")', "dense(4,relu) dense(2,softmax)"),
        ("Conv2D(3, 2x2, activation='tanh') Flatten() Dense(1, activation='linear')",
         "conv(3,2x2,tanh) flatten() dense(1,identity)"),
        ("Dense(5)", "dense(5)"),
    ],
)  # fmt: skip
def test_layers_of_keras_are_read(theirs: str, ours: str) -> None:
    assert parse_layers(theirs) == parse_layers(ours)
