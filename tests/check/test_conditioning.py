"""Rounding that a training magnifies is told from a wrong formula, and excuses nothing else."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import openpyxl
import pytest

import sheetnet
from sheetnet.catalogue import find
from sheetnet.check.conditioning import MOST, magnified_rounding
from sheetnet.check.subject import Subject

WILD = {"learning_rate": 0.8}
"""The book's convolutional network still learns at this rate, but its costs jump, and rounding grows 20,000-fold."""


@pytest.mark.parametrize("slug", ["backprop", "cnn_backprop"])
def test_a_stable_training_magnifies_nothing(slug: str) -> None:
    lesson = find(slug)
    model = lesson.make({"epochs": 20, "check_samples": 0})
    expected = lesson.trace(model)
    for name, bound in magnified_rounding(lesson, model, expected).items():
        assert bound.excused.shape == expected[name].shape
        assert (bound.excused <= 1e-10 * (1 + np.abs(expected[name]))).all(), name
        beyond = int((bound.excused > 1e-12 + 1e-9 * np.abs(expected[name])).sum())
        # Gradients that pass through 0 are known to fewer digits than others.
        assert beyond <= 3 + 0.001 * bound.excused.size, name


def test_sums_in_another_order_stay_within_the_bound() -> None:
    """Images in other orders: the same sums but for rounding, which is what two engines differ by.

    How far each order is off depends on how the processor at hand adds, so several are tried.
    """
    lesson = find("cnn_backprop")
    model = lesson.make({"check_samples": 0, **WILD})
    expected = lesson.trace(model)
    bound = magnified_rounding(lesson, model, expected)["convolution_weights"]
    weights = expected["convolution_weights"]
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
    lesson = find("cnn_backprop")
    model = lesson.make({"check_samples": 0, "epochs": 3, "learning_rate": 10})
    expected = lesson.trace(model)
    for name, bound in magnified_rounding(lesson, model, expected).items():
        assert (bound.excused <= MOST * (1 + np.abs(expected[name]))).all(), name


def test_a_small_number_is_not_excused_for_being_small() -> None:
    """An activation of 10⁻⁷ put to 0 is wrong, though other cells of the epoch are known to 10⁻⁷ only."""
    lesson = find("cnn_backprop")
    model = lesson.make({"check_samples": 0, **WILD})
    expected = lesson.trace(model)
    bounds = magnified_rounding(lesson, model, expected)
    for name in ("convolution_activation", "convolution_delta", "output_delta"):
        values = np.abs(expected[name])
        small = (values > 1e-11) & (values < 1e-6)
        assert small.sum() > 100
        assert (values[small] <= bounds[name].excused[small]).mean() < 0.001, name


def test_a_wrong_formula_in_a_wild_training_is_still_found(tmp_path: Path) -> None:
    path = sheetnet.build("backprop", tmp_path / "x.xlsx", learning_rate=1, check_samples=0, epochs=12)
    assert sheetnet.verify(path).ok
    book = openpyxl.load_workbook(path)
    entry = Subject.read(path).map.entries["output_bias_gradient"]
    rows, columns = entry.cells()
    cell = book["Training"].cell(int(rows.flat[0]), int(columns.flat[0]))
    cell.value = f"{cell.value}*1.0000001"
    book.save(tmp_path / "wrong.xlsx")
    report = sheetnet.verify(tmp_path / "wrong.xlsx")
    assert not report.ok
    assert "output_bias_gradient[0, 0]" in {difference.tensor for difference in report.differences}


def test_an_intercept_that_is_rounding_is_excused_up_to_what_the_slope_explains() -> None:
    lesson = find("regression")
    model = lesson.make({"learning_rate": 0.5, "steps": 100, "start_intercept": 0})
    expected = lesson.trace(model)
    bound = magnified_rounding(lesson, model, expected)["intercept"]
    slope = np.abs(expected["slope"])
    assert (bound.excused <= MOST * (1 + slope)).all()
    assert (bound.excused <= 1e-10 * (1 + slope)).all()
    assert bound.excused[-1] > np.abs(expected["intercept"][-1])


def test_a_slope_beyond_all_numbers_excuses_nothing_in_the_intercept() -> None:
    lesson = find("regression")
    model = lesson.make({"learning_rate": 1, "steps": 500, "start_slope": 1000, "start_intercept": 1e-3})
    expected = lesson.trace(model)
    gone = ~np.isfinite(expected["slope"]) & np.isfinite(expected["intercept"])
    assert gone.any()
    bound = magnified_rounding(lesson, model, expected)["intercept"]
    assert (bound.excused[gone] <= MOST * (1 + np.abs(expected["intercept"][gone]))).all()


def test_only_what_steps_carry_is_asked(descent: Path, tmp_path: Path) -> None:
    assert Subject.read(descent).rounding == {}
    regression = set(Subject.read(sheetnet.build("regression", tmp_path / "x.xlsx")).rounding)
    assert {"slope", "intercept", "answer_slopes"} <= regression
    assert not {"determinant", "linest", "exact_slope", "predictions", "standard_heights"} & regression
    training = set(Subject.read(sheetnet.build("backprop", tmp_path / "y.xlsx", epochs=1, check_samples=1)).rounding)
    assert {"hidden_weights", "output_delta", "test_output_z"} <= training
    assert not {"images", "initial_hidden_weights", "check_numeric", "check_hidden_z", "varied_total_cost"} & training


@pytest.mark.parametrize("rate", [2, 10])
def test_an_early_step_is_not_excused_for_later_ones_of_its_epoch(rate: float, tmp_path: Path) -> None:
    path = sheetnet.build("descent_variants", tmp_path / "x.xlsx", stochastic_rate=rate)
    assert sheetnet.verify(path).ok
    rows, columns = Subject.read(path).map.entries["stochastic_cost"].cells()
    book = openpyxl.load_workbook(path)
    cell = book["Stochastic"].cell(int(rows[1]), int(columns[1]))
    cell.value = f"=({cell.value[1:]})*1.00000001"
    book.save(tmp_path / "wrong.xlsx")
    assert cell.coordinate in {each.cell for each in sheetnet.verify(tmp_path / "wrong.xlsx").differences}
