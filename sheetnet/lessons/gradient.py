"""The gradient points where a function rises most: D_u f = ∇f · u = ‖∇f‖ cos φ, φ the angle between u and ∇f."""

from __future__ import annotations

from sheetnet.formula import Expression, Index, Operand, call, where
from sheetnet.lessons.form import Form
from sheetnet.lessons.opening import open_page
from sheetnet.lessons.table import Table
from sheetnet.models.gradient import CLAIM_SLACK, DIRECTIONS, NO_DIRECTION, Gradient
from sheetnet.workbook import Book, Chart, Role, Series, Tensor, add_cover, add_map

TOP = 17
STEP = 360 / DIRECTIONS
ANGLE = '0.00;"–"'
"""Shows ``NO_DIRECTION`` as a dash."""
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


def direction(gx: Operand, gy: Operand, length: Operand) -> Expression:
    """Return the direction of the gradient in degrees, 0 ≤ ∠ < 360; ``NO_DIRECTION`` where it is zero.

    ATAN2 gets |∂z/∂y|: for −0, which some engines keep, it would give −180° in one and 180° in another.
    """
    upward = call("DEGREES", call("ATAN2", gx, call("ABS", gy)))
    return where(length > 0, where(gy < 0, 360 - upward, upward), NO_DIRECTION)


def _angle_of(extreme: Operand, rise: Tensor, theta: Tensor, length: Operand) -> Expression:
    """Return the θ of the table where D_u f has its largest or least value."""
    return where(length > 0, call("INDEX", theta, call("MATCH", extreme, rise, 0)), NO_DIRECTION)


def _near(angle: Operand, wanted: Operand, length: Operand) -> Expression:
    """Say whether two directions differ by no more than half a step of the table, the circle being closed."""
    apart = call("ABS", call("MOD", angle - wanted + 180, 360) - 180)
    return call("OR", length <= 0, apart <= STEP / 2 + CLAIM_SLACK)


def book(model: Gradient) -> Book:
    """Lay out the point, its gradient, and the slope in every direction.

    Args:
        model: The function and the point.

    Returns:
        The book, complete.
    """
    result = Book("gradient", model.settings())
    words = result.words
    page = open_page(
        result, "directions", EQUATIONS[model.function] + "        Dᵤ f = ∂z/∂x · cos θ + ∂z/∂y · sin θ", across=14
    )
    form = Form(page, words, model, 2, 4, 5)
    x, y = form.input(5, "x", "x"), form.input(6, "y", "y")
    form.result(7, "z", "z", value(model.function, x, y))
    across, up = slopes(model.function, x, y)
    gx = form.result(8, "gradient_x", "∂z/∂x", across)
    gy = form.result(9, "gradient_y", "∂z/∂y", up)
    length = form.result(10, "gradient_length", "√((∂z/∂x)² + (∂z/∂y)²)", call("SQRT", gx**2 + gy**2), role=Role.OUTPUT)
    toward = form.result(11, "gradient_angle", "∠∇f (°)", direction(gx, gy, length), number_format=ANGLE)
    table = Table(page, words, TOP, 2, DIRECTIONS)
    i, k = Index("i", DIRECTIONS - 1), Index("k", DIRECTIONS)
    theta = table.add("angle", "θ (°)", number_format="0", style="counter")
    theta[0], theta[i + 1] = 0, theta[i] + STEP
    ux, uy = table.add("direction_x", "cos θ"), table.add("direction_y", "sin θ")
    ux[k], uy[k] = call("COS", call("RADIANS", theta[k])), call("SIN", call("RADIANS", theta[k]))
    rise = table.add("derivative", "Dᵤ f", role=Role.OUTPUT, equation="Dᵤ f = ∂z/∂x cos θ + ∂z/∂y sin θ")
    rise[k] = gx * ux[k] + gy * uy[k]
    bound = table.add("bound", "‖∇f‖")
    bound[k] = length
    opposite = table.add("opposite_bound", "−‖∇f‖")
    opposite[k] = -length
    claims = Form(page, words, model, 8, 11, 12)
    along = where(length > 0, gx * (gx / length) + gy * (gy / length), 0)
    ahead = claims.result(5, "along", "∇f · ∇f/‖∇f‖", along)
    claims.result(6, "against", "∇f · (−∇f/‖∇f‖)", -ahead)
    most = claims.result(7, "largest", "max Dᵤ f", call("MAX", rise))
    least = claims.result(8, "smallest", "min Dᵤ f", call("MIN", rise))
    highest, lowest = (
        claims.result(row, name, symbol, _angle_of(extreme, rise, theta, length), number_format=ANGLE)
        for row, name, symbol, extreme in (
            (9, "largest_angle", "θ of max (°)", most),
            (10, "smallest_angle", "θ of min (°)", least),
        )
    )
    within = call("AND", most <= length + CLAIM_SLACK, least >= -length - CLAIM_SLACK)
    claims.claim(11, "never_above", "−‖∇f‖ ≤ Dᵤ f ≤ ‖∇f‖", within)
    claims.claim(12, "largest_along", f"|θ − ∠∇f| ≤ {STEP / 2:g}°", _near(highest, toward, length))
    claims.claim(13, "smallest_opposite", f"|θ − ∠∇f − 180°| ≤ {STEP / 2:g}°", _near(lowest, toward + 180, length))
    curves = [
        Series(words["charts.derivative"], theta[...], rise[...], marker=True),
        Series(words["charts.bound"], theta[...], bound[...], color="7F7F7F", dashed=True),
        Series(words["charts.opposite"], theta[...], opposite[...], color="7F7F7F", dashed=True),
    ]
    page.charts.append(
        Chart((TOP - 1, 9), words["charts.title"], words["charts.angle"], words["charts.derivative"], curves,
              x_limits=(0, 360), x_step=45)
    )  # fmt: skip
    page.widths |= {1: 2} | dict.fromkeys(range(2, 8), 12) | {4: 22, 11: 24, 12: 12}
    page.print_area = (1, 1, TOP + DIRECTIONS, 15)
    add_map(result)
    add_cover(result)
    return result
