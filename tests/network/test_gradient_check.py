"""The gradient check's tolerance follows the costs at hand: wide enough for large ones, narrow for small ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import sheetnet
from tests.workbooks import cell, multiplied, wrong_cells


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
