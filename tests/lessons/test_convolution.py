"""Convolution against SciPy's, for every stride and padding, and the algebra it obeys."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import pytest

import sheetnet
from sheetnet.catalogue import find
from sheetnet.check import read_workbook
from sheetnet.models.convolution import Convolution

LESSON = find("convolution")
FILTER = [[1, 2, 0], [0, -1, 0.5], [3, 0, -2]]


@pytest.mark.parametrize("padding", [0, 1, 2])
@pytest.mark.parametrize("stride", [1, 2, 3])
def test_maps_are_those_of_scipy(stride: int, padding: int) -> None:
    from scipy import signal  # here only: to import it takes a second

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


def test_a_column_of_the_table_is_the_cross_correlation_shifted_as_its_header_says() -> None:
    """corr(f, g)[n] = Σ f[n + k] g[k], written out: row n of the table holds it for n − 2."""
    model = Convolution(kernel=[3, 5, 7])
    f = dict(enumerate(model.signal))
    by_hand = [sum(f.get(n - 2 + k, 0) * g for k, g in enumerate(model.kernel)) for n in range(model.signal.size + 2)]
    np.testing.assert_allclose(LESSON.trace(model)["correlated"], by_hand)


@pytest.mark.parametrize(
    ("stride", "padding", "as_it_stands", "strict"),
    [
        (1, 0, "x[i + l, j + m]", "x[i + 2 − l, j + 2 − m]"),
        (2, 1, "x[2i + l − 1, 2j + m − 1]", "x[2i + 1 − l, 2j + 1 − m]"),
    ],
)
def test_stride_and_padding_stand_in_the_equations_that_are_shown(
    stride: int, padding: int, as_it_stands: str, strict: str
) -> None:
    model = Convolution(stride=stride, padding=padding, filter=FILTER)
    page = next(page for page in LESSON.book(model).pages if page.key == "picture")
    equations = [label.content.say("en") for label in page.labels if label.style == "equation"]  # type: ignore[union-attr]
    assert equations == [f"z[i, j] = Σ w[l, m] {as_it_stands}        (x * w): z[i, j] = Σ w[l, m] {strict}"]
    x, i, j = model.picture, 1, 1
    reached = {(r, c): x[r, c] for r in range(6) for c in range(6)}
    places = [(l, m, stride * i + 2 - padding - l, stride * j + 2 - padding - m) for l in range(3) for m in range(3)]  # noqa: E741
    by_hand = sum(model.filter[l, m] * reached.get((row, column), 0) for l, m, row, column in places)  # noqa: E741
    assert LESSON.trace(model)["convolved_map"][i, j] == pytest.approx(by_hand)


@pytest.mark.parametrize("width", [0.3, 1.0, 2.05, 3.0])
@pytest.mark.parametrize("time", [-0.4, 0.0, 0.75, 2.05, 5.0])
def test_the_area_under_the_product_is_the_integral(time: float, width: float) -> None:
    """The exact area is that of a million slices; the sheet's sixty come within Δτ of it."""
    trace = LESSON.trace(Convolution(time=time, box_width=width))
    tau = (np.arange(1_000_000) + 0.5) * width / 1_000_000
    area = np.exp(-(time - tau), where=tau <= time, out=np.zeros_like(tau)).mean() * width
    assert trace["exact_area"] == pytest.approx(area, abs=1e-5)
    assert trace["area_close"] == trace["curve_close"] == 1
