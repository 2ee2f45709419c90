"""The derivative as a limit: f′(x) = lim (f(x + h) − f(x))/h. Errors fall with h, until rounding takes over."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from sheetnet.formula import Expression, Index, Operand, as_expression, call
from sheetnet.formula.expression import Operandlike
from sheetnet.lessons.form import Form
from sheetnet.lessons.opening import open_page
from sheetnet.lessons.rounding import quotient_rounding, tolerance_of
from sheetnet.lessons.table import Table
from sheetnet.models.derivative import (
    CURVE_POINTS,
    EXPONENTS,
    ROUNDING,
    RULES,
    SMALLEST_SHOWN,
    STANDARD,
    TABLE_AGREEMENT,
    TABLE_STEP,
    Derivative,
)
from sheetnet.workbook import Book, Chart, Role, Series, Tensor, add_cover, add_map, down

TOP = 14
EQUATIONS = {
    "quadratic": "f(x) = 3x² − 4x        f′(x) = 6x − 4",
    "cubic": "f(x) = x³ − 2x        f′(x) = 3x² − 2",
    "sine": "f(x) = sin x        f′(x) = cos x",
    "exponential": "f(x) = eˣ        f′(x) = eˣ",
}
REACH = 2.0
"""How far the tangent's chart goes on either side of the point."""


def value(name: str, x: Operandlike) -> Expression:
    """Return f(x)."""
    e = as_expression(x)
    if name == "quadratic":
        return 3 * e**2 - 4 * e
    if name == "cubic":
        return e**3 - 2 * e
    return call("SIN" if name == "sine" else "EXP", e)


def slope(name: str, x: Operand) -> Expression:
    """Return f′(x)."""
    if name == "quadratic":
        return 6 * x - 4
    if name == "cubic":
        return 3 * x**2 - 2
    return call("COS" if name == "sine" else "EXP", x)


def second(name: str, x: Operand, h: Operandlike) -> Expression:
    """Return the largest |f″| between x − h and x + h."""
    if name == "cubic":
        return 6 * (call("ABS", x) + h)
    return {"quadratic": as_expression(6), "sine": as_expression(1)}.get(name) or call("EXP", x + h)


def third(name: str, x: Operand, h: Operandlike) -> Expression:
    """Return the largest |f‴| between x − h and x + h."""
    flat = {"quadratic": 0, "cubic": 6, "sine": 1}
    return as_expression(flat[name]) if name in flat else call("EXP", x + h)


def sizes(name: str, x: float) -> tuple[float, float]:
    """Bound |f| and |x f′| for arguments up to x in size, every term counted by its size."""
    largest = {
        "quadratic": (3 * x**2 + 4 * x, 6 * x**2 + 4 * x),
        "cubic": (x**3 + 2 * x, 3 * x**3 + 2 * x),
        "sine": (1.0, x),
        "exponential": (math.exp(x), x * math.exp(x)),
    }
    return largest[name]


def table_sizes(model: Derivative) -> dict[str, tuple[float, float]]:
    """Return |f| and |x f′| of the tables' functions at their point, every term counted by its size."""
    x, n, c = model.table_point, model.exponent, abs(model.constant)
    e, square = math.exp(x), x**2
    return {
        "constant": (c, 0.0),
        "power": (x**n, abs(n) * x**n),
        "exponential": (e, x * e),
        "logarithm": (abs(math.log(x)), 1.0),
        "reciprocal": (1 / x, 1 / x),
        "sigmoid": (1.0, x / 4),
        "multiple": (c * square, 2 * c * square),
        "sum": (square + e, 2 * square + x * e),
        "product": (square * e, (2 + x) * square * e),
        "quotient": (square / e, (2 + x) * square / e),
        "chain": (math.exp(square), 2 * square * math.exp(square)),
    }


def book(model: Derivative) -> Book:
    """Lay out the quotients, the tangent, and the tables of derivatives.

    Args:
        model: The function and the points.

    Returns:
        The book, complete.
    """
    result = Book("derivative", model.settings())
    _Limit(result, model).finish()
    _Tables(result, model)
    add_map(result)
    add_cover(result)
    return result


class _Limit:
    """The quotients for h = 10⁻¹ … 10⁻¹², the errors and the tangent."""

    def __init__(self, book: Book, model: Derivative) -> None:
        self.words, self.model = book.words, model
        self.page = page = open_page(
            book,
            "limit",
            EQUATIONS[model.function] + "        (f(x + h) − f(x)) / h        (f(x + h) − f(x − h)) / 2h",
            across=9,
        )
        form = Form(page, self.words, model, 2, 4, 5)
        self.x, self.reached = form.input(5, "point", "x₀"), abs(model.point)
        self.value = form.result(6, "value", "f(x₀)", value(model.function, self.x))
        self.exact = form.result(7, "exact", "f′(x₀)", slope(model.function, self.x), role=Role.OUTPUT)
        titles: list[Any] = [
            "h",
            *(self.words[f"columns.{n}"] for n in ("forward", "central", "forward_error", "central_error")),
        ]
        page.headers(TOP - 1, 2, titles)
        self.rows = [self._row(TOP + n, k) for n, k in enumerate(EXPONENTS)]
        page.widths |= {1: 2} | dict.fromkeys(range(2, 10), 18)
        page.print_area = (1, 1, TOP + len(EXPONENTS) + 22, 11)

    def finish(self) -> None:
        """Write what stands around the quotients: bounds, claims, tangent, charts."""
        claims = Form(self.page, self.words, self.model, 7, 8, 9)
        bounds = [self._bound(7, 5, "forward", claims), self._bound(8, 6, "central", claims)]
        self._place_tangent()
        self._place_charts(bounds)

    def _below(self, column: int) -> Expression:
        """Refer to a column of the quotients' table, whose cells are tensors of their own."""
        return self.rows[0][column].window((), 0, 0, (len(EXPONENTS), 1))

    def _bound(self, column: int, claim_row: int, name: str, claims: Form) -> Tensor:
        """Place the bound that Taylor's theorem and rounding set to an error, and the claim that it holds."""
        f, x, k = self.model.function, self.x, Index("k", len(EXPONENTS))
        equation = {"forward": "½ h max|f″| + R/h", "central": "⅙ h² max|f‴| + R/h"}[name]
        self.page.text(TOP - 1, column, self.words[f"columns.{name}_bound"], "header")
        bound = self.page.tensor(
            f"{name}_bound", (TOP, column), [down(len(EXPONENTS))], meaning=self.words[f"meaning.{name}_bound"],
            equation=equation, number_format="0.0E+00",
        )  # fmt: skip
        h = self.rows[0][0].window((), k, 0, (1, 1))
        cut = h / 2 * second(f, x, h) if name == "forward" else h**2 / 6 * third(f, x, h)
        size = call("ABS", self.value) + (call("ABS", x) + h) * (call("ABS", self.exact) + h * second(f, x, h))
        bound[k] = cut + ROUNDING * size / h
        errors = [row[3 if name == "forward" else 4] for row in self.rows]
        claims.claim(claim_row, f"{name}_within", "≤ " + equation,
                     call("AND", *(error <= bound[n] for n, error in enumerate(errors))))  # fmt: skip
        return bound

    def _row(self, row: int, exponent: int) -> list[Tensor]:
        """Place one h; each has tensors of its own, since each has a tolerance of its own."""
        f, x = self.model.function, self.x
        h = self._cell(row, 2, "h", exponent, number_format="0E+00", style="counter")
        h[()] = float(f"1e-{exponent}")
        run = 10.0**-exponent
        looks = {"number_format": "0.0000000000", "atol": quotient_rounding(*sizes(f, self.reached + run), run)}
        forward = self._cell(row, 3, "forward", exponent, equation="(f(x + h) − f(x)) / h", **looks)
        forward[()] = (value(f, x + h) - value(f, x)) / h
        central = self._cell(row, 4, "central", exponent, equation="(f(x + h) − f(x − h)) / 2h", **looks)
        central[()] = (value(f, x + h) - value(f, x - h)) / (2 * h)
        looks |= {"number_format": "0.0E+00", "role": Role.LOSS}
        errors = []
        for column, name, quotient in ((5, "forward_error", forward), (6, "central_error", central)):
            error = self._cell(row, column, name, exponent, equation="|Δf/h − f′|", **looks)
            error[()] = call("MAX", call("ABS", quotient - self.exact), SMALLEST_SHOWN)
            errors.append(error)
        return [h, forward, central, *errors]

    def _cell(self, row: int, column: int, name: str, exponent: int, **looks: Any) -> Tensor:
        meaning = self.words[f"meaning.{name}"]
        return self.page.tensor(f"{name}_{exponent}", (row, column), meaning=meaning, **looks)

    def _place_tangent(self) -> None:
        row = TOP + len(EXPONENTS) + 26
        self.page.text(row - 2, 2, self.words["headings.points"], "heading")
        table = Table(self.page, self.words, row, 2, CURVE_POINTS)
        i, k = Index("i", CURVE_POINTS - 1), Index("k", CURVE_POINTS)
        self.curve_x = table.add("curve_x", "x")
        self.curve_x[0], self.curve_x[i + 1] = self.x - REACH, self.curve_x[i] + 0.1
        self.curve_y = table.add("curve_y", "f(x)")
        self.curve_y[k] = value(self.model.function, self.curve_x[k])
        # Near a zero of the tangent the two terms cancel; the points themselves are sums of rounded steps.
        atol = tolerance_of(64 * sum(sizes(self.model.function, self.reached + REACH)))
        self.tangent = table.add(
            "tangent_y", self.words["columns.tangent"], equation="f(x₀) + f′(x₀)(x − x₀)", atol=atol
        )
        self.tangent[k] = self.value + self.exact * (self.curve_x[k] - self.x)

    def _place_charts(self, bounds: list[Tensor]) -> None:
        words, page, h = self.words, self.page, self._below(0)
        errors = [
            Series(words["columns.forward_error"], h, self._below(3), marker=True, line=False),
            Series(words["columns.central_error"], h, self._below(4), marker=True, line=False),
            Series(words["columns.forward_bound"], h, bounds[0][...], color="1F77B4", dashed=True),
            Series(words["columns.central_bound"], h, bounds[1][...], color="D62728", dashed=True),
        ]
        row = TOP + len(EXPONENTS) + 1
        page.charts.append(
            Chart((row, 2), words["charts.errors"], words["charts.h"], words["charts.error"], errors,
                  x_log=True, y_log=True, x_format="0E+00", y_format="0E+00", size=(16, 10))
        )  # fmt: skip
        curves = [
            Series(words["charts.curve"], self.curve_x[...], self.curve_y[...]),
            Series(words["columns.tangent"], self.curve_x[...], self.tangent[...], dashed=True),
            Series(words["charts.point"], self.x[()], self.value[()], line=False, marker=True, color="2CA02C"),
        ]
        page.charts.append(
            Chart((row, 7), words["charts.tangent"], words["charts.x"], words["charts.y"], curves, size=(13, 10))
        )


class _Tables:
    """Standard derivatives and rules, each by formula and by a central difference with h = 10⁻⁵."""

    def __init__(self, book: Book, model: Derivative) -> None:
        self.words, self.model = book.words, model
        self.page = page = open_page(book, "tables", across=6)
        form = Form(page, self.words, model, 2, 3, 4)
        self.p, self.n, self.c = (
            form.input(row, name, symbol)
            for row, name, symbol in ((4, "table_point", "x"), (5, "exponent", "n"), (6, "constant", "c"))
        )
        self._place("standard", STANDARD, 10)
        self._place("rule", RULES, 10 + len(STANDARD) + 5)
        page.widths |= {1: 2, 2: 34, 3: 30, 4: 18, 5: 18, 6: 14}
        page.print_area = (1, 1, 34, 7)

    def _place(self, table: str, names: tuple[str, ...], row: int) -> None:
        page, words = self.page, self.words
        titles = [words[f"headings.{table}"], words["columns.equation"], words["columns.formula"],
                  words["columns.numeric"], words["columns.difference"]]  # fmt: skip
        page.headers(row - 1, 2, titles)
        axes, found = [down(len(names))], table_sizes(self.model)
        atol = max(quotient_rounding(*found[name], 2 * TABLE_STEP) for name in names)
        formula, numeric, difference = (
            page.tensor(f"{table}_{kind}", (row, 4 + n), axes, meaning=words[f"meaning.{kind}"], **looks)
            for n, (kind, looks) in enumerate(_LOOKS.items())
        )
        numeric.atol = difference.atol = atol
        for n, name in enumerate(names):
            page.text(row + n, 2, words[f"names.{name}"])
            page.text(row + n, 3, _DERIVATIVES[name], "equation")
            f = self._functions()[name]
            formula[n] = self._formulas()[name]
            numeric[n] = (f(self.p + TABLE_STEP) - f(self.p - TABLE_STEP)) / (2 * TABLE_STEP)
            difference[n] = call("ABS", numeric[n] - formula[n])
        near = (difference[n] <= TABLE_AGREEMENT * (1 + call("ABS", formula[n])) for n in range(len(names)))
        form = Form(page, words, self.model, 4, 5, 6)
        form.claim(row + len(names), f"{table}_agrees", "≤ 2·10⁻⁸ (1 + |f′|)", call("AND", *near))

    def _functions(self) -> dict[str, Callable[[Operand], Expression]]:
        n, c = self.n, self.c
        return {
            "constant": lambda x: c.expression(),
            "power": lambda x: x**n,
            "exponential": lambda x: call("EXP", x),
            "logarithm": lambda x: call("LN", x),
            "reciprocal": lambda x: 1 / x,
            "sigmoid": lambda x: 1 / (1 + call("EXP", -x)),
            "multiple": lambda x: c * x**2,
            "sum": lambda x: x**2 + call("EXP", x),
            "product": lambda x: x**2 * call("EXP", x),
            "quotient": lambda x: x**2 / call("EXP", x),
            "chain": lambda x: call("EXP", x**2),
        }

    def _formulas(self) -> dict[str, Expression]:
        x, n, c = self.p, self.n, self.c
        e, s = call("EXP", x), 1 / (1 + call("EXP", -x))
        return {
            "constant": as_expression(0),
            "power": n * x ** (n - 1),
            "exponential": e,
            "logarithm": 1 / x,
            "reciprocal": -(1 / x**2),
            "sigmoid": s * (1 - s),
            "multiple": c * (2 * x),
            "sum": 2 * x + e,
            "product": 2 * x * e + x**2 * e,
            "quotient": (2 * x * e - x**2 * e) / e**2,
            "chain": call("EXP", x**2) * (2 * x),
        }


_LOOKS: dict[str, dict[str, Any]] = {
    "formula": {"number_format": "0.0000000000", "role": Role.OUTPUT},
    "numeric": {"number_format": "0.0000000000", "equation": "(f(x + h) − f(x − h)) / 2h"},
    "difference": {"number_format": "0.0E+00", "role": Role.LOSS},
}
_DERIVATIVES = {
    "constant": "(c)′ = 0",
    "power": "(xⁿ)′ = n xⁿ⁻¹",
    "exponential": "(eˣ)′ = eˣ",
    "logarithm": "(ln x)′ = 1/x",
    "reciprocal": "(1/x)′ = −1/x²",
    "sigmoid": "σ′ = σ(1 − σ)",
    "multiple": "(c·u)′ = c·u′",
    "sum": "(u + v)′ = u′ + v′",
    "product": "(u v)′ = u′v + u v′",
    "quotient": "(u/v)′ = (u′v − u v′)/v²",
    "chain": "(v(u))′ = v′(u)·u′",
}
