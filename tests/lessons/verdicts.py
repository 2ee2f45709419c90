"""When a verdict must say ✗: cells that are broken, or inputs that are changed, one case for each thing it looks at.

On a right workbook a verdict always says ✓, so that one that looks at nothing would not show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Entry: TypeAlias = tuple[str, tuple[int, ...]]
"""The name of a tensor, and which of its entries."""


@dataclass(frozen=True)
class Fails:
    """A case in which a verdict says ✗.

    Args:
        lesson: The lesson's slug.
        verdict: The name of the verdict's tensor.
        broken: Numbers that take the place of formulas.
        changes: Inputs that are changed, as ``name=value``.
    """

    lesson: str
    verdict: str
    broken: Mapping[Entry, float] = field(default_factory=dict)
    changes: Sequence[str] = ()

    def __str__(self) -> str:
        cells = (f"{name}{list(index)}={value:g}" for (name, index), value in self.broken.items())
        return " ".join([self.lesson, self.verdict, *self.changes, *cells])


CASES = [
    Fails("circle_area", "bounds_hold", {("lower", (12,)): 3.2}),
    Fails("circle_area", "bounds_hold", {("upper", (12,)): 3.1}),
    Fails("circle_area", "gap_quarters", {("shrinks", (11,)): 3.9}),
    Fails("circle_area", "gap_quarters", {("shrinks", (11,)): 4.1}),
    Fails("derivative", "forward_within", {("forward", (3,)): 100}),
    Fails("derivative", "central_within", {("central", (3,)): -100}),
    Fails("derivative", "cubic_forward_within", {("cubic_forward", (3,)): 100}),
    Fails("derivative", "cubic_central_within", {("cubic_central", (3,)): -100}),
    Fails("derivative", "line_agrees", {("line_y", (2,)): 40}),
    Fails("derivative", "line_agrees", {("line_quotient", (5,)): -40}),
    Fails("derivative", "standard_agrees", {("standard_formula", (1,)): 0.25}),
    Fails("derivative", "rule_agrees", {("rule_numeric", (1,)): 0.25}),
    Fails("partial_derivative", "slopes_agree", {("slopes", (0,)): 0.125}),
    Fails("partial_derivative", "slopes_agree", {("numeric_slopes", (1,)): 0.125}),
    Fails("partial_derivative", "chain_agrees", {("chain_slopes", (1,)): 0.125}),
    Fails("partial_derivative", "chain_agrees", {("direct_slopes", (0,)): 0.125}),
    Fails("partial_derivative", "falls_squared", {("slopes", (0,)): 0.125}),
    Fails("partial_derivative", "total_agrees", {("path_slopes", (0,)): 0.125}),
    Fails("partial_derivative", "total_agrees", {("path_gradient", (1,)): 0.125}),
    Fails("partial_derivative", "total_agrees", {("total_numeric", ()): 0.125}),
    Fails("partial_derivative", "three_falls", {("three_gradient", (2,)): 0.125}),
    Fails("partial_derivative", "three_falls", {("three_true", (7,)): 0.125}),
    Fails("partial_derivative", "three_falls", {("three_second", ()): 0.125}),
    Fails("partial_derivative", "plane_fits", {("slopes", (0,)): 0.125}),
    Fails("partial_derivative", "plane_fits", {("plane_error", (4,)): 0.125}),
    Fails("gradient", "limit_holds", {("gradient_x", ()): 0.125}),
    Fails("gradient", "limit_holds", {("quotient", (5,)): 0.125}),
    Fails("gradient", "hill_limit_holds", {("hill_gradient_x", ()): 0.125}),
    Fails("gradient", "hill_limit_holds", {("hill_quotient", (0,)): 0.125}),
    Fails("gradient", "never_above", {("derivative", (7,)): 100}),
    Fails("gradient", "never_above", {("derivative", (7,)): -100}),
    Fails("gradient", "largest_along", {("derivative", (20,)): 50}),
    Fails("gradient", "smallest_opposite", {("derivative", (20,)): -50}),
    Fails("taylor", "errors_shrink", {("bend", ()): 40}),
    Fails("taylor", "errors_shrink", {("near_errors", (0, 1)): 0.1}),
    Fails("taylor", "errors_shrink", {("near_errors", (1, 1)): 0.1}),
    Fails("taylor", "newton_lands", {("newton", (0,)): 0.5}),
    Fails("taylor", "newton_lands", {("newton", (1,)): 0.5}),
    Fails("taylor", "norm_positive", {("lengths", (0,)): -1}),
    Fails("taylor", "norm_positive", {("lengths", (1,)): -1}),
    Fails("taylor", "norm_definite", {("lengths", (0,)): 0}),
    Fails("taylor", "norm_definite", {("lengths", (1,)): 0}),
    Fails("taylor", "norm_scales", {("scaled", (0,)): 40}),
    Fails("taylor", "norm_triangle", {("total", (0,)): 40}),
    Fails("taylor", "norm_bounds", {("image", (0,)): 400}),
    Fails("taylor", "norm_bounds", {("matrix_length", ()): 0.5}),
    Fails("taylor", "norm_compatible", {("stretch", (7,)): 400}),
    Fails("taylor", "norm_compatible", {("matrix_length", ()): 0.5}),
    Fails("taylor", "map_agrees", {("map_jacobian", (0, 1)): 9}),
    Fails("taylor", "map_agrees", {("map_numeric", (2, 1)): 9}),
    Fails("convolution", "relation_holds", {("correlated_flipped", (2,)): 40}),
    Fails("convolution", "sum_holds", {("convolved", (2,)): 40}),
    Fails("convolution", "area_close", {("area", ()): 40}),
    Fails("convolution", "area_close", {("exact_area", ()): 40}),
    Fails("convolution", "curve_close", {("curve", (40,)): 40}),
    Fails("convolution", "curve_close", {("exact_curve", (7,)): 40}),
    Fails("pooling", "order_2x2", {("average_2x2", (1, 1)): 1000}),
    Fails("pooling", "order_2x2", {("l2_2x2", (0, 1)): -1000}),
    Fails("pooling", "order_3x3", {("average_3x3", (1, 1)): 1000}),
    Fails("pooling", "order_3x3", {("l2_3x3", (0, 1)): -1000}),
    Fails("activation", "identity_holds", {("activations", (5, 1)): 0.9}),
    Fails("activation", "identity_holds", {("numeric_slopes", (9, 1)): 0.9}),
    Fails("neural_net", "matrix_agrees", {("matrix_hidden_weights", (1, 3)): 40}),
    Fails("neural_net", "matrix_agrees", {("matrix_output_z", (1,)): 40}),
    Fails("neural_net", "matrix_agrees", {("chosen_hidden_z", (2,)): 40}),
    Fails("neural_net", "equation_agrees", {("equation_term", (5,)): 40}),
    Fails("neural_net", "equation_agrees", {("equation_hidden_delta", (5, 0)): 40}),
    Fails("backprop", "follow_agrees", {("follow_bias", ()): 4}),
    Fails("backprop", "follow_agrees", {("follow_slope_of_cost", ()): 4}),
]
