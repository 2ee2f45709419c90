"""Corners of graphs: names, sharing, strides beyond the picture, one unit, one pixel; what is refused says why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sheetnet
from sheetnet.catalogue import find
from sheetnet.check import checks, read_workbook
from sheetnet.check.perturb import perturbations
from sheetnet.engines import find as find_engine
from sheetnet.errors import InputError
from sheetnet.models.layer_text import parse_layers
from sheetnet.models.network import PREFIXES, Network
from sheetnet.xlsx.read.reader import read


def settings(layers: str, shape: tuple[int, ...], samples: int = 2) -> dict[str, Any]:
    """A short training of random pictures, its gradients checked on one of them."""
    last = Network(shape, parse_layers(layers)).output_layer
    return {
        "layers": layers,
        "images": np.random.default_rng(1).normal(size=(samples, *shape)).round(2),
        "targets": np.eye(last.units)[np.arange(samples) % last.units],
        "loss": "cross_entropy" if last.activation in ("softmax", "sigmoid") else "half_squared",
        "epochs": 2,
        "check_samples": 1,
    }


def build(folder: Path, chosen: Mapping[str, Any]) -> Path:
    return sheetnet.build("cnn_backprop", folder / "x.xlsx", **chosen)


CORNERS: dict[str, tuple[str, tuple[int, ...]]] = {
    "added to itself": ("dense(2,tanh,name=a) add(a,a) dense(2,softmax)", (2,)),
    "beside itself": ("dense(2,tanh,name=a) concatenate(a,a,from=a) dense(2,softmax)", (2,)),
    "a picture without channels beside one with": (
        "conv(1,1x1,tanh,name=a) concatenate(input,a) global_avgpool() dense(2,tanh)", (2, 3)),
    "the input again in the middle": ("dense(2,tanh) dense(2,relu,from=input) add(hidden1) dense(2)", (2,)),
    "poolings with padding": (
        "maxpool(3,2,padding=1) avgpool(2,1,padding=1,count_padding=false) maxpool(2,1,first,padding=1) dense(2)",
        (4, 4)),
    "strides beyond the kernel": ("conv(1,1x1,tanh,stride=3) conv(1,1x1,tanh,stride=2x3) dense(2)", (4, 4)),
    "strides beyond the picture": ("conv(1,2x2,tanh) conv(1,2x2,tanh,stride=1000000000) dense(1)", (4, 4)),
    "dilation of a single weight": ("conv(1,1x1,relu) conv(1,1x2,relu,stride=2,dilation=1000000x1) dense(1)", (2, 3)),
    "a kernel as large as the picture": ("conv(2,2x3,tanh) dense(1)", (2, 3)),
    "windows in the padding alone": ("conv(1,1x1,tanh) conv(1,1x3,tanh,padding=2x2) global_avgpool() dense(1)", (2, 2)),
    "one pixel": ("conv(1,3x3,relu,padding=2) maxpool(2,padding=1) conv(1,1x1) global_avgpool() dense(1)", (1, 1)),
    "one unit with softmax": ("dense(1,softmax)", (2,)),
    "twelve layers": (f"{'dense(1,tanh) ' * 11}dense(2,softmax)", (1,)),
    "flatten in odd places": ("flatten() dense(2,name=a) flatten() dense(2,tanh,from=a) add(a) dense(1)", (2, 2)),
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("corner", CORNERS)
@pytest.mark.parametrize("samples", [1, 2])
def test_corners_build_and_verify(corner: str, samples: int, tmp_path: Path) -> None:
    workbook, engine = read_workbook(build(tmp_path, settings(*CORNERS[corner], samples))), find_engine("ironcalc")
    _, all_others = perturbations(workbook.model, 2, seed=1)  # few entries, then all of them
    for report in checks(workbook, engine, [(), all_others]):
        assert report.ok, report.differences[:3]


def test_a_saturated_elu_keeps_the_digits_of_its_small_derivative(tmp_path: Path) -> None:
    """At z = −20 the derivative is 2e-9; a + 1, made of a = −0.999999998, would have half its digits."""
    start = {"initial_hidden_weights": [[-20]], "initial_hidden_bias": [0], "initial_output_weights": [[1000]]}
    chosen = settings("dense(1,elu) dense(1,identity)", (1,)) | {"images": [[1], [1.1]], "targets": [[-1000], [1000]]}
    report = sheetnet.verify(build(tmp_path, chosen | start | {"learning_rate": 1e-6, "check_samples": 0}))
    assert report.ok, report.differences[:3]


def test_blanks_around_deltas_reach_as_far_as_the_flipped_filter_and_no_further(tmp_path: Path) -> None:
    """A stride beyond the picture leaves one window, whatever it is: the sheet stays as narrow."""
    widths = []
    for stride in (4, 1000):
        chosen = settings(f"conv(1,2x2,tanh) conv(1,2x2,tanh,stride={stride}) dense(1)", (4, 4))
        sheet = read(build(tmp_path, chosen))["Training"]
        widths.append(sheet.columns[sheet.computed].max())
    assert widths[0] == widths[1]


def test_sharing_asks_for_the_same_dilation() -> None:
    layers = (
        "conv(1,{first},name=a) conv(1,{second},from=input,share=a) global_avgpool(name=g) "
        "global_avgpool(from=a) add(g) dense(1)"
    )
    with pytest.raises(InputError, match=r"shares the parameters of .*so it must have the same dilation"):
        Network((5, 5), parse_layers(layers.format(first="2x2", second="2x2,dilation=2")))
    Network((5, 5), parse_layers(layers.format(first="1x1", second="1x1,dilation=2")))  # one weight has no gaps


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_name_that_begins_as_the_lessons_own_is_refused(prefix: str) -> None:
    with pytest.raises(InputError, match=f"layer name '{prefix}x' begins with '{prefix}'"):
        Network((2,), parse_layers(f"dense(2,name={prefix}x) dense(1)"))
    Network((2,), parse_layers(f"dense(2,name={prefix[:-1]}) dense(1)"))


@pytest.mark.parametrize("slug", ["backprop", "neural_net"])
def test_all_prefixes_are_known(slug: str) -> None:
    """What a lesson puts before the name of a layer's tensor, another layer must not be called by."""
    lesson, chosen = find(slug), settings("dense(2,tanh,name=own) dense(2,softmax)", (2,))
    model = lesson.make({name: value for name, value in chosen.items() if name in lesson.model.fields()})
    names = {tensor.name for tensor in lesson.book(model).tensors()}
    prefixes = {name.partition("own_")[0] for name in names if "own_" in name} - {""}
    assert prefixes
    assert all(prefix.startswith(PREFIXES) for prefix in prefixes), prefixes


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        ("dense(3,name=hidden2) dense(3) dense(1)", "layer name 'hidden2' is taken, so layer 2 .* nobody has named it"),
        ("dense(3,name=a) dense(3,name=a) dense(1)", "layer name 'a' is taken, so layer 2 .* choose another one"),
        ("dense(3,name=A) dense(1)", "layer name 'A' is none: it must begin with a lower-case letter"),
        (f"dense(3,name={'a' * 32}) dense(1)", "up to 30 lower-case letters, digits and underscores"),
        ("dense(3,name=a) dense(3) add(others=) dense(1)", "others is given without a value"),
        ("dense(3,=relu)", "=relu is nothing that dense has; allowed are units"),
        ("dense(3,RELU)", "activation 'RELU'; .*; did you mean relu"),
        ("CONV(3)", "'CONV' is not a layer; .*; did you mean conv"),
        ("conv(3,3×3)", "kernel is '3×3'; it must be a whole number, or rows x columns such as 3x2"),
        ("conv(3,stride=two)", "stride is 'two'; it must be a whole number, or rows x columns such as 3x2"),
    ],
)
def test_what_is_wrong_is_named(layers: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Network((3,), parse_layers(layers))


def test_pictures_may_move_into_the_range_of_pixels_while_the_painted_one_does_not() -> None:
    """What a cell may hold is not narrowed by what stands in other cells."""
    lesson, chosen = find("cnn_backprop"), settings("dense(1)", (2,), samples=1)
    model = lesson.make(chosen | {"test_image": [-0.5, 2]})
    assert model.changed({"images": [[0.25, 1]]}).inputs()["test_image"].tolist() == [-0.5, 2]


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"images": np.full((2, 2), 1j)}, "images is not an array of numbers"),
        ({"learning_rate": 1e-320}, re.escape("cannot be squared: use 1e-100")),
    ],
)
def test_numbers_that_are_none(chosen: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        find("cnn_backprop").make(settings("dense(2)", (2,)) | chosen)
