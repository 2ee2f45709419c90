"""Pooling against windows taken one by one, and its ties."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sheetnet
from sheetnet.catalogue import find
from sheetnet.models.pooling import SIZES, Pooling

LESSON = find("pooling")


@pytest.mark.parametrize("size", SIZES)
def test_every_block_one_by_one(size: int) -> None:
    cells = np.random.default_rng(4).normal(size=(6, 12)).round(3)
    trace = LESSON.trace(Pooling(feature_map=cells))
    for r in range(6 // size):
        for c in range(12 // size):
            block = cells[r * size : (r + 1) * size, c * size : (c + 1) * size]
            wins = trace[f"winners_{size}x{size}"][r * size : (r + 1) * size, c * size : (c + 1) * size]
            assert trace[f"maximum_{size}x{size}"][r, c] == block.max()
            assert trace[f"average_{size}x{size}"][r, c] == pytest.approx(block.mean())
            assert trace[f"l2_{size}x{size}"][r, c] == pytest.approx(np.linalg.norm(block))
            assert np.argwhere(wins == 1).tolist() == np.argwhere(block == block.max()).tolist()


def test_equal_cells_all_win(tmp_path: Path) -> None:
    flat = np.full((6, 6), -2.5)
    assert LESSON.trace(Pooling(feature_map=flat))["winners_3x3"].sum() == 36
    assert sheetnet.verify(sheetnet.build("pooling", tmp_path / "x.xlsx", feature_map=flat)).ok


def test_only_the_maximum_follows_a_cell_fully() -> None:
    before = LESSON.trace(Pooling())
    cells = np.array(Pooling().feature_map)
    cells[0, 0] += 10  # from 1 to 11: the new winner of a block that had 6
    after = LESSON.trace(Pooling(feature_map=cells))
    assert after["maximum_2x2"][0, 0] - before["maximum_2x2"][0, 0] == 5
    assert after["average_2x2"][0, 0] - before["average_2x2"][0, 0] == 2.5


def test_average_maximum_l2_are_in_order_below_zero_too() -> None:
    trace = LESSON.trace(Pooling(feature_map=-np.abs(Pooling().feature_map) - 1))
    assert trace["order_2x2"] == trace["order_3x3"] == 1


@pytest.mark.long
def test_the_largest_map_can_be_laid_out(tmp_path: Path) -> None:
    feature_map = np.random.default_rng(0).normal(size=(60, 60)).round(2)
    assert sheetnet.verify(sheetnet.build("pooling", tmp_path / "x.xlsx", feature_map=feature_map)).ok
