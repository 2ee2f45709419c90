"""Convolution against SciPy's, for every stride and padding, and the algebra it obeys."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import pytest
from scipy import signal

import sheetnet
from sheetnet.catalogue import find
from sheetnet.check import read_workbook
from sheetnet.models.convolution import Convolution

LESSON = find("convolution")
FILTER = [[1, 2, 0], [0, -1, 0.5], [3, 0, -2]]


@pytest.mark.parametrize("padding", [0, 1, 2])
@pytest.mark.parametrize("stride", [1, 2, 3])
def test_maps_are_those_of_scipy(stride: int, padding: int) -> None:
    model = Convolution(stride=stride, padding=padding, filter=FILTER)
    trace, padded = LESSON.trace(model), np.pad(model.picture, padding)
    correlated = signal.correlate2d(padded, model.filter, mode="valid")[::stride, ::stride]
    convolved = signal.convolve2d(padded, model.filter, mode="valid")[::stride, ::stride]
    np.testing.assert_allclose(trace["feature_map"], correlated, atol=1e-12)
    np.testing.assert_allclose(trace["convolved_map"], convolved, atol=1e-12)


def test_convolution_is_flip_slide_multiply_add() -> None:
    """(1, 2, 3) ∗ (1, 0, 2): windows 001, 012, 123, 230, 300 on 2 0 1."""
    trace = LESSON.trace(Convolution(signal=[1, 2, 3], kernel=[1, 0, 2]))
    np.testing.assert_array_equal(trace["flipped_kernel"], [2, 0, 1])
    np.testing.assert_array_equal(trace["window"], [[0, 0, 1], [0, 1, 2], [1, 2, 3], [2, 3, 0], [3, 0, 0]])
    np.testing.assert_array_equal(trace["convolved"], [1, 2, 5, 4, 6])


def test_a_single_one_gives_the_kernel_back() -> None:
    trace = LESSON.trace(Convolution(signal=[0, 0, 1, 0, 0], kernel=[3, 5, 7]))
    np.testing.assert_allclose(trace["convolved"], [0, 0, 3, 5, 7, 0, 0], atol=1e-12)
    np.testing.assert_allclose(trace["correlated"], [0, 0, 7, 5, 3, 0, 0], atol=1e-12)


def test_sobels_filter_turned_round_gives_the_opposite_sign() -> None:
    """Convolution and cross-correlation differ with the default filter; the left end of the 2's foot is an edge."""
    trace = LESSON.trace(Convolution())
    np.testing.assert_array_equal(trace["convolved_map"], -trace["feature_map"])
    assert trace["feature_map"][3, 0] == 1 * (0 - 0) + 2 * (0 - 1) + 1 * (0 - 1)


def test_an_even_kernel_is_the_moving_average() -> None:
    trace = LESSON.trace(Convolution(kernel=[0.25, 0.25, 0.25, 0.25]))
    np.testing.assert_allclose(trace["convolved"], trace["moving_average"])


def test_the_padding_is_seen_as_zeros(tmp_path: Path) -> None:
    path = sheetnet.build("convolution", tmp_path / "x.xlsx", padding=1, filter=FILTER)
    sheet = openpyxl.load_workbook(path)["Picture"]
    rows, columns = read_workbook(path).map.entries["picture"].cells()
    top, bottom, left, right = rows.min() - 1, rows.max() + 1, columns.min() - 1, columns.max() + 1
    around = sheet.iter_rows(top, bottom, left, right)
    ring = [cell.value for row in around for cell in row if cell.row in (top, bottom) or cell.column in (left, right)]
    assert ring == [0] * 28
    assert sheetnet.verify(path).ok


def test_the_smallest_signal_can_be_laid_out(tmp_path: Path) -> None:
    assert sheetnet.verify(sheetnet.build("convolution", tmp_path / "x.xlsx", signal=[1], kernel=[2])).ok
