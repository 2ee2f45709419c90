"""Regression against third witnesses: NumPy's polynomial fit and a sum done by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sheetnet
from sheetnet.catalogue import find
from sheetnet.errors import InputError
from sheetnet.lessons.regression.points import limits_with
from sheetnet.lessons.rounding import LineRounding
from sheetnet.models.regression import Regression
from tests.workbooks import Builder, address, cell, edited, multiplied, wrong_cells

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
    for name in ("answer_slopes", "answer_intercepts"):
        assert trace[name][3] == pytest.approx(trace[name][0], rel=1e-9)


def test_the_gradient_is_that_of_differences() -> None:
    model = Regression()
    trace, h = LESSON.trace(model), 1e-5
    for name, gradient in (("start_slope", "slope_gradient"), ("start_intercept", "intercept_gradient")):
        near = [model.changed({name: getattr(model, name) + step}) for step in (h, -h)]
        costs = [LESSON.trace(each)["standard_cost"][0] for each in near]
        assert (costs[0] - costs[1]) / (2 * h) == pytest.approx(trace[gradient][0], abs=1e-6)


@pytest.mark.parametrize("rate", [0.3, 0.5, 1])
def test_above_two_over_n_the_descent_runs_away(rate: float, built: Builder) -> None:
    """The intercept, 0 on paper, is then rounding that grows as the slope does; each engine has its own."""
    trace = LESSON.trace(Regression(learning_rate=rate))
    assert trace["standard_cost"][-1] > trace["standard_cost"][0]
    assert sheetnet.verify(built("regression", learning_rate=rate)).ok


@pytest.mark.parametrize("tensor", ["slope", "intercept", "slope_gradient", "intercept_gradient"])
def test_a_wrong_formula_of_a_descent_that_runs_away_is_found(tensor: str, built: Builder, tmp_path: Path) -> None:
    path = built("regression", learning_rate=0.5, start_intercept=1)
    place = cell(path, tensor, 8)
    assert place in wrong_cells(sheetnet.verify(multiplied(path, tmp_path, place, "1.0000001")))


@pytest.mark.parametrize("engine", ["ironcalc", "formualizer", "formulon"])
@pytest.mark.parametrize(
    "years",
    [[2018, 2019, 2020], list(range(2010, 2020)), [10000, 10001, 10002, 10003, 10005], [9e5, 9e5 + 100, 9e5 + 200]],
)
def test_points_far_from_zero_round_as_derived(years: list[float], engine: str, built: Builder) -> None:
    """Years against temperatures: D = nΣx² − (Σx)² keeps half of the digits only, and the tolerance knows."""
    values = [round(10 + 0.03 * n + 0.5 * (-1) ** n, 2) for n in range(len(years))]
    path = built("regression", heights=years, weights=values)
    assert sheetnet.verify(path, engine=engine).ok


def test_tolerances_for_points_far_from_zero_stay_far_below_the_answers() -> None:
    rounding = LineRounding(np.arange(2010.0, 2020), np.array([10, 11, 10, 11, 12, 11, 12, 13, 12, 13.0]))
    assert rounding.slope < 1e-6 * 0.3
    assert rounding.intercept < 1e-6 * 600


YEARS = {"heights": [*range(2010, 2020)], "weights": [10, 11, 10, 11, 12, 11, 12, 13, 12, 13]}
FAR = {"heights": [20003, 20005, 20007, 20008.5, 20002], "weights": [20003, 20006, 20008, 20008.5, 20002.5]}


@pytest.mark.parametrize("points", [YEARS, FAR], ids=["years", "far"])
@pytest.mark.parametrize(
    ("tensor", "entry", "factor"),
    [
        ("total_cost", (), 1.01),
        ("answer_costs", (0,), 1.01),
        ("answer_costs", (4,), 1.0001),
        ("slope_differences", (4,), 1.0001),
        ("answer_slopes", (1,), 1.0001),
        ("answer_intercepts", (2,), 1.0001),
        ("residuals", (1,), 0.95),
        ("r_squared", (), 1.0001),
    ],
)
def test_a_wrong_formula_shows_for_points_far_from_zero(
    tensor: str,
    entry: tuple[int, ...],
    factor: float,
    points: dict[str, list[float]],
    built: Builder,
    tmp_path: Path,
) -> None:
    path = built("regression", **points)
    place = cell(path, tensor, *entry)
    assert place in wrong_cells(sheetnet.verify(multiplied(path, tmp_path, place, str(factor))))


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("heights", {"heights": [99999, 100001, 100002, 100003], "weights": [1, 2, 3, 5]}),
        ("weights", {"heights": [150, 160, 170, 180], "weights": [900_000, 900_001, 900_002, 900_004]}),
    ],
)
def test_points_whose_differences_are_lost_are_refused(name: str, points: dict[str, list[float]]) -> None:
    with pytest.raises(InputError, match=f"subtract a number from all {name}"):
        Regression(**points)


def test_a_wrong_formula_of_the_intercept_shows(built: Builder, tmp_path: Path) -> None:
    """From 0, the answer, the intercept of the standardised data would stay 0 whatever its formula multiplies."""
    path = built("regression")
    before, place = address(path, "intercept", 7), cell(path, "intercept", 8)
    assert place in wrong_cells(sheetnet.verify(edited(path, tmp_path, {place: f"={before}*0.9"})))


def test_a_steeper_line_stays_in_the_picture() -> None:
    model = Regression()
    low, high = limits_with(model.guessed_slope, model.guessed_intercept, LineRounding(model.heights, model.weights))
    steeper = (model.guessed_slope + 0.1) * model.heights + model.guessed_intercept
    assert low < min(*model.weights, *steeper)
    assert high > max(*model.weights, *steeper)
