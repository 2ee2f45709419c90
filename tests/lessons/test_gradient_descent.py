"""Gradient descent against the book's numbers, closed forms, and diverging settings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import pytest

import sheetnet
from sheetnet.catalogue import find
from sheetnet.models.gradient_descent import AWAY, DOWN, LEVEL, GradientDescent
from sheetnet.workbook.number_format import with_minus
from tests.workbooks import address

LESSON = find("gradient_descent")


def test_the_books_first_rows() -> None:
    """x₀ = 3, y₀ = 2, η = 0.1: (6, 4), (−0.6, −0.4), 13; then (2.4, 1.6), 8.32; by hand."""
    trace = LESSON.trace(GradientDescent())
    np.testing.assert_allclose(trace["x"][:2], [3, 2.4])
    np.testing.assert_allclose(trace["y"][:2], [2, 1.6])
    np.testing.assert_allclose([trace["gradient_x"][0], trace["gradient_y"][0]], [6, 4])
    np.testing.assert_allclose([trace["step_x"][0], trace["step_y"][0]], [-0.6, -0.4])
    np.testing.assert_allclose(trace["z"][:2], [13, 8.32])


def test_the_closed_form() -> None:
    trace = LESSON.trace(GradientDescent())
    n = np.arange(31)
    np.testing.assert_allclose(trace["x"], 3 * (1 - 2 * 0.1) ** n)
    np.testing.assert_allclose(trace["valley_y"], 2 * (1 - 50 * 0.036) ** n, atol=1e-12)
    np.testing.assert_allclose(trace["ascent_x"], 0.3 * (1 + 2 * 0.05) ** n)


def test_half_lands_on_the_minimum() -> None:
    trace = LESSON.trace(GradientDescent(learning_rate=0.5))
    assert trace["z"][1] == 0


def test_a_height_is_a_number_as_long_as_the_sheet_has_one() -> None:
    """x² + y² is below the largest number where 2x² is not."""
    trace = LESSON.trace(GradientDescent(steps=1000, ascent_learning_rate=0.223, ascent_start_x=-0.7727))
    x, y = trace["ascent_x"], trace["ascent_y"]
    with np.errstate(over="ignore"):
        assert np.array_equal(np.isfinite(trace["ascent_z"]), np.isfinite(x**2 + y**2))
        assert not np.isfinite(2 * x**2 + 2 * y**2)[np.isfinite(trace["ascent_z"])].all()


@pytest.mark.parametrize(("rate", "verdict"), [(0.1, DOWN), (0.9, DOWN), (1, LEVEL), (1.1, AWAY), (5, AWAY)])
def test_the_verdict(rate: float, verdict: int) -> None:
    assert LESSON.trace(GradientDescent(learning_rate=rate))["verdict"] == verdict


def test_the_worse_coordinate_decides() -> None:
    """At 0.04 the walk jumps across the valley for ever, though it comes down along it."""
    trace = LESSON.trace(GradientDescent(valley_learning_rate=0.04))
    assert trace["valley_z"][-1] < trace["valley_z"][0]
    assert trace["valley_verdict"] == LEVEL
    assert LESSON.trace(GradientDescent(start_y=0))["verdict"] == DOWN


def test_who_begins_on_the_minimum_gets_no_nearer() -> None:
    assert LESSON.trace(GradientDescent(start_x=0, start_y=0))["verdict"] == LEVEL


@pytest.mark.parametrize("start", [3, 0.001, 1e6])
def test_the_picture_holds_the_contour_line_of_the_start(start: float) -> None:
    book = LESSON.book(GradientDescent(start_x=start, start_y=start))
    chart = next(page for page in book.pages if page.key == "bowl").charts[0].chart
    assert chart.x_limits is not None
    assert chart.x_limits == chart.y_limits
    reach = chart.x_limits[1] / (2**0.5 * start)
    assert 1.5 <= reach < 3.1


def test_a_walk_that_runs_away_is_shown_in_powers_of_ten(descent: Path) -> None:
    """A number with four decimals would fill the cell with ###."""
    rules = openpyxl.load_workbook(descent)["Bowl"].conditional_formatting
    formats = {str(each.sqref): [rule.dxf.numFmt.formatCode for rule in each.rules] for each in rules}
    for name in ("x", "gradient_y", "step_x", "z"):
        first, last = address(descent, name, 0), address(descent, name, 5)
        assert formats[f"{first}:{last}"] == [with_minus("0.0E+00"), with_minus("#,##0")]


def test_a_walk_beyond_all_numbers_is_agreed_on(tmp_path: Path) -> None:
    path = sheetnet.build("gradient_descent", tmp_path / "x.xlsx", steps=400, valley_learning_rate=5)
    report = sheetnet.verify(path)
    assert report.ok, report.differences[:3]
    assert report.overflows > 100
    assert LESSON.trace(GradientDescent(steps=400, valley_learning_rate=5))["valley_verdict"] == AWAY
