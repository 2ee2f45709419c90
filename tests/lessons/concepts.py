"""What the notes teach, and where: each concept with its lesson, the sheet, and the tensors in which it is seen."""

from __future__ import annotations

from typing import TypeAlias

Concept: TypeAlias = tuple[str, str, str, tuple[str, ...]]
"""The concept, the lesson's slug, the key of the sheet, the names of tensors on it."""

# One row a line, in the order of the lessons' names.
# fmt: off
CONCEPTS: list[Concept] = [
    ("a unit: weighted inputs and a bias, z = Σ wx + b", "activation", "unit", ("x", "w", "products", "b", "unit_z")),
    ("activation a = f(z) of a unit, by each function", "activation", "unit", ("unit_activations", "unit_slopes")),
    ("step, sigmoid, tanh, ReLU, leaky ReLU over z", "activation", "functions", ("z", "activations")),
    ("slopes of the activation functions, by formula and by differences", "activation", "functions", ("slopes", "numeric_slopes")),
    ("σ′ = σ(1 − σ)", "activation", "functions", ("sigmoid_identity", "identity_gap", "identity_error", "identity_holds")),
    ("the circle between polygons inside and outside", "circle_area", "polygons", ("corners", "lower", "upper", "area", "bounds_hold")),
    ("a limit by approach: the gap closes, a quarter at each doubling", "circle_area", "polygons", ("gap", "shrinks", "gap_quarters")),
    ("mean of the bounds, and its error", "circle_area", "polygons", ("mean", "error")),
    ("derivative as the limit of difference quotients", "derivative", "limit", ("point", "h", "forward", "exact", "forward_error")),
    ("central difference", "derivative", "limit", ("central", "central_error")),
    ("rounding ends the approach: bounds of both errors", "derivative", "limit", ("forward_bound", "central_bound", "forward_within", "central_within")),
    ("tangent of a curve", "derivative", "limit", ("curve_x", "curve_y", "tangent_y")),
    ("the central difference's error falls as h², the forward one's as h", "derivative", "cubic", ("cubic_forward_error", "cubic_central_error", "cubic_forward_share", "cubic_central_share")),
    ("y = kx + b has the slope k", "derivative", "line", ("line_slope", "line_intercept", "line_y", "line_quotient", "line_agrees")),
    ("where the slope is 0 a smooth curve has an extremum", "derivative", "flat", ("square_value", "square_slope", "square_slope_there", "square_kind")),
    ("or a saddle, as x³", "derivative", "flat", ("cube_value", "cube_slope", "cube_slope_there", "cube_kind")),
    ("|x| has no derivative at 0: one-sided quotients", "derivative", "corner", ("corner_point", "left_quotient", "right_quotient", "side_gap", "sides_agree")),
    ("derivatives of C, xⁿ, eˣ, ln x, 1/x, σ", "derivative", "tables", ("standard_formula", "standard_numeric", "standard_agrees")),
    ("rules: constant multiple, sum, product, quotient, chain", "derivative", "tables", ("rule_formula", "rule_numeric", "rule_agrees")),
    ("gradient, its length and direction", "gradient", "directions", ("gradient_x", "gradient_y", "gradient_length", "gradient_angle")),
    ("D_u f = ∇f · u in every direction", "gradient", "directions", ("angle", "direction_x", "direction_y", "derivative")),
    ("largest along ∇f, least against it: the inner product and cos φ", "gradient", "directions", ("along", "against", "largest", "smallest", "never_above", "largest_along", "smallest_opposite")),
    ("the directional derivative as a limit, (f(p + hu) − f(p))/h", "gradient", "limit", ("chosen_angle", "distance", "quotient", "inner_product", "quotient_error", "limit_holds")),
    ("∇f at right angles to contour lines; ∇f and u as arrows", "gradient", "limit", ("contour_x", "contour_y", "gradient_arrow", "direction_arrow", "projection", "cosine")),
    ("a hill: the gradient points to the top", "gradient", "hill", ("hill_x", "hill_y", "hill_gradient_x", "hill_gradient_arrow", "hill_inner_product", "hill_limit_holds")),
    ("partial derivatives by formula and by differences", "partial_derivative", "partial", ("x", "y", "slopes", "numeric_slopes", "slopes_agree")),
    ("chain rule for z = f(u(x, y), v(x, y)): a sum of products", "partial_derivative", "chain", ("outer_slopes", "inner_slopes", "chain_slopes", "direct_slopes", "chain_agrees")),
    ("total derivative dz/dt along x(t), y(t)", "partial_derivative", "total", ("t", "path_gradient", "path_slopes", "total_slope", "total_numeric", "total_agrees")),
    ("linear approximation, total differential: halving Δ quarters the error", "partial_derivative", "approximation", ("delta", "true_value", "linear_value", "error_ratio", "second_order", "falls_squared")),
    ("linear approximation in three variables, as an inner product", "partial_derivative", "three", ("three_point", "three_displacement", "three_gradient", "three_change", "three_linear", "three_error", "three_falls")),
    ("continuous partial derivatives guarantee a tangent plane", "partial_derivative", "plane", ("plane_angle", "plane_error", "plane_share", "slope_change", "plane_fits")),
    ("xy/(x² + y²) has partial derivatives at 0 and no tangent plane", "partial_derivative", "plane", ("counter_value", "counter_share", "counter_slope", "counter_leaves")),
]
# fmt: on
