"""Partial derivatives ∂f/∂x, ∂f/∂y, the chain rule as a sum of products, and f(x + Δx, y + Δy) ≈ f + f_xΔx + f_yΔy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sheetnet.formula import Expression, Index, Operand, as_expression, call, where
from sheetnet.lessons.form import Form
from sheetnet.lessons.opening import open_page
from sheetnet.lessons.rounding import quotient_rounding, tolerance_of
from sheetnet.lessons.table import Table
from sheetnet.models.partial_derivative import (
    HALVINGS,
    QUOTIENT_ROUNDING,
    ROUNDING,
    SMALLEST_ERROR,
    PartialDerivative,
)
from sheetnet.workbook import Book, Chart, Page, Role, Series, Tensor, add_cover, add_map, down, right

TOP = 12
EQUATIONS = {
    "polynomial": "f(x, y) = x²y + y²        ∂f/∂x = 2xy        ∂f/∂y = x² + 2y",
    "quadratic": "f(x, y) = x² + xy + y²        ∂f/∂x = 2x + y        ∂f/∂y = x + 2y",
    "wave": "f(x, y) = y sin x        ∂f/∂x = y cos x        ∂f/∂y = sin x",
}
SECOND_ORDER = "q = ½ (f_xx + 2 f_xy + f_yy)"


def value(name: str, x: Operand, y: Operand) -> Expression:
    """Return f(x, y)."""
    if name == "wave":
        return y * call("SIN", x)
    return x**2 * y + y**2 if name == "polynomial" else x**2 + x * y + y**2


def slopes(name: str, x: Operand, y: Operand) -> tuple[Expression, Expression]:
    """Return ∂f/∂x and ∂f/∂y."""
    if name == "wave":
        return y * call("COS", x), call("SIN", x)
    return (2 * x * y, x**2 + 2 * y) if name == "polynomial" else (2 * x + y, x + 2 * y)


def second_order(name: str, x: Operand, y: Operand) -> Expression:
    """Return ½(f_xx + 2 f_xy + f_yy), the coefficient of Δ² along Δx = Δy = Δ."""
    if name == "wave":
        return call("COS", x) - y * call("SIN", x) / 2
    return y + 2 * x + 1 if name == "polynomial" else as_expression(3)


def third_order(name: str, y: Operand, delta: Operand) -> Expression:
    """Bound the coefficient of Δ³ along that line."""
    if name == "wave":
        return (call("ABS", y) + delta + 3) / 6
    return as_expression(1 if name == "polynomial" else 0)


def composite_third(name: str, x: Expression, y: Expression) -> Expression:
    """Bound |∂³z/∂x³| and |∂³z/∂y³| for arguments up to x and y in size, z = f(x + y², xy)."""
    if name == "polynomial":
        return call("MAX", 6 * y, 12 * x**2 + 60 * x * y**2)
    if name == "quadratic":
        return 24 * y + 6 * x
    return call("MAX", y * (3 + x), x * (6 + 24 * y**2 + 8 * y**4))


def sizes(name: str, x: float, y: float) -> tuple[float, float]:
    """Bound |f| and |x f_x|, |y f_y| for arguments up to x and y in size, every term counted by its size."""
    if name == "wave":
        return y, y * (1 + x)
    size = x**2 * y + y**2 if name == "polynomial" else x**2 + x * y + y**2
    return size, 2 * size  # no term has more than two factors x, or y


def composite_sizes(name: str, x: float, y: float) -> tuple[float, float]:
    """Bound |z| and |x z_x|, |y z_y| likewise, z = f(x + y², xy)."""
    u, v = x + y**2, x * y
    if name == "wave":
        return v, v * (1 + u + 2 * y**2)  # the sine passes on the rounding of u, and y ∂u/∂y = 2y²
    size, _ = sizes(name, u, v)
    return size, 5 * size  # u²v has five factors y, and no term more


def book(model: PartialDerivative) -> Book:
    """Lay out partial derivatives, chain rule and approximation, one sheet each.

    Args:
        model: The function and the point.

    Returns:
        The book, complete.
    """
    result = Book("partial_derivative", model.settings())
    _Lesson(result, model)
    add_map(result)
    add_cover(result)
    return result


class _Lesson:
    """The three sheets."""

    def __init__(self, book: Book, model: PartialDerivative) -> None:
        self.book, self.words, self.model, self.f = book, book.words, model, model.function
        self._partial()
        self._chain()
        self._approximate()

    def _quotient_rounding(self, bound: Callable[[str, float, float], tuple[float, float]]) -> float:
        """Bound what rounding does to a central difference of f, or of the composite."""
        model, h = self.model, self.model.h
        return quotient_rounding(*bound(model.function, abs(model.x) + h, abs(model.y) + h), 2 * h)

    def _page(self, key: str, equation: str) -> Page:
        page = open_page(self.book, key, equation, across=8)
        page.widths |= {1: 2, 2: 30} | dict.fromkeys(range(3, 10), 16)
        page.print_area = (1, 1, 40, 10)
        return page

    def _pair(self, page: Page, row: int, name: str, formulas: tuple[Expression, Expression], **looks: Any) -> Tensor:
        """Place a row of two numbers: for x and for y."""
        meaning = self.words[f"meaning.{name}"]
        page.text(row, 2, meaning)
        tensor = page.tensor(name, (row, 3), [right(2)], meaning=meaning, **looks)
        tensor[0], tensor[1] = formulas
        return tensor

    def _partial(self) -> None:
        page = self._page("partial", EQUATIONS[self.f])
        form = Form(page, self.words, self.model, 2, 3, 4)
        self.x, self.y = form.input(5, "x", "x"), form.input(6, "y", "y")
        self.h = form.input(7, "h", "h", number_format="0.0E+00")
        x, y, h, f = self.x, self.y, self.h, self.f
        self.z = form.result(8, "z", "f(x, y)", value(f, x, y))
        page.headers(10, 2, ["", "∂f/∂x", "∂f/∂y"])
        self.slopes = self._pair(page, 11, "slopes", slopes(f, x, y), role=Role.OUTPUT)
        quotients = (
            (value(f, x + h, y) - value(f, x - h, y)) / (2 * h),
            (value(f, x, y + h) - value(f, x, y - h)) / (2 * h),
        )
        atol = self._quotient_rounding(sizes)
        looks = {"equation": "(f(x + h, y) − f(x − h, y)) / 2h, …", "atol": atol, "number_format": "0.00000000"}
        numeric = self._pair(page, 12, "numeric_slopes", quotients, **looks)
        gaps = (call("ABS", numeric[0] - self.slopes[0]), call("ABS", numeric[1] - self.slopes[1]))
        errors = self._pair(page, 13, "slope_errors", gaps, role=Role.LOSS, number_format="0.0E+00", atol=atol)
        cut = h**2 / 6 * call("ABS", y) if f == "wave" else 0
        bound = as_expression(cut) + QUOTIENT_ROUNDING["partial"] / h
        form.claim(15, "slopes_agree", "≤ ⅙ h² |f‴| + R/h", call("MAX", errors) <= bound)

    def _chain(self) -> None:
        page, h, f = self._page("chain", _in_u_and_v(self.f) + "        u = x + y²        v = xy"), self.h, self.f
        rule = "∂z/∂x = ∂f/∂u·∂u/∂x + ∂f/∂v·∂v/∂x        ∂z/∂y = ∂f/∂u·∂u/∂y + ∂f/∂v·∂v/∂y"
        page.text(4, 2, rule, "equation")
        form = Form(page, self.words, self.model, 2, 3, 4)
        x = form.result(6, "chain_x", "x", self.x.expression())
        y = form.result(7, "chain_y", "y", self.y.expression())
        u = form.result(8, "u", "u = x + y²", x + y**2)
        v = form.result(9, "v", "v = xy", x * y)
        form.result(10, "composite", "z = f(u, v)", value(f, u, v))
        page.headers(12, 2, ["", "∂f/∂u", "∂f/∂v"])
        outer = self._pair(page, 13, "outer_slopes", slopes(f, u, v))
        page.headers(15, 2, ["", "∂/∂x", "∂/∂y"])
        meaning = self.words["meaning.inner_slopes"]
        page.text(16, 2, "∂u/∂x, ∂u/∂y", "label")
        page.text(17, 2, "∂v/∂x, ∂v/∂y", "label")
        inner = page.tensor("inner_slopes", (16, 3), [down(2), right(2)], meaning=meaning)
        inner[0, 0], inner[0, 1], inner[1, 0], inner[1, 1] = 1, 2 * y, y, x
        sums = tuple(outer[0] * inner[0, n] + outer[1] * inner[1, n] for n in range(2))
        page.headers(19, 2, ["", "∂z/∂x", "∂z/∂y"])
        chain = self._pair(page, 20, "chain_slopes", (sums[0], sums[1]), role=Role.OUTPUT)

        def composite(a: Operand, b: Operand) -> Expression:
            return value(f, a + b**2, a * b)

        quotients = (
            (composite(x + h, y.expression()) - composite(x - h, y.expression())) / (2 * h),
            (composite(x.expression(), y + h) - composite(x.expression(), y - h)) / (2 * h),
        )
        atol = self._quotient_rounding(composite_sizes)
        direct = self._pair(page, 21, "direct_slopes", quotients, atol=atol, number_format="0.00000000")
        gaps = (call("ABS", chain[0] - direct[0]), call("ABS", chain[1] - direct[1]))
        errors = self._pair(page, 22, "chain_errors", gaps, role=Role.LOSS, number_format="0.0E+00", atol=atol)
        bound = h**2 / 6 * composite_third(f, call("ABS", x) + h, call("ABS", y) + h) + QUOTIENT_ROUNDING["chain"] / h
        form.claim(24, "chain_agrees", "≤ ⅙ h² |z‴| + R/h", call("MAX", errors) <= bound)

    def _error_rounding(self) -> float:
        """Bound what rounding does to the error of the approximation, a sum of f's values and slopes times Δ."""
        model, delta = self.model, self.model.first_delta
        size, moved = sizes(model.function, abs(model.x) + delta, abs(model.y) + delta)
        return tolerance_of(24 * size + 16 * moved)

    def _approximate(self) -> None:
        page = self._page("approximation", "f(x + Δx, y + Δy) ≈ f + ∂f/∂x·Δx + ∂f/∂y·Δy        Δx = Δy = Δ")
        page.text(4, 2, EQUATIONS[self.f].split("        ")[0] + "        " + SECOND_ORDER, "equation")
        form = Form(page, self.words, self.model, 2, 3, 4)
        first = form.input(6, "first_delta", "Δ₀")
        factor = second_order(self.f, self.x, self.y)
        second = form.result(7, "second_order", "q", factor, number_format="0.0000", equation=SECOND_ORDER)
        table = Table(page, self.words, TOP, 2, HALVINGS)
        i, k = Index("i", HALVINGS - 1), Index("k", HALVINGS)
        delta = table.add("delta", "Δ", number_format="0.000000", equation="Δ, Δ/2, Δ/4 …")
        delta[0], delta[i + 1] = first, delta[i] / 2
        true = table.add("true_value", self.words["columns.true"], number_format="0.00000000")
        true[k] = value(self.f, self.x + delta[k], self.y + delta[k])
        linear = table.add("linear_value", self.words["columns.linear"], number_format="0.00000000")
        linear[k] = self.z + self.slopes[0] * delta[k] + self.slopes[1] * delta[k]
        rounding = self._error_rounding()
        error = table.add("linear_error", self.words["columns.error"], role=Role.LOSS, number_format="0.00E+00",
                          atol=rounding)  # fmt: skip
        error[k] = call("ABS", true[k] - linear[k])
        least = self.model.first_delta / 2 ** (HALVINGS - 1)
        share = table.add("error_share", self.words["columns.share"], atol=rounding / least**2)
        share[k] = error[k] / delta[k] ** 2
        page.text(TOP - 1, table.column, self.words["columns.ratio"], "header")
        ratio = page.tensor(
            "error_ratio", (TOP, table.column), [down(HALVINGS - 1)], meaning=self.words["meaning.error_ratio"],
            equation="|eₙ / eₙ₊₁|", number_format='0.0000;;"–"', rtol=2 * rounding / SMALLEST_ERROR,
        )  # fmt: skip
        ratio[i] = where(error[i + 1] > SMALLEST_ERROR, error[i] / call("MAX", error[i + 1], SMALLEST_ERROR), 0)
        last, smallest = error[HALVINGS - 1], delta[HALVINGS - 1]
        beyond = call("ABS", last - call("ABS", second) * smallest**2)
        bound = third_order(self.f, self.y, smallest) * smallest**3 + ROUNDING
        form.claim(8, "falls_squared", "= |q| Δ² + O(Δ³)", beyond <= bound)
        curve = Series(self.words["columns.error"], delta[...], error[...], marker=True)
        page.charts.append(
            Chart((TOP + HALVINGS + 1, 2), self.words["charts.error"], self.words["charts.delta"],
                  self.words["columns.error"], [curve], x_log=True, y_log=True, y_format="0E+00", legend=False)
        )  # fmt: skip


def _in_u_and_v(name: str) -> str:
    """Write the function of u and v."""
    return {
        "polynomial": "z = f(u, v) = u²v + v²",
        "quadratic": "z = f(u, v) = u² + uv + v²",
        "wave": "z = f(u, v) = v sin u",
    }[name]
