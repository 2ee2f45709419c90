"""Rounding that a training magnifies is told from a wrong formula, and excuses nothing else."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

import sheetnet
from sheetnet.catalogue import find
from sheetnet.check import read_workbook
from sheetnet.check.expect import Expectation, expect
from sheetnet.check.rounding import MOST, Bound
from tests.workbooks import Builder, cell, entry, model_of, multiplied, wrong_cells

WILD = {"learning_rate": 0.8}
"""The book's convolutional network still learns at this rate, but its costs jump, and rounding grows 20,000-fold."""


def expectation(slug: str, **choices: object) -> Expectation:
    lesson, model = find(slug), model_of(slug, **choices)
    return Expectation(lesson.trace(model), lesson, model)


def carried(expected: Expectation) -> dict[str, Bound]:
    """Return the bounds of those tensors in which a training magnifies rounding."""
    bounds = {name: expected.magnified(name) for name in expected.values}
    return {name: bound for name, bound in bounds.items() if bound is not None}


@pytest.mark.slow
@pytest.mark.parametrize("slug", ["backprop", "cnn_backprop"])
def test_a_stable_training_magnifies_nothing(slug: str) -> None:
    expected = expectation(slug, epochs=20, check_samples=0)
    for name, bound in carried(expected).items():
        size = np.abs(expected.values[name])
        assert bound.excused.shape == size.shape
        assert (bound.excused <= 1e-10 * (1 + size)).all(), name
        beyond = int((bound.excused > 1e-12 + 1e-9 * size).sum())
        # Gradients that pass through 0 are known to fewer digits than others.
        assert beyond <= 3 + 0.001 * bound.excused.size, name


@pytest.mark.slow
def test_sums_in_another_order_stay_within_the_bound() -> None:
    """Images in other orders: the same sums but for rounding, which is what two engines differ by.

    How far each order is off depends on how the processor at hand adds, so several are tried.
    """
    expected = expectation("cnn_backprop", check_samples=0, **WILD)
    lesson, model = expected.lesson, expected.model
    bound, weights = carried(expected)["convolution_weights"], expected.values["convolution_weights"]
    tolerance = 1e-12 + 1e-9 * np.abs(weights)
    furthest = np.zeros_like(weights)
    for seed in range(6):
        order = np.random.default_rng(seed).permutation(model.samples)
        shuffled = lesson.trace(dataclasses.replace(model, images=model.images[order], targets=model.targets[order]))
        furthest = np.maximum(furthest, np.abs(shuffled["convolution_weights"] - weights))
    assert (furthest > tolerance).any(), "not wild enough to say anything"
    assert (furthest <= np.maximum(tolerance, bound.excused)).all()
    assert (bound.explained <= bound.excused).mean() > 0.5, "all is beyond what is excused: the bound says nothing"


def test_nothing_beyond_a_millionth_is_excused() -> None:
    expected = expectation("cnn_backprop", check_samples=0, epochs=3, learning_rate=10)
    for name, bound in carried(expected).items():
        assert (bound.excused <= MOST * (1 + np.abs(expected.values[name]))).all(), name


@pytest.mark.slow
def test_a_small_number_is_not_excused_for_being_small() -> None:
    """An activation of 10⁻⁷ put to 0 is wrong, though other cells of the epoch are known to 10⁻⁷ only."""
    expected = expectation("cnn_backprop", check_samples=0, **WILD)
    for name in ("convolution_activation", "convolution_delta", "output_delta"):
        values = np.abs(expected.values[name])
        small = (values > 1e-11) & (values < 1e-6)
        assert small.sum() > 100
        assert (values[small] <= carried(expected)[name].excused[small]).mean() < 0.001, name


def test_a_wrong_formula_in_a_wild_training_is_still_found(built: Builder, tmp_path: Path) -> None:
    path = built("backprop", learning_rate=1, check_samples=0, epochs=12)
    assert sheetnet.verify(path).ok
    place = cell(path, "output_bias_gradient", 0, 0)
    assert place in wrong_cells(sheetnet.verify(multiplied(path, tmp_path, place, "1.0000001")))


def test_an_intercept_that_is_rounding_is_excused_up_to_what_the_slope_explains() -> None:
    expected = expectation("regression", learning_rate=0.5, steps=100, start_intercept=0)
    bound, slope = carried(expected)["intercept"], np.abs(expected.values["slope"])
    assert (bound.excused <= MOST * (1 + slope)).all()
    assert (bound.excused <= 1e-10 * (1 + slope)).all()
    assert bound.excused[-1] > np.abs(expected.values["intercept"][-1])


def test_a_slope_beyond_all_numbers_excuses_nothing_in_the_intercept() -> None:
    expected = expectation("regression", learning_rate=1, steps=500, start_slope=1000, start_intercept=1e-3)
    slope, intercept = expected.values["slope"], expected.values["intercept"]
    gone = ~np.isfinite(slope) & np.isfinite(intercept)
    assert gone.any()
    assert (carried(expected)["intercept"].excused[gone] <= MOST * (1 + np.abs(intercept[gone]))).all()


def test_only_what_steps_carry_is_asked(descent: Path) -> None:
    assert carried(expect(read_workbook(descent))) == {}
    regression = set(carried(expectation("regression")))
    assert {"slope", "intercept", "answer_slopes"} <= regression
    assert not {"determinant", "linest", "exact_slope", "predictions", "standard_heights"} & regression
    training = set(carried(expectation("backprop", epochs=1, check_samples=1)))
    assert {"hidden_weights", "output_delta", "test_output_z"} <= training
    assert not {"images", "initial_hidden_weights", "check_numeric", "check_hidden_z", "varied_total_cost"} & training


@pytest.mark.parametrize("rate", [2, 10])
def test_an_early_step_is_not_excused_for_later_ones(rate: float, built: Builder, tmp_path: Path) -> None:
    path = built("descent_variants", stochastic_rate=rate)
    assert sheetnet.verify(path).ok
    place = cell(path, "stochastic_cost", *(1,) * len(entry(path, "stochastic_cost").shape))
    assert place in wrong_cells(sheetnet.verify(multiplied(path, tmp_path, place, "1.00000001")))
