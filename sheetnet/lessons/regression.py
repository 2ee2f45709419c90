"""Regression three ways: the normal equations, gradient descent on standardised data, and Excel's Solver."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from sheetnet.formula import Index, array, call
from sheetnet.lessons.form import Form
from sheetnet.lessons.opening import open_page
from sheetnet.lessons.rounding import LineRounding
from sheetnet.lessons.table import Table
from sheetnet.models.regression import Regression
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Chart, Page, Role, Series, SolverModel, Tensor, add_cover, add_map, down, right

FIRST_POINT = 6
FIRST_STEP = 12
ANSWERS = ("normal", "functions", "linest", "descent", "solver")
"""The rows of the comparison, in the order of the reference."""


def book(model: Regression) -> Book:
    """Lay out the exact answer, the descent, the Solver sheet and the comparison.

    Args:
        model: The points and how the descent runs.

    Returns:
        The book, complete.
    """
    result = Book("regression", model.settings())
    exact = _Exact(result, model)
    descent = _Descent(result, model, exact)
    solver = _Solver(result, model, exact)
    _Comparison(result, exact, descent, solver)
    add_map(result)
    add_cover(result)
    return result


class _Exact:
    """The data, the normal equations and the spreadsheet's own functions."""

    def __init__(self, book: Book, model: Regression) -> None:
        self.words, self.model = book.words, model
        self.page = page = open_page(
            book, "data", "y = px + q        C_T = ½ Σ (y − (px + q))²        ∂C_T/∂p = 0,  ∂C_T/∂q = 0", across=14
        )
        page.widths |= {1: 2, 2: 7, 7: 3, 8: 30, 9: 24, 10: 12, 11: 12, 12: 3} | dict.fromkeys(range(3, 7), 12)
        self.rounding = LineRounding(model.heights, model.weights)
        self.heights, self.weights = self._place_points()
        self._solve()
        self._place_chart()

    def _place_points(self) -> tuple[Tensor, Tensor]:
        page, words, model = self.page, self.words, self.model
        titles = [words[f"columns.{name}"] for name in ("point", "height", "weight", "prediction", "residual")]
        page.headers(FIRST_POINT - 1, 2, titles)
        for n in range(model.points):
            page.number(FIRST_POINT + n, 2, n + 1)
        fields = model.fields()
        return tuple(  # type: ignore[return-value]
            page.input(
                name,
                (FIRST_POINT, column),
                getattr(model, name),
                [down(model.points)],
                allowed=fields[name],
                meaning=words[f"meaning.{name}"],
                equation=symbol,
                number_format="0.0##",
            )
            for name, column, symbol in (("heights", 3, "x"), ("weights", 4, "y"))
        )

    def _solve(self) -> None:
        x, y, rounding = self.heights, self.weights, self.rounding
        form = Form(self.page, self.words, self.model, 8, 9, 10)
        row = FIRST_POINT - 1
        self.page.text(row, 8, self.words["headings.normal"], "heading")
        n = form.result(row + 1, "points", "n", call("COUNT", x), number_format="0")
        sx = form.result(row + 2, "sum_x", "Σx", call("SUM", x), number_format="0.00")
        sy = form.result(row + 3, "sum_y", "Σy", call("SUM", y), number_format="0.00")
        sxx = form.result(row + 4, "sum_xx", "Σx²", call("SUMSQ", x), number_format="0.00")
        sxy = form.result(row + 5, "sum_xy", "Σxy", call("SUMPRODUCT", x, y), number_format="0.00")
        d = form.result(row + 6, "determinant", "D = nΣx² − (Σx)²", n * sxx - sx**2, number_format="0.00",
                        atol=rounding.determinant)  # fmt: skip
        for_p: dict[str, Any] = {"atol": rounding.slope}
        for_q: dict[str, Any] = {"atol": rounding.intercept}
        p, q = (n * sxy - sx * sy) / d, (sxx * sy - sx * sxy) / d
        self.p = form.result(row + 7, "exact_slope", "p = (nΣxy − ΣxΣy)/D", p, role=Role.OUTPUT, **for_p)
        self.q = form.result(row + 8, "exact_intercept", "q = (Σx²Σy − ΣxΣxy)/D", q, role=Role.OUTPUT, **for_q)
        predictions, residuals = place_line(self.page, self.words, 5, x, y, self.p, self.q, "", atol=rounding.residual)
        self.predictions = predictions
        self.cost = form.result(
            row + 9, "total_cost", "C_T = ½ Σ (y − ŷ)²", call("SUMSQ", residuals) / 2, role=Role.LOSS,
            atol=rounding.cost,
        )  # fmt: skip
        self.page.text(row + 11, 8, self.words["headings.functions"], "heading")
        self.function_p = form.result(row + 12, "function_slope", "SLOPE(y, x)", call("SLOPE", y, x), **for_p)
        self.function_q = form.result(
            row + 13, "function_intercept", "INTERCEPT(y, x)", call("INTERCEPT", y, x), **for_q
        )
        form.result(row + 14, "r_squared", "r² = RSQ(y, x)", call("RSQ", y, x), atol=rounding.correlation)
        self.page.text(row + 15, 8, literal("  ") + self.words["meaning.linest"])
        self.page.text(row + 15, 9, "{p, q} = LINEST(y, x)", "symbol")
        # One array formula holds both, so the slope has the intercept's tolerance here; among the answers its own.
        self.linest = self.page.tensor(
            "linest", (row + 15, 10), [right(2)], meaning=self.words["meaning.linest"],
            equation="{p, q} = LINEST(y, x)", **for_q,
        )  # fmt: skip
        self.linest[...] = array("LINEST", (1, 2), y, x)

    def _place_chart(self) -> None:
        words = self.words
        points = Series(words["charts.points"], self.heights[...], self.weights[...], line=False, marker=True)
        line = Series(words["charts.line"], self.heights[...], self.predictions[...], color="D62728")
        chart = Chart(
            (FIRST_POINT + max(self.model.points, 17), 2),
            words["charts.fit"],
            words["charts.height"],
            words["charts.weight"],
            [points, line],
            size=(15, 9),
            x_limits=_limits(self.model.heights),
            y_limits=_limits(self.model.weights),
        )
        self.page.charts.append(chart)


def _limits(values: np.ndarray) -> tuple[float, float]:
    """Return axis limits, at multiples of 5, that leave room to move a point."""
    return 5.0 * math.floor(values.min() / 5) - 5, 5.0 * math.ceil(values.max() / 5) + 5


def place_line(
    page: Page, words: Texts, column: int, x: Tensor, y: Tensor, p: Tensor, q: Tensor, prefix: str, atol: float
) -> tuple[Tensor, Tensor]:
    """Place the line's predictions px + q beside the points, and what is left to y."""
    names = ("predictions", "residuals") if not prefix else (f"{prefix}predictions", f"{prefix}errors")
    predictions, residuals = (
        page.tensor(
            name,
            (FIRST_POINT, column + n),
            [down(x.shape[0])],
            meaning=words[f"meaning.{kind}"],
            equation=equation,
            atol=atol,
        )
        for n, (name, kind, equation) in enumerate(
            zip(names, ("predictions", "residuals"), ("ŷ = px + q", "y − ŷ"), strict=True)
        )
    )
    predictions.fill(lambda k: p * x[k] + q)
    residuals.fill(lambda k: y[k] - predictions[k])
    return predictions, residuals


class _Descent:
    """Gradient descent on standardised data, the line mapped back at every step."""

    def __init__(self, book: Book, model: Regression, exact: _Exact) -> None:
        self.words, self.model, self.exact = book.words, model, exact
        self.page = page = open_page(
            book,
            "descent",
            "u = (x − x̄)/s_x   v = (y − ȳ)/s_y   C = ½ Σ (v − (Pu + Q))²   p = P·s_y/s_x   q = ȳ + s_y·Q − p·x̄",
            across=13,
        )
        page.widths |= {1: 2, 2: 8, 10: 3} | dict.fromkeys(range(3, 10), 13) | {11: 20, 12: 13, 13: 13}
        page.frozen = (FIRST_STEP - 1, 0)
        self._place_statistics()
        self._place_standard_data()
        self._place_steps()
        self._place_chart()
        page.print_area = (1, 1, FIRST_STEP + max(model.steps, model.points + 24), 18)

    def _place_statistics(self) -> None:
        form = Form(self.page, self.words, self.model, 2, 4, 5)
        self.rate = form.input(5, "learning_rate", "η")
        self.start_p = form.input(6, "start_slope", "P₀")
        self.start_q = form.input(7, "start_intercept", "Q₀")
        form = Form(self.page, self.words, self.model, 6, 8, 9)
        x, y = self.exact.heights, self.exact.weights
        self.mean_x = form.result(5, "mean_height", "x̄", call("AVERAGE", x))
        self.mean_y = form.result(6, "mean_weight", "ȳ", call("AVERAGE", y))
        n = self.model.points
        self.spread_x = form.result(
            7,
            "spread_height",
            "s_x",
            call("SQRT", call("SUMPRODUCT", (x - self.mean_x) ** 2) / n),
            equation="s_x = √(Σ(x − x̄)²/n)",
        )
        self.spread_y = form.result(
            8,
            "spread_weight",
            "s_y",
            call("SQRT", call("SUMPRODUCT", (y - self.mean_y) ** 2) / n),
            equation="s_y = √(Σ(y − ȳ)²/n)",
        )

    def _place_standard_data(self) -> None:
        page, words = self.page, self.words
        page.headers(FIRST_STEP - 1, 11, [words["columns.point"], "u", "v"])
        for n in range(self.model.points):
            page.number(FIRST_STEP + n, 11, n + 1)
        self.u, self.v = (
            page.tensor(
                name,
                (FIRST_STEP, 12 + n),
                [down(self.model.points)],
                meaning=words[f"meaning.{name}"],
                equation=equation,
                atol=self.exact.rounding.standardised,
            )
            for n, (name, equation) in enumerate(
                (("standard_heights", "u = (x − x̄)/s_x"), ("standard_weights", "v = (y − ȳ)/s_y"))
            )
        )
        self.u.fill(lambda k: (self.exact.heights[k] - self.mean_x) / self.spread_x)
        self.v.fill(lambda k: (self.exact.weights[k] - self.mean_y) / self.spread_y)

    def _place_steps(self) -> None:
        u, v, rate, rounding = self.u, self.v, self.rate, self.exact.rounding
        for_line: dict[str, Any] = {"atol": rounding.standardised}
        for_gradient: dict[str, Any] = {"atol": self.model.points * rounding.standardised}
        i = Index("i", self.model.steps)
        table = Table(self.page, self.words, FIRST_STEP, 2, self.model.steps + 1)
        number = table.counter("step_number")
        p = table.add("slope", "P", equation="Pᵢ₊₁ = Pᵢ − η ∂C/∂P", **for_line)
        q = table.add("intercept", "Q", equation="Qᵢ₊₁ = Qᵢ − η ∂C/∂Q", **for_line)
        dp = table.add("slope_gradient", "∂C/∂P", equation="∂C/∂P = Σ (Pu + Q − v) u", **for_gradient)
        dq = table.add("intercept_gradient", "∂C/∂Q", equation="∂C/∂Q = Σ (Pu + Q − v)", **for_gradient)
        cost = table.add("standard_cost", "C", equation="C = ½ Σ (v − (Pu + Q))²", role=Role.LOSS)
        p[0], p[i + 1] = self.start_p, p[i] - rate * dp[i]
        q[0], q[i + 1] = self.start_q, q[i] - rate * dq[i]
        dp.fill(lambda k: call("SUMPRODUCT", p[k] * u + q[k] - v, u))
        dq.fill(lambda k: call("SUMPRODUCT", p[k] * u + q[k] - v))
        cost.fill(lambda k: call("SUMPRODUCT", (v - p[k] * u - q[k]) ** 2) / 2)
        real_p = table.add("slope_in_kg_per_cm", "p", equation="p = P·s_y/s_x")
        real_q = table.add("intercept_in_kg", "q", equation="q = ȳ + s_y·Q − p·x̄", atol=rounding.intercept)
        real_p.fill(lambda k: p[k] * self.spread_y / self.spread_x)
        real_q.fill(lambda k: self.mean_y + self.spread_y * q[k] - real_p[k] * self.mean_x)
        self.number, self.cost = number, cost
        form = Form(self.page, self.words, self.model, 11, 12, 13)
        last = self.model.steps
        self.p = form.result(5, "descent_slope", "p", real_p[last], role=Role.OUTPUT, equation="p = pₙ")
        self.q = form.result(6, "descent_intercept", "q", real_q[last], role=Role.OUTPUT, equation="q = qₙ",
                             atol=rounding.intercept)  # fmt: skip

    def _place_chart(self) -> None:
        curve = Series(literal("C"), self.number[...], self.cost[...], marker=True)
        where = (FIRST_STEP + self.model.points + 2, 11)
        self.page.charts.append(
            Chart(
                where,
                self.words["charts.cost"],
                self.words["charts.step"],
                literal("C"),
                [curve],
                x_limits=(0, self.model.steps),
                legend=False,
                size=(15, 9),
            )
        )


class _Solver:
    """The sheet whose Solver dialogue is filled in already."""

    def __init__(self, book: Book, model: Regression, exact: _Exact) -> None:
        words = book.words
        self.page = page = open_page(book, "solver", across=10)
        page.widths |= {1: 2, 2: 7, 7: 3, 8: 30, 9: 18, 10: 14} | dict.fromkeys(range(3, 7), 12)
        form = Form(page, words, model, 8, 9, 10)
        self.p = form.input(FIRST_POINT, "solver_slope", "p", role=Role.PARAMETER, number_format="0.0000")
        self.q = form.input(FIRST_POINT + 1, "solver_intercept", "q", role=Role.PARAMETER, number_format="0.0000")
        titles = [words[f"columns.{name}"] for name in ("point", "prediction", "error")]
        page.headers(FIRST_POINT - 1, 2, titles)
        for n in range(model.points):
            page.number(FIRST_POINT + n, 2, n + 1)
        rounding = exact.rounding.residual_of(model.solver_slope, model.solver_intercept)
        _, errors = place_line(page, words, 3, exact.heights, exact.weights, self.p, self.q, "solver_", atol=rounding)
        self.cost = form.result(
            FIRST_POINT + 2, "solver_cost", "C_T = ½ Σ (y − ŷ)²", call("SUMSQ", errors) / 2, role=Role.LOSS
        )
        for n, step in enumerate(words.series("solver_steps")):
            page.text(FIRST_POINT + max(model.points, 3) + 1 + n, 2, step, "paragraph", across=9)
        page.solver = SolverModel(self.cost, (self.p, self.q))


class _Comparison:
    """The answers side by side, with their costs and their differences from the exact one."""

    def __init__(self, book: Book, exact: _Exact, descent: _Descent, solver: _Solver) -> None:
        words, page = book.words, exact.page
        top, left = FIRST_POINT - 1, 13
        page.widths |= {left: 26} | dict.fromkeys(range(left + 1, left + 6), 12)
        page.text(top, left, words["headings.comparison"], "heading")
        page.headers(top + 1, left, [words["columns.method"], "p", "q", "C_T", "p − p*", "q − q*"])
        for n, key in enumerate(ANSWERS):
            page.text(top + 2 + n, left, words[f"answers.{key}"])
        rows, rounding = len(ANSWERS), exact.rounding
        slopes, intercepts = (
            page.tensor(
                f"answer_{name}s", (top + 2, column), [down(rows)], meaning=words[f"meaning.answer_{name}s"],
                role=Role.OUTPUT, atol=atol,
            )
            for name, column, atol in (("slope", left + 1, rounding.slope), ("intercept", left + 2, rounding.intercept))
        )  # fmt: skip
        pairs = [
            (exact.p, exact.q),
            (exact.function_p, exact.function_q),
            (exact.linest[0], exact.linest[1]),
            (descent.p, descent.q),
            (solver.p, solver.q),
        ]
        for n, (p, q) in enumerate(pairs):
            slopes[n], intercepts[n] = p, q
        costs = page.tensor(
            "answer_costs",
            (top + 2, left + 3),
            [down(rows)],
            meaning=words["meaning.answer_costs"],
            equation="C_T = ½ Σ (y − (px + q))²",
            role=Role.LOSS,
            atol=rounding.cost,
        )
        x, y = exact.heights, exact.weights
        costs.fill(lambda n: call("SUMPRODUCT", (y - slopes[n] * x - intercepts[n]) ** 2) / 2)
        for name, symbol, column, found in (("slope", "p", left + 4, slopes), ("intercept", "q", left + 5, intercepts)):
            differences = page.tensor(
                f"{name}_differences",
                (top + 2, column),
                [down(rows)],
                meaning=words[f"meaning.{name}_differences"],
                equation=f"{symbol} − {symbol}*",
                number_format="0.0E+00",
                atol=2 * found.atol,
            )
            differences.fill(lambda n, found=found: found[n] - found[0])
