"""The gradient check's tolerance follows the costs at hand: wide enough for large ones, narrow for small ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sheetnet
from sheetnet.catalogue import find
from sheetnet.models.network import TIE_WIDTH
from tests.workbooks import cell, model_of, multiplied, wrong_cells


def settings(size: float, seed: int) -> dict[str, Any]:
    """A network without a bound, whose costs are of the size's square."""
    images = [[1000 * size], [-500 * size], [700 * size]]
    return {
        "layers": "dense(2,identity) dense(1,identity)", "images": images, "targets": [[size], [0], [size]],
        "seed": seed, "epochs": 1, "learning_rate": 1e-9,
    }  # fmt: skip


@pytest.mark.parametrize("size", [1, 1e-3])
@pytest.mark.parametrize("seed", [3, 4, 5])
def test_large_and_small_costs_agree(size: float, seed: int, tmp_path: Path) -> None:
    report = sheetnet.verify(sheetnet.build("backprop", tmp_path / "x.xlsx", **settings(size, seed)))
    assert report.ok, report.differences[:3]


def test_a_small_mistake_in_a_network_of_small_costs_is_found(tmp_path: Path) -> None:
    """With a bound for costs of any size, a tenth of a thousandth of such a slope went unseen."""
    path = sheetnet.build("backprop", tmp_path / "x.xlsx", **settings(1e-6, 3))
    place = cell(path, "check_numeric", 0)
    assert place in wrong_cells(sheetnet.verify(multiplied(path, tmp_path / "wrong", place, "1.0001")))


def test_the_books_convolutional_network_passes_its_check_although_cells_tie() -> None:
    trace = find("cnn_backprop").trace(model_of("cnn_backprop", epochs=1))
    assert trace["check_largest"] < 1e-8
    assert np.abs(trace["check_backprop"] - trace["check_numeric"]).max() < 1e-8


def test_it_says_how_many_cells_are_left_out() -> None:
    """Of each block of 2×2 all cells that equal its maximum, but one."""
    trace = find("cnn_backprop").trace(model_of("cnn_backprop", epochs=1))
    maps = trace["check_convolution_activation"]
    blocks = maps.reshape(*maps.shape[:2], 2, 2, 2, 2).swapaxes(-3, -2).reshape(*maps.shape[:2], 4, 4)
    winners = blocks >= blocks.max(axis=-1, keepdims=True) - TIE_WIDTH
    assert trace["check_left_out"].tolist() == (winners.sum(axis=-1) - 1).sum(axis=(1, 2)).tolist()
    assert trace["check_all_left_out"] == trace["check_left_out"].sum() > 0


def test_where_one_of_those_that_tie_gets_all_none_is_left_out() -> None:
    layers = "conv(3,3x3) maxpool(2,2,first) dense(3)"
    trace = find("cnn_backprop").trace(model_of("cnn_backprop", epochs=1, layers=layers))
    assert "check_left_out" not in trace
    assert trace["check_largest"] < 1e-8


def test_cells_are_left_out_of_every_layer_that_a_pooling_takes(tmp_path: Path) -> None:
    images = np.zeros((3, 7, 7))
    images[1:, 2:4, 3] = [[1, 0.5], [0.25, 1]]
    layers = "conv(2,2x2) maxpool(2,1) conv(2,2x2) maxpool(2,2) dense(2)"
    path = sheetnet.build(
        "cnn_backprop", tmp_path / "x.xlsx", layers=layers, images=images, targets=np.eye(2)[[0, 1, 0]], epochs=1
    )
    report = sheetnet.verify(path)
    assert report.ok, report.differences[:3]
