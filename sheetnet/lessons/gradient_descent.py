"""Gradient descent in columns: i, x, y, ∂z/∂x, ∂z/∂y, Δx, Δy, z; one row a step."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add

from sheetnet.formula import Expression, Index, Operand, call, where
from sheetnet.lessons.form import Form
from sheetnet.lessons.opening import open_page
from sheetnet.lessons.table import Table
from sheetnet.models.gradient_descent import (
    CONTOUR_POINTS,
    CONTOUR_SHARES,
    DIRECTION_DIGITS,
    SURFACES,
    GradientDescent,
    Surface,
)
from sheetnet.texts import literal
from sheetnet.workbook import Axis, Book, Chart, Role, Series, Tensor, add_cover, add_map, down, right

FIRST_ROW = 9
"""The row of step 0."""
FIRST_COLUMN = 2
"""The column of the step's number."""
CHART_COLUMN = 11
CONTOUR_COLUMN = 32
"""The points of the contour lines lie to the right of the charts, out of the way but open to see."""


def book(model: GradientDescent) -> Book:
    """Lay out the four walks, one sheet each.

    Args:
        model: Starts, learning rates and the number of steps.

    Returns:
        The book, complete.
    """
    result = Book("gradient_descent", model.settings())
    for surface in SURFACES:
        _Walk(result, model, surface).lay_out()
    add_map(result)
    add_cover(result)
    return result


class _Walk:
    """One surface's sheet."""

    def __init__(self, book: Book, model: GradientDescent, surface: Surface) -> None:
        self._words = book.words
        self._model = model
        self._surface = surface
        self._axes = surface.axes
        self._sign = "+" if surface.uphill else "−"
        equation = self._equation_of_z() + f"        Δx = {self._sign}η ∂z/∂x        xᵢ₊₁ = xᵢ + Δx"
        self._page = open_page(book, surface.key, equation, across=18)

    def lay_out(self) -> None:
        page = self._page
        self._place_inputs()
        self._place_table()
        self._place_outcome()
        self._place_charts()
        page.widths |= {1: 2} | dict.fromkeys(range(2, 10), 10.5)
        page.frozen = (FIRST_ROW - 1, 0)
        page.print_area = (1, 1, max(FIRST_ROW + self._model.steps, FIRST_ROW + 47), CHART_COLUMN + 9)

    def _equation_of_z(self) -> str:
        pairs = zip(self._surface.coefficients, self._axes, strict=True)
        return "z = " + " + ".join(f"{'' if c == 1 else f'{c:g}'}{axis}²" for c, axis in pairs)

    def _place_inputs(self) -> None:
        form = self._form(2, 4, 5)
        self._rate = form.input(4, "learning_rate", "η")
        self._starts = [form.input(5 + n, f"start_{axis}", f"{axis}₀") for n, axis in enumerate(self._axes)]

    def _form(self, label: int, symbol: int, value: int) -> Form:
        prefix = self._surface.named("")
        return Form(self._page, self._words, self._model, label, symbol, value, prefix)

    def _place_table(self) -> None:
        surface, axes = self._surface, self._axes
        i = Index("i", self._model.steps)
        table = Table(self._page, self._words, FIRST_ROW, FIRST_COLUMN, self._model.steps + 1, surface.named(""))
        self._number = table.counter("step_number")
        self._positions = [table.add(axis, axis, equation=f"{axis}ᵢ₊₁ = {axis}ᵢ + Δ{axis}ᵢ") for axis in axes]
        pairs = list(zip(surface.coefficients, axes, strict=True))
        slopes = [table.add(f"gradient_{a}", f"∂z/∂{a}", equation=f"∂z/∂{a} = {2 * c:g}{a}") for c, a in pairs]
        steps = [table.add(f"step_{a}", f"Δ{a}", equation=f"Δ{a} = {self._sign}η ∂z/∂{a}") for a in axes]
        self._z = table.add("z", "z", equation=self._equation_of_z(), role=Role.LOSS)
        for n, (c, _) in enumerate(pairs):
            position, slope, step = self._positions[n], slopes[n], steps[n]
            position[0], position[i + 1] = self._starts[n], position[i] + step[i]
            k = Index("k", self._model.steps + 1)
            slope[k] = 2 * c * position[k]
            step[k] = (self._rate if surface.uphill else -self._rate) * slope[k]
        self._z.fill(lambda k: _sum(_times(c, p[k] ** 2) for (c, _), p in zip(pairs, self._positions, strict=True)))

    def _place_outcome(self) -> None:
        form, z = self._form(7, 8, 9), self._z
        last = z[self._model.steps]
        form.result(4, "final_z", "", last, role=Role.OUTPUT, number_format="0.0000E+00", equation="zₙ")
        kind = self._words["verdict.climbs" if self._surface.uphill else "verdict.falls"]
        grows = where(call("ISNUMBER", last), where(last > z[0], 1, 0), 1)
        form.result(
            5, "diverges", "", grows, role=Role.OUTPUT, style="verdict", number_format=kind, equation="z > z₀ ?"
        )

    def _place_charts(self) -> None:
        words = self._words
        self._page.charts.append(
            Chart(
                (FIRST_ROW, CHART_COLUMN),
                words["charts.cost"],
                words["charts.step"],
                literal("z"),
                [Series(literal("z"), self._number[...], self._z[...], marker=True)],
                x_limits=(0, self._model.steps),
                legend=False,
            )
        )
        if len(self._axes) == 2:
            self._place_path()

    def _place_path(self) -> None:
        x, y = self._positions
        contours = self._place_contours()
        path = Series(self._words["charts.path"], x[...], y[...], color="D62728", marker=True)
        self._page.charts.append(
            Chart(
                (FIRST_ROW + 19, CHART_COLUMN),
                self._words["charts.contours" if len(set(self._surface.coefficients)) == 1 else "charts.stretched"],
                literal("x"),
                literal("y"),
                [*contours, path],
                size=(16.0, 13.0),
                legend=False,
            )
        )

    def _place_contours(self) -> list[Series]:
        words, page, column, top = self._words, self._page, CONTOUR_COLUMN, FIRST_ROW
        levels = len(CONTOUR_SHARES)
        page.text(top - 5, column, words["contours.heading"], "heading")
        page.text(top - 3, column, "z", "symbol")
        page.headers(top - 1, column, ["θ", *["x", "y"] * levels])
        level = self._contour("level", (top - 3, column + 1), [right(levels, 2)], "c·z₀")
        base = self._z[self._model.steps if self._surface.uphill else 0]
        for n, share in enumerate(CONTOUR_SHARES):
            level[n] = _times(share, base)
        angle = self._contour("angle", (top, column), [down(CONTOUR_POINTS)], f"θ = 2π k / {CONTOUR_POINTS - 1}")
        k = Index("k", CONTOUR_POINTS - 1)
        angle[0], angle[k + 1] = 0, angle[k] + 2 * call("PI") / (CONTOUR_POINTS - 1)
        xs, ys = (self._contour_points(axis, level, angle) for axis in range(2))
        return [
            Series(words["charts.contour"].format(share=f"{share:g}"), xs[:, n], ys[:, n], color="A6A6A6", width=1)
            for n, share in enumerate(CONTOUR_SHARES)
        ]

    def _contour_points(self, axis: int, level: Tensor, angle: Tensor) -> Tensor:
        c, function = self._surface.coefficients[axis], ("COS", "SIN")[axis]
        points = self._contour(
            self._axes[axis],
            (FIRST_ROW, CONTOUR_COLUMN + 1 + axis),
            [down(CONTOUR_POINTS), right(len(CONTOUR_SHARES), 2)],
            f"{self._axes[axis]} = √(z/{c:g}) {function.lower()} θ",
        )
        return points.fill(
            lambda k, n: (
                call("SQRT", level[n] if c == 1 else level[n] / c)
                * call("ROUND", call(function, angle[k]), DIRECTION_DIGITS)
            )
        )

    def _contour(self, name: str, at: tuple[int, int], axes: list[Axis], equation: str) -> Tensor:
        meaning = self._words[f"meaning.contour_{name}"]
        return self._page.tensor(self._surface.named(f"contour_{name}"), at, axes, meaning=meaning, equation=equation)


def _times(factor: float, operand: Operand) -> Expression:
    return operand.expression() if factor == 1 else factor * operand


def _sum(terms: Iterable[Expression]) -> Expression:
    return reduce(add, terms)
