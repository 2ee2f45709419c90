"""Partial derivatives ∂f/∂x, ∂f/∂y, the chain rule as a sum of products, and f(x + Δx, y + Δy) ≈ f + f_xΔx + f_yΔy."""

from __future__ import annotations

from typing import Any

from sheetnet.formula import Expression, Index, Operand, call, where
from sheetnet.lessons.form import Form
from sheetnet.lessons.table import Table
from sheetnet.models.partial_derivative import HALVINGS, LEAST_STEP, SMALLEST_ERROR, PartialDerivative
from sheetnet.sheet import Book, Chart, Page, Role, Series, Tensor, add_cover, add_map, down, right

TOP = 12
EPSILON = 2.0**-52
EQUATIONS = {
    "polynomial": "f(x, y) = x²y + y²        ∂f/∂x = 2xy        ∂f/∂y = x² + 2y",
    "quadratic": "f(x, y) = x² + xy + y²        ∂f/∂x = 2x + y        ∂f/∂y = x + 2y",
    "wave": "f(x, y) = y sin x        ∂f/∂x = y cos x        ∂f/∂y = sin x",
}
LARGEST = {False: 4e4, True: 5e6}
"""|f| + |x f_x| for |x|, |y| ≤ 10; of the composite with u ≤ 110, v ≤ 100 (second)."""
RATIO_ROUNDING = 0.02
"""Errors are right to about 1e-12·|f|, that is 2e-3 of the smallest error whose ratio is formed."""


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


def rounding(composite: bool) -> float:
    """Bound what rounding does to a difference quotient: a few units of 2⁻⁵² of the values, divided by 2h."""
    return 16 * EPSILON * LARGEST[composite] / (2 * LEAST_STEP)


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

    def _page(self, key: str, equation: str) -> Page:
        page = self.book.page(key, self.words[f"tabs.{key}"])
        page.text(1, 2, self.words[f"headings.{key}"], "title")
        page.text(2, 2, self.words[f"about.{key}"], "paragraph", across=8)
        page.text(3, 2, equation, "equation")
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
        atol = rounding(composite=False)
        looks = {"equation": "(f(x + h, y) − f(x − h, y)) / 2h", "atol": atol, "number_format": "0.00000000"}
        numeric = self._pair(page, 12, "numeric_slopes", quotients, **looks)
        gaps = (call("ABS", numeric[0] - self.slopes[0]), call("ABS", numeric[1] - self.slopes[1]))
        self._pair(page, 13, "slope_errors", gaps, role=Role.LOSS, number_format="0.0E+00", atol=atol)

    def _chain(self) -> None:
        equation = "z = f(u, v)     u = x + y²     v = xy     ∂z/∂x = ∂f/∂u·∂u/∂x + ∂f/∂v·∂v/∂x"
        page, x, y, h, f = self._page("chain", equation), self.x, self.y, self.h, self.f
        form = Form(page, self.words, self.model, 2, 3, 4)
        u = form.result(5, "u", "u = x + y²", x + y**2)
        v = form.result(6, "v", "v = xy", x * y)
        form.result(7, "composite", "z = f(u, v)", value(f, u, v))
        page.headers(9, 2, ["", "∂/∂u", "∂/∂v"])
        outer = self._pair(page, 10, "outer_slopes", slopes(f, u, v))
        page.headers(12, 2, ["", "∂/∂x", "∂/∂y"])
        meaning = self.words["meaning.inner_slopes"]
        page.text(13, 2, meaning + ", u")
        page.text(14, 2, meaning + ", v")
        inner = page.tensor("inner_slopes", (13, 3), [down(2), right(2)], meaning=meaning)
        inner[0, 0], inner[0, 1], inner[1, 0], inner[1, 1] = 1, 2 * y, y, x
        sums = tuple(outer[0] * inner[0, n] + outer[1] * inner[1, n] for n in range(2))
        chain = self._pair(page, 16, "chain_slopes", (sums[0], sums[1]), role=Role.OUTPUT)

        def composite(a: Operand, b: Operand) -> Expression:
            return value(f, a + b**2, a * b)

        quotients = (
            (composite(x + h, y.expression()) - composite(x - h, y.expression())) / (2 * h),
            (composite(x.expression(), y + h) - composite(x.expression(), y - h)) / (2 * h),
        )
        atol = rounding(composite=True)
        direct = self._pair(page, 17, "direct_slopes", quotients, atol=atol, number_format="0.00000000")
        gaps = (call("ABS", chain[0] - direct[0]), call("ABS", chain[1] - direct[1]))
        self._pair(page, 18, "chain_errors", gaps, role=Role.LOSS, number_format="0.0E+00", atol=atol)

    def _approximate(self) -> None:
        page = self._page("approximation", "f(x + Δx, y + Δy) ≈ f + ∂f/∂x·Δx + ∂f/∂y·Δy        Δx = Δy = Δ")
        form = Form(page, self.words, self.model, 2, 3, 4)
        first = form.input(5, "first_delta", "Δ₀")
        table = Table(page, self.words, TOP, 2, HALVINGS)
        i, k = Index("i", HALVINGS - 1), Index("k", HALVINGS)
        delta = table.add("delta", "Δ", number_format="0.000000", equation="Δ, Δ/2, Δ/4 …")
        delta[0], delta[i + 1] = first, delta[i] / 2
        true = table.add("true_value", self.words["columns.true"], number_format="0.00000000")
        true[k] = value(self.f, self.x + delta[k], self.y + delta[k])
        linear = table.add("linear_value", self.words["columns.linear"], number_format="0.00000000")
        linear[k] = self.z + self.slopes[0] * delta[k] + self.slopes[1] * delta[k]
        error = table.add("linear_error", self.words["columns.error"], role=Role.LOSS, number_format="0.00E+00")
        error[k] = call("ABS", true[k] - linear[k])
        error.atol = 64 * EPSILON * LARGEST[False]
        page.text(TOP - 1, 6, self.words["columns.ratio"], "header")
        ratio = page.tensor("error_ratio", (TOP, 6), [down(HALVINGS - 1)], meaning=self.words["meaning.error_ratio"],
                            atol=RATIO_ROUNDING)  # fmt: skip
        ratio[i] = where(error[i + 1] > SMALLEST_ERROR, error[i] / call("MAX", error[i + 1], SMALLEST_ERROR), 4)
        form.claim(6, "quarters", "→ 4", call("ABS", ratio[HALVINGS - 2] - 4) < 0.3)
        curve = Series(self.words["columns.error"], delta[...], error[...], marker=True)
        page.charts.append(
            Chart((TOP + HALVINGS + 1, 2), self.words["charts.error"], self.words["charts.delta"],
                  self.words["columns.error"], [curve], x_log=True, y_log=True, y_format="0E+00", legend=False)
        )  # fmt: skip
