"""Regression against third witnesses: NumPy's polynomial fit and a sum done by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import pytest

import sheetnet
from sheetnet.catalogue import find
from sheetnet.models.regression import Regression

LESSON = find("regression")


def test_the_line_is_that_of_polyfit() -> None:
    model = Regression()
    trace = LESSON.trace(model)
    p, q = np.polyfit(model.heights, model.weights, 1)
    np.testing.assert_allclose([trace["exact_slope"], trace["exact_intercept"]], [p, q], rtol=1e-9)
    np.testing.assert_allclose(trace["r_squared"], np.corrcoef(model.heights, model.weights)[0, 1] ** 2)


def test_a_line_by_hand() -> None:
    """Points (1, 2), (2, 4), (3, 7), (4, 9): p = 12/5, q = −1/2, C = ½·0.2."""
    trace = LESSON.trace(Regression(heights=[1, 2, 3, 4], weights=[2, 4, 7, 9]))
    assert trace["exact_slope"] == pytest.approx(2.4)
    assert trace["exact_intercept"] == pytest.approx(-0.5)
    assert trace["total_cost"] == pytest.approx(0.1)


def test_descent_arrives_at_the_exact_line() -> None:
    trace = LESSON.trace(Regression(steps=200, learning_rate=0.1))
    np.testing.assert_allclose(trace["answers"][3], trace["answers"][0], rtol=1e-9)


def test_the_gradient_is_that_of_differences() -> None:
    model = Regression()
    trace, h = LESSON.trace(model), 1e-5
    for name, gradient in (("start_slope", "slope_gradient"), ("start_intercept", "intercept_gradient")):
        costs = [LESSON.trace(model.with_inputs({name: step}))["standard_cost"][0] for step in (h, -h)]
        assert (costs[0] - costs[1]) / (2 * h) == pytest.approx(trace[gradient][0], abs=1e-6)


@pytest.mark.parametrize("rate", [0.3, 0.5, 1])
def test_above_two_over_n_the_descent_runs_away(rate: float, tmp_path: Path) -> None:
    """The intercept, 0 on paper, is then rounding that grows as the slope does; each engine has its own."""
    trace = LESSON.trace(Regression(learning_rate=rate))
    assert trace["standard_cost"][-1] > trace["standard_cost"][0]
    assert sheetnet.verify(sheetnet.build("regression", tmp_path / "x.xlsx", learning_rate=rate)).ok


@pytest.mark.parametrize("cell", ["C20", "D20", "E20", "F20"])
def test_a_wrong_formula_of_a_descent_that_runs_away_is_found(cell: str, tmp_path: Path) -> None:
    path = sheetnet.build("regression", tmp_path / "x.xlsx", learning_rate=0.5, start_intercept=1)
    book = openpyxl.load_workbook(path)
    book["Descent"][cell] = f"{book['Descent'][cell].value}*1.0000001"
    book.save(tmp_path / "wrong.xlsx")
    report = sheetnet.verify(tmp_path / "wrong.xlsx")
    assert cell in {difference.cell for difference in report.differences}
