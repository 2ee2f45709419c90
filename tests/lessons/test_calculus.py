"""The calculus lessons against sums done by hand and numbers known from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sheetnet
from sheetnet.catalogue import find
from sheetnet.errors import InputError
from sheetnet.reference.gradient import VALUES
from tests.workbooks import Builder, cell, multiplied, wrong_cells


def trace(slug: str, **chosen: Any) -> dict[str, np.ndarray]:
    return find(slug).trace(find(slug).make(chosen))


def test_archimedes() -> None:
    """With 96 corners Archimedes found 3 10/71 < π < 3 1/7.

    He compared half perimeters: of the outer 96-gon that is its area, of the inner one the area of the inner 192-gon.
    """
    found = trace("circle_area")
    n = found["corners"].tolist().index(96)
    assert 3 + 10 / 71 < found["lower"][n + 1] < np.pi < found["upper"][n] < 3 + 1 / 7
    np.testing.assert_allclose(found["shrinks"][-4:], 4, rtol=1e-4)


def test_the_derivative_of_the_book() -> None:
    """(3x² − 4x)′ = 6x − 4 is 8 at 2; the forward quotient with h = 0.1 is 8 + 3h = 8.3, the central one exact."""
    found = trace("derivative")
    assert found["exact"] == 8
    assert found["forward"][0] == pytest.approx(8.3)
    assert found["central"][0] == pytest.approx(8)
    assert found["forward_error"][-1] > found["forward_error"][7]  # rounding makes errors rise again


def test_errors_fall_as_h_and_as_h_squared() -> None:
    found = trace("derivative", function="exponential", point=1)
    forward, central = found["forward_error"][:4], found["central_error"][:4]
    np.testing.assert_allclose(forward[:-1] / forward[1:], 10, rtol=0.05)
    np.testing.assert_allclose(central[:-1] / central[1:], 100, rtol=0.05)


def test_the_cubics_central_error_is_h_squared() -> None:
    """(x³)‴ = 6: the central quotient is off by h², the forward one at 1 by 3h + h²."""
    found = trace("derivative")
    np.testing.assert_allclose(found["cubic_central_error"][:3], [1e-2, 1e-4, 1e-6], rtol=1e-6)
    np.testing.assert_allclose(found["cubic_forward_error"][:3], [0.31, 0.0301, 0.003001], rtol=1e-9)
    np.testing.assert_allclose(found["cubic_forward_share"], [3.1, 3.01, 3.001], rtol=1e-9)


@pytest.mark.parametrize(("factor", "square", "cube"), [(2, 1, 0), (-0.5, -1, 0), (0, 2, 2)])
def test_a_slope_of_0_is_an_extremum_where_its_sign_changes(factor: float, square: int, cube: int) -> None:
    found = trace("derivative", flat_factor=factor)
    assert found["square_slope_there"] == found["cube_slope_there"] == 0
    assert (found["square_kind"], found["cube_kind"]) == (square, cube)


@pytest.mark.parametrize(("point", "left", "right"), [(0, -1, 1), (0.5, 1, 1), (-3, -1, -1)])
def test_the_size_of_x_has_a_corner_at_0_alone(point: float, left: float, right: float) -> None:
    found = trace("derivative", corner_point=point)
    np.testing.assert_allclose(found["left_quotient"], left)
    np.testing.assert_allclose(found["right_quotient"], right)
    assert found["sides_agree"] == (left == right)


@pytest.mark.parametrize("function", ["quadratic", "cubic", "sine", "exponential"])
def test_taylors_bounds_hold_everywhere_and_are_not_idle(function: str) -> None:
    """The bounds of the errors hold at every point, also where f″ is nearly 0, and h = 0.1 comes near to them."""
    nearest = {"forward": 0.0, "central": 0.0}
    for point in [*np.linspace(-10, 10, 101).round(3).tolist(), 3.1, -0.05, 6.23]:
        found = trace("derivative", function=function, point=point)
        for name in nearest:
            assert found[f"{name}_within"] == 1, (name, point)
            nearest[name] = max(nearest[name], found[f"{name}_error"][0] / found[f"{name}_bound"][0])
    assert nearest["forward"] > 0.9
    if function != "quadratic":  # a parabola's central quotient is exact
        assert nearest["central"] > 0.7


def test_a_wrong_derivative_leaves_the_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    from sheetnet.reference import derivative

    value, slope = derivative.FUNCTIONS["cubic"]
    monkeypatch.setitem(derivative.FUNCTIONS, "cubic", (value, lambda x: slope(x) + 1e-7))
    found = trace("derivative", function="cubic")
    assert found["central_within"] == 0


def test_partial_derivatives_by_hand() -> None:
    """f = x²y + y² at (2, 1): ∂f/∂x = 4, ∂f/∂y = 6. u = 3, v = 2: f_u = 12, f_v = 13, dz/dx = 12 + 13 = 25."""
    found = trace("partial_derivative")
    np.testing.assert_allclose(found["slopes"], [4, 6])
    np.testing.assert_allclose(found["outer_slopes"], [12, 13])
    np.testing.assert_allclose(found["chain_slopes"], [25, 12 * 2 + 13 * 2])
    np.testing.assert_allclose(found["error_ratio"][-1], 4, rtol=0.01)
    assert found["second_order"] == 6  # ½ (2y + 4x + 2)
    np.testing.assert_allclose(found["error_share"][-1], 6, rtol=1e-3)


def test_the_total_derivative_by_hand() -> None:
    """z = t⁴(1 + t) + (1 + t)²: dz/dt = 4t³ + 5t⁴ + 2(1 + t), 13 at 1."""
    found = trace("partial_derivative")
    assert found["total_slope"] == 13
    assert found["path_value"] == 6


def test_three_variables_by_hand() -> None:
    """f = x²y + yz² at (1, 2, −1): ∇f = (4, 2, −4), moved by (0.4, 0.2, −0.3): 1.96·2.2 + 2.2·1.69 − 4 = 4.03."""
    found = trace("partial_derivative")
    np.testing.assert_allclose(found["three_gradient"], [4, 2, -4])
    assert found["three_change"] == pytest.approx(3.2)
    assert found["three_error"][0] == pytest.approx(4.03 - 3.2)
    assert found["three_share"][-1] == pytest.approx(found["three_second"], rel=1e-3)


def test_the_counter_example_has_no_plane_but_along_the_axes() -> None:
    found = trace("partial_derivative", plane_angle=45)
    np.testing.assert_allclose(found["counter_value"], 0.5)
    np.testing.assert_allclose(found["counter_slope"][-1], 1e5)
    assert found["counter_leaves"] == 1
    for axis in (0, 90, 180, 360):
        assert trace("partial_derivative", plane_angle=axis)["counter_leaves"] == 0


def test_without_a_second_order_term_the_error_falls_faster() -> None:
    """On y = −2x − 1 the error of x²y + y² is Δ³: it falls eightfold, and the claim still holds."""
    found = trace("partial_derivative", x=-1, y=1)
    assert found["second_order"] == 0
    np.testing.assert_allclose(found["error_ratio"][:4], 8, rtol=1e-6)
    assert found["error_ratio"][-1] == 0  # too small to form it: shown as a dash
    assert found["falls_squared"] == 1


@pytest.mark.parametrize("function", ["polynomial", "quadratic", "wave"])
@pytest.mark.parametrize(("h", "first_delta"), [(1e-5, 0.1), (0.1, 1), (1e-4, 0.5)])
def test_the_claims_hold_at_every_point(function: str, h: float, first_delta: float) -> None:
    for x in np.linspace(-10, 10, 11).tolist():
        for y in np.linspace(-10, 10, 11).tolist():
            found = trace("partial_derivative", function=function, x=x, y=y, h=h, first_delta=first_delta)
            claims = ("falls_squared", "slopes_agree", "chain_agrees", "plane_fits")
            assert all(found[name] == 1 for name in claims), (x, y)


@pytest.mark.parametrize("function", ["polynomial", "quadratic", "wave"])
@pytest.mark.parametrize("h", [1e-5, 1e-3, 0.1])
def test_the_total_derivative_agrees_all_along_the_path(function: str, h: float) -> None:
    for t in np.linspace(-3, 3, 41).tolist():
        assert trace("partial_derivative", function=function, t=t, h=h)["total_agrees"] == 1, t


def test_the_gradient_of_the_book() -> None:
    found = trace("gradient")
    np.testing.assert_allclose([found["gradient_x"], found["gradient_y"], found["gradient_angle"]], [4, 4, 45])
    assert found["angle"][found["derivative"].argmax()] == 45
    assert found["angle"][found["derivative"].argmin()] == 225
    assert found["largest"] == pytest.approx(found["gradient_length"])


def test_a_flat_point_has_no_direction() -> None:
    found = trace("gradient", x=0, y=0)
    assert found["gradient_length"] == found["along"] == 0
    assert found["gradient_angle"] == found["largest_angle"] == found["smallest_angle"] == -1  # shown as a dash
    assert found["largest_along"] == found["smallest_opposite"] == 1


@pytest.mark.parametrize("function", ["bowl", "hill", "saddle", "waves"])
def test_contour_lines_keep_their_height(function: str) -> None:
    """Steps of a tenth leave a line within a fiftieth of the height in which it begins."""
    found = trace("gradient", function=function)
    heights = VALUES[function](2 + found["contour_x"], 2 + found["contour_y"])
    assert np.ptp(heights, axis=0).max() < 0.02


def test_the_quotients_come_to_the_inner_product() -> None:
    """On x² + y² the quotient is off by h in every direction, as |u| = 1."""
    found = trace("gradient", chosen_angle=200)
    np.testing.assert_allclose(found["quotient_error"][:4], [1e-1, 1e-2, 1e-3, 1e-4], rtol=1e-6)
    assert found["inner_product"] == pytest.approx(4 * np.cos(np.radians(200)) + 4 * np.sin(np.radians(200)))


@pytest.mark.parametrize("function", ["bowl", "hill", "saddle", "waves"])
def test_the_limit_holds_everywhere(function: str) -> None:
    for x, y in [(0, 0), (2, 2), (-1000, 1000), (0.1, -700), (1e-3, 0)]:
        for angle in range(0, 360, 20):
            assert trace("gradient", function=function, x=x, y=y, chosen_angle=angle)["limit_holds"] == 1, (x, y)


def test_on_the_hill_the_gradient_points_to_the_top() -> None:
    found = trace("gradient", hill_x=3, hill_y=-4)
    np.testing.assert_allclose(found["hill_gradient_arrow"][1], [-0.6, 0.8])


@pytest.mark.parametrize(("x", "y", "angle"), [(2, -2, 315), (-1, 0, 180), (0, -3, 270), (-1, -1, 225), (5, 0, 0)])
def test_directions_run_from_0_to_360(x: float, y: float, angle: float) -> None:
    found = trace("gradient", x=x, y=y)
    assert found["gradient_angle"] == angle
    assert found["largest_angle"] == angle
    assert found["smallest_angle"] == (angle + 180) % 360


@pytest.mark.parametrize("engine", ["ironcalc", "formualizer", "formulon"])
def test_minus_zero_has_the_same_direction_in_every_engine(engine: str, built: Builder) -> None:
    path = built("gradient", function="saddle", x=-1, y=0)
    assert sheetnet.verify(path, engine=engine).ok


def test_convolution_by_hand() -> None:
    """(1, 2, 3) ∗ (0, 1, 0.5) = (0, 1, 2.5, 4, 1.5)."""
    found = trace("convolution", signal=[1, 2, 3], kernel=[0, 1, 0.5])
    np.testing.assert_allclose(found["convolved"], [0, 1, 2.5, 4, 1.5])


def test_a_turned_symmetric_filter_is_itself() -> None:
    found = trace("convolution", filter=[[0, 1, 0], [1, -4, 1], [0, 1, 0]])
    np.testing.assert_allclose(found["feature_map"], found["convolved_map"])


def test_pooling_by_hand() -> None:
    found = trace("pooling")
    assert found["maximum_2x2"][0, 0] == 6
    assert found["average_2x2"][0, 0] == 11 / 4
    assert found["l2_2x2"][0, 0] == pytest.approx(np.sqrt(53))
    assert found["winners_2x2"].sum() >= 9


def test_newton_lands_on_the_minimum_of_a_quadratic() -> None:
    """x² + xy + 2y² − x has its minimum at (4/7, −1/7)."""
    found = trace("taylor", x=-3, y=4)
    np.testing.assert_allclose(found["newton"], [4 / 7, -1 / 7])
    assert found["kind"] == 1
    np.testing.assert_allclose(found["expansion_errors"][2], 0, atol=1e-12)


def test_eigenvalues_tell_a_saddle() -> None:
    found = trace("taylor", surface=2)
    np.testing.assert_allclose(found["eigenvalues"], [-np.sqrt(5), np.sqrt(5)])
    assert found["kind"] == 0


def test_variants_see_as_many_samples() -> None:
    found = trace("descent_variants")
    for variant, steps in (("batch", 6), ("mini", 18), ("stochastic", 72)):
        assert found[f"{variant}_slope_gradient"].shape == (steps,)
        np.testing.assert_array_equal(found[f"{variant}_seen"], np.linspace(0, 72, steps + 1))
    assert (found["final_costs"] >= found["best_cost"]).all()


@pytest.mark.parametrize("rate", [3, pytest.param(10, marks=pytest.mark.long)])
def test_an_intercept_that_is_rounding_alone_is_no_mismatch(rate: float, built: Builder, tmp_path: Path) -> None:
    """x and y add up to 0, so that q is 0 on paper; p runs away, and with it the rounding in q."""
    x = [-1.3, -1.1, -0.9, -0.6, -0.4, -0.1, 0.2, 0.3, 0.7, 0.9, 1.1, 1.2]
    chosen = {"x": x, "y": [2 * value for value in x], "batch_rate": rate, "epochs": 30}
    path = built("descent_variants", **chosen)
    report = sheetnet.verify(path)
    assert report.ok
    assert report.magnified
    place = cell(path, "batch_slope", 20)
    assert place in wrong_cells(sheetnet.verify(multiplied(path, tmp_path, place, "1.0000001")))


@pytest.mark.parametrize(
    ("slug", "chosen", "message"),
    [
        ("descent_variants", {"x": [2] * 12}, "x are all about 2; a line needs points that differ"),
        ("descent_variants", {"batch_size": 5}, "batch_size is 5; it must divide the number of samples, 12"),
        ("convolution", {"kernel": [1, 2], "signal": [1]}, "the kernel not longer than the signal"),
        ("convolution", {"picture": [[1, 2], [3, 4]]}, "the filter is larger than the padded picture"),
        ("pooling", {"feature_map": [[1, 2], [3, 4]]}, "rows and columns must be 6, 12"),
        ("derivative", {"function": "tangent"}, "function is 'tangent'; allowed"),
        ("taylor", {"first": [1, 2]}, r"must be \(3,\), \(3,\) and \(3, 3\)"),
        ("partial_derivative", {"three_point": [1, 2]}, r"it must have three numbers: x, y, z"),
        ("activation", {"x": [1, 2]}, "give 1 to 20 inputs with a weight each"),
    ],
)
def test_what_does_not_fit_is_told(slug: str, chosen: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        find(slug).make(chosen)
