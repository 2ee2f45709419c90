"""Taylor against sums by hand, NumPy's eigenvalues, and the order with which errors fall."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sheetnet
from sheetnet.catalogue import find
from sheetnet.models.taylor import CURVES, SURFACES, Taylor

LESSON = find("taylor")


@pytest.mark.parametrize("curve", CURVES)
def test_errors_fall_with_the_order(curve: str) -> None:
    """Twice as far from a, the errors of orders 0, 1, 2 are about 2, 4, 8 times as large."""
    trace = LESSON.trace(Taylor(curve=curve, center=0.875))
    at = int(np.flatnonzero(trace["grid"] == 0.875)[0])
    ratios = trace["order_errors"][at + 2] / trace["order_errors"][at + 1]
    np.testing.assert_allclose(ratios, [2, 4, 8], rtol=0.25)


@pytest.mark.parametrize("surface", [1, 2, 3])
def test_the_hessian_is_that_of_differences_and_symmetric(surface: float) -> None:
    trace = LESSON.trace(Taylor(surface=surface, x=0.7, y=1.3, h=0.001))
    np.testing.assert_allclose(trace["numeric_hessian"], trace["hessian"], atol=1e-6)
    assert trace["symmetry_gap"] < 1e-10


@pytest.mark.parametrize("surface", [1, 2, 3])
def test_eigenvalues_sum_to_the_trace_and_multiply_to_the_determinant(surface: float) -> None:
    trace = LESSON.trace(Taylor(surface=surface, x=-0.4, y=0.8))
    assert trace["eigenvalues"].sum() == pytest.approx(np.trace(trace["hessian"]))
    assert trace["eigenvalues"].prod() == pytest.approx(float(trace["hessian_determinant"]))


@pytest.mark.parametrize("x", [-1.5, 1.5])
def test_the_wave_is_a_saddle_on_the_axis(x: float) -> None:
    """H = diag(−sin x, 2x) on y = 0: of opposite sign on either side of 0."""
    trace = LESSON.trace(Taylor(surface=3, x=x, y=0))
    np.testing.assert_allclose(trace["eigenvalues"], sorted([-np.sin(x), 2 * x]))
    assert trace["kind"] == 0


def test_a_singular_hessian_takes_no_step(tmp_path: Path) -> None:
    trace = LESSON.trace(Taylor(surface=3, x=0, y=0.1))
    np.testing.assert_allclose(trace["newton"], [0, 0.1])
    assert trace["newton_lands"] == 0
    assert sheetnet.verify(sheetnet.build("taylor", tmp_path / "x.xlsx", surface=3, x=0, y=0.1)).ok


def test_the_longest_newton_step_agrees(tmp_path: Path) -> None:
    """Just above the least determinant, where rounding is magnified most."""
    path = sheetnet.build("taylor", tmp_path / "x.xlsx", surface=3, x=-4.9, y=1.537)
    for x, y in ((-4.9, 1.537), (3.2, 0.4), (0.23, 0.01)):
        report = sheetnet.verify(path, changes=[f"x={x}", f"y={y}"])
        assert report.ok, report.differences[:3]


def test_the_norms_by_hand() -> None:
    """‖(3, −4, 12)‖ = 13; ‖·‖₁ = 19; ‖·‖∞ = 12; ‖(12, 4, 3)‖ = 13; the sum is (15, 0, 15)."""
    trace = LESSON.trace(Taylor())
    np.testing.assert_allclose(trace["lengths"][:3], [13, 13, 15 * 2**0.5])
    np.testing.assert_allclose([trace["sum_norms"][0], trace["largest_norms"][0]], [19, 12])


@pytest.mark.parametrize("first", [[0, 0, 0], [0, 0, 1e-9], [-1, -2, -3]])
def test_the_laws_of_norms_hold_for_any_vector(first: list[float], tmp_path: Path) -> None:
    trace = LESSON.trace(Taylor(first=first))
    laws = ("norm_positive", "norm_definite", "norm_scales", "norm_triangle", "norm_bounds")
    assert [trace[name] for name in laws] == [1] * 5
    assert sheetnet.verify(sheetnet.build("taylor", tmp_path / "x.xlsx", first=first)).ok


def test_where_the_bend_is_almost_none_order_1_may_be_closer() -> None:
    """At a = −0.04 the terms ½ f″d² and ⅙ f‴d³ of sin nearly cancel at a + 1/8, and the verdict says so."""
    assert LESSON.trace(Taylor(curve="sine", center=-0.04))["errors_shrink"] == 0


def test_row_i_of_the_jacobian_is_the_gradient_of_component_i() -> None:
    """At (2, 1): ∇y₁ = (1, 2), ∇y₂ = (4, −1), ∇y₃ = (1, cos 1)."""
    trace = LESSON.trace(Taylor(map_point=[2, 1]))
    np.testing.assert_allclose(trace["map_jacobian"], [[1, 2], [4, -1], [1, np.cos(1)]])
    np.testing.assert_array_equal(trace["map_transposed"], trace["map_jacobian"].T)


def test_the_error_of_the_linear_map_falls_with_the_square_of_the_step() -> None:
    errors = LESSON.trace(Taylor(map_point=[0.5, -1.2], map_step=[0.1, 0.2]))["map_error"]
    np.testing.assert_allclose(errors[[2, 4, 8]] / errors[[1, 2, 4]], 4, rtol=0.1)


def test_the_frobenius_norm_bounds_the_largest_stretch() -> None:
    """Rows 3 4 0 and zeros: ‖M‖_F = 5, reached in the direction (3, 4)/5."""
    trace = LESSON.trace(Taylor(matrix=[[3, 4, 0], [0, 0, 0], [0, 0, 0]], first=[3, 4, 0]))
    assert trace["matrix_length"] == 5
    assert trace["lengths"][4] / trace["lengths"][0] == pytest.approx(5)
    assert 4.9 < trace["largest_stretch"] <= 5


@pytest.mark.parametrize(("surface", "name"), list(enumerate(SURFACES, start=1)))
def test_contour_lines_keep_their_height(surface: float, name: str) -> None:
    """Each point of a line has the line's height, by the surface itself."""
    values = {
        "bowl": lambda x, y: x * x + x * y + 2 * y * y - x,
        "saddle": lambda x, y: x * x - y * y + x * y,
        "wave": lambda x, y: np.sin(x) + x * y * y,
    }
    trace = LESSON.trace(Taylor(surface=surface))
    heights = values[name](trace["contour_x"], trace["contour_y"])
    np.testing.assert_allclose(heights, np.broadcast_to(trace["contour_level"], heights.shape), atol=1e-9)


def test_pictures_of_norms_keep_lengths() -> None:
    """In their plane a, b and a + b are as long as in space, and so is M·u: 45° is stretched most."""
    trace = LESSON.trace(Taylor())
    ends = np.array([trace["sum_plane"][0], trace["sum_plane"][1], trace["sum_arrow"][1]])
    np.testing.assert_allclose(np.linalg.norm(ends, axis=1) * 26, [13, 13, 15 * 2**0.5])
    np.testing.assert_allclose(np.linalg.norm(trace["ellipse"], axis=1) * 12**0.5, trace["stretch"])


@pytest.mark.parametrize(
    "changes",
    [["first=0,0,0", "second=0,0,0"], ["first=0,0,0"], ["matrix=0,0,0,0,0,0,0,0,0"], ["matrix=0,1,2,0,0,1,0,0,3"]],
)
def test_vectors_without_a_direction_are_drawn(changes: list[str], tmp_path: Path) -> None:
    path = sheetnet.build("taylor", tmp_path / "x.xlsx")
    assert sheetnet.verify(path, changes=changes).ok


def test_the_determinant_is_the_factor_of_areas() -> None:
    """J makes a parallelogram of |det J| d₁d₂ of the rectangle; its image by z² has ∬ 4(x₁² + x₂²), a little more."""
    trace = LESSON.trace(Taylor(map_point=[2, 1], map_step=[0.5, 1]))
    assert _area(trace["box"]) == pytest.approx(0.5)
    assert _area(trace["box_linear"]) == pytest.approx(20 * 0.5)
    exact = 4 * ((2.5**3 - 2**3) / 3 * 1 + 0.5 * (2**3 - 1) / 3)
    assert _area(trace["box_image"]) == pytest.approx(exact, rel=0.01)
    drawn = np.concatenate([trace[f"{name}_drawn"] for name in ("box", "box_image", "box_linear")])
    assert np.abs(drawn).max() == pytest.approx(1)


@pytest.mark.parametrize("changes", [["map_step=0,0"], ["map_point=0,0", "map_step=0,1"], ["map_step=-0.5,0.25"]])
def test_a_rectangle_without_area_is_drawn(changes: list[str], tmp_path: Path) -> None:
    assert sheetnet.verify(sheetnet.build("taylor", tmp_path / "x.xlsx"), changes=changes).ok


def _area(border: np.ndarray) -> float:
    """Return the area within a closed border by the shoelace formula."""
    (x, y), (along, up) = border[:-1].T, border[1:].T
    return abs(float((x * up - along * y).sum())) / 2
