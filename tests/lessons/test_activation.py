"""Activations against values known from elsewhere, and at the places where functions jump or bend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sheetnet
from sheetnet.catalogue import find
from sheetnet.models.activation import EDGE, FUNCTIONS, Activation
from tests.workbooks import Builder

LESSON = find("activation")


def column(name: str, tensor: str = "activations", **chosen: Any) -> np.ndarray:
    return LESSON.trace(Activation(**chosen))[tensor][:, FUNCTIONS.index(name)]


def test_the_unit_by_hand() -> None:
    """z = 0.8·1 − 0.4·0.5 − 0.3·1 + 0.2 = 0.5; σ(0.5) = 0.62246, tanh 0.5 = 0.46212."""
    trace = LESSON.trace(Activation())
    np.testing.assert_allclose(trace["products"], [0.8, -0.2, -0.3])
    assert trace["unit_z"] == pytest.approx(0.5)
    np.testing.assert_allclose(trace["unit_activations"], [1, 0.6224593, 0.4621172, 0.5, 0.5, 0.5], rtol=1e-6)
    np.testing.assert_allclose(trace["unit_slopes"], [0, 0.2350037, 0.7864477, 1, 1, 1], rtol=1e-6)


def test_tanh_is_a_stretched_sigmoid() -> None:
    """Tanh z = 2σ(2z) − 1."""
    wide = column("sigmoid", first_z=-12, z_step=0.5)
    np.testing.assert_allclose(column("tanh"), 2 * wide - 1, atol=1e-12)


def test_slopes_are_those_of_differences_away_from_the_kink() -> None:
    trace = LESSON.trace(Activation())
    away = np.abs(trace["z"]) > 0.01
    np.testing.assert_allclose(trace["numeric_slopes"][away], trace["slopes"][away], atol=1e-8)


def test_at_the_kink_differences_see_both_sides() -> None:
    trace = LESSON.trace(Activation(h=0.01))
    at = int(np.argmin(np.abs(trace["z"])))
    found = dict(zip(FUNCTIONS, trace["numeric_slopes"][at], strict=True))
    assert found["step"] == pytest.approx(50)  # the jump by 1 over 2h
    assert found["relu"] == pytest.approx(0.5)
    assert found["leaky_relu"] == pytest.approx(0.55)


@pytest.mark.parametrize("bias", [-1e6, 1e6])
def test_a_saturated_unit_agrees_and_has_no_slope(bias: float, tmp_path: Path) -> None:
    trace = LESSON.trace(Activation(b=bias))
    assert trace["unit_activations"][FUNCTIONS.index("sigmoid")] == (bias > 0)
    assert trace["unit_slopes"][FUNCTIONS.index("sigmoid")] == 0
    assert sheetnet.verify(sheetnet.build("activation", tmp_path / "x.xlsx", b=bias)).ok


TIES: list[dict[str, Any]] = [
    {"first_z": -3, "z_step": 0.3},
    {"first_z": -1, "z_step": 0.1, "h": 0.1},
    {"x": [1, 1, 1], "w": [0.1, 0.2, -0.3], "b": 0},
]
"""Sums that are 0 on paper, and 0 or some 1e-16 by engine: each once went red with one of them."""


@pytest.mark.parametrize("chosen", TIES, ids=str)
@pytest.mark.parametrize(
    "engine", ["ironcalc", "formualizer", "formulon", pytest.param("libreoffice", marks=pytest.mark.libreoffice)]
)
def test_a_zero_by_rounding_is_a_zero(engine: str, chosen: dict[str, Any], built: Builder) -> None:
    report = sheetnet.verify(built("activation", **chosen), engine=engine)
    assert report.ok, report.differences[:3]


def test_the_step_is_one_at_zero() -> None:
    for chosen in TIES[:2]:
        z, step = LESSON.trace(Activation(**chosen))["z"], column("step", **chosen)
        assert step[np.abs(z) < 1e-9].tolist() == [1]


@pytest.mark.parametrize(("first", "ends"), [(-6, [-6, -EDGE, EDGE, 6]), (1, [1, 1, 1, 13]), (-20, [-20, -8, -8, -8])])
def test_what_jumps_is_drawn_upright_and_within_the_range(first: float, ends: list[float]) -> None:
    trace = LESSON.trace(Activation(first_z=first))
    np.testing.assert_allclose(trace["edge_z"], ends, rtol=1e-12)
    np.testing.assert_array_equal(trace["edge_activations"][:, 0], np.array(ends) > 0)
    np.testing.assert_array_equal(trace["edge_slopes"][:, 0], np.array(ends) > 0)
