"""The gradient points where a function rises most: D_u f = ∇f · u = ‖∇f‖ cos φ, φ the angle between u and ∇f."""

from __future__ import annotations

from sheetnet.formula import Expression, Index, Operand, call, where
from sheetnet.lessons.form import Form
from sheetnet.lessons.table import Table
from sheetnet.models.gradient import CLAIM_SLACK, DIRECTIONS, Gradient
from sheetnet.sheet import Book, Chart, Role, Series, add_cover, add_map

TOP = 16
EQUATIONS = {
    "bowl": "z = x² + y²        ∂z/∂x = 2x        ∂z/∂y = 2y",
    "saddle": "z = x² − y²        ∂z/∂x = 2x        ∂z/∂y = −2y",
    "waves": "z = sin x + cos y        ∂z/∂x = cos x        ∂z/∂y = −sin y",
}


def value(name: str, x: Operand, y: Operand) -> Expression:
    """Return z."""
    if name == "waves":
        return call("SIN", x) + call("COS", y)
    return x**2 + y**2 if name == "bowl" else x**2 - y**2


def slopes(name: str, x: Operand, y: Operand) -> tuple[Expression, Expression]:
    """Return ∂z/∂x and ∂z/∂y."""
    if name == "waves":
        return call("COS", x), -call("SIN", y)
    return 2 * x, 2 * y if name == "bowl" else -2 * y


def book(model: Gradient) -> Book:
    """Lay out the point, its gradient, and the slope in every direction.

    Args:
        model: The function and the point.

    Returns:
        The book, complete.
    """
    result = Book("gradient", model.settings())
    words, page = result.words, result.page("directions", result.words["tabs.directions"])
    page.text(1, 2, words["headings.directions"], "title")
    page.text(2, 2, words["about.directions"], "paragraph", across=14)
    page.text(3, 2, EQUATIONS[model.function] + "        D_u f = ∂z/∂x · cos θ + ∂z/∂y · sin θ", "equation")
    form = Form(page, words, model, 2, 4, 5)
    x, y = form.input(5, "x", "x"), form.input(6, "y", "y")
    form.result(7, "z", "z", value(model.function, x, y))
    across, up = slopes(model.function, x, y)
    gx = form.result(8, "gradient_x", "∂z/∂x", across)
    gy = form.result(9, "gradient_y", "∂z/∂y", up)
    length = form.result(10, "gradient_length", "‖∇f‖ = √(∂x² + ∂y²)", call("SQRT", gx**2 + gy**2), role=Role.OUTPUT)
    angle = where(length > 0, call("DEGREES", call("ATAN2", gx, gy)), 0)
    form.result(11, "gradient_angle", "∠∇f (°)", angle, number_format="0.00")
    table = Table(page, words, TOP, 2, DIRECTIONS)
    i, k = Index("i", DIRECTIONS - 1), Index("k", DIRECTIONS)
    theta = table.add("angle", "θ (°)", number_format="0", style="counter")
    theta[0], theta[i + 1] = 0, theta[i] + 360 / DIRECTIONS
    ux, uy = table.add("direction_x", "cos θ"), table.add("direction_y", "sin θ")
    ux[k], uy[k] = call("COS", call("RADIANS", theta[k])), call("SIN", call("RADIANS", theta[k]))
    rise = table.add("derivative", "D_u f", role=Role.OUTPUT, equation="D_u f = ∂z/∂x cos θ + ∂z/∂y sin θ")
    rise[k] = gx * ux[k] + gy * uy[k]
    bound = table.add("bound", "‖∇f‖")
    bound[k] = length
    claims = Form(page, words, model, 7, 10, 11)
    along = where(length > 0, gx * (gx / length) + gy * (gy / length), 0)
    ahead = claims.result(5, "along", "∇f · ∇f/‖∇f‖", along)
    claims.result(6, "against", "∇f · (−∇f/‖∇f‖)", -ahead)
    most = claims.result(7, "largest", "max D_u f", call("MAX", rise))
    least = claims.result(8, "smallest", "min D_u f", call("MIN", rise))
    within = call("AND", most <= length + CLAIM_SLACK, least >= -length - CLAIM_SLACK)
    claims.claim(9, "never_above", "−‖∇f‖ ≤ D_u f ≤ ‖∇f‖", within)
    equal = call("ABS", ahead - length) <= CLAIM_SLACK * (1 + length)
    claims.claim(10, "along_is_length", "= ‖∇f‖", equal)
    curves = [
        Series(words["charts.derivative"], theta[...], rise[...], marker=True),
        Series(words["charts.bound"], theta[...], bound[...], color="7F7F7F", dashed=True),
    ]
    page.charts.append(
        Chart((TOP - 1, 8), words["charts.title"], words["charts.angle"], words["charts.derivative"], curves,
              x_limits=(0, 360), x_step=45)
    )  # fmt: skip
    page.widths |= {1: 2, 7: 3} | dict.fromkeys(range(2, 7), 12) | {4: 20, 10: 24, 11: 12}
    page.print_area = (1, 1, TOP + DIRECTIONS, 17)
    add_map(result)
    add_cover(result)
    return result
