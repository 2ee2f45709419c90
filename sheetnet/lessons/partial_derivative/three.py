"""The linear approximation in three variables, f(p + sΔ) ≈ f(p) + s ∇f·Δ, for f = x²y + yz².

Its error is |s² q + s³ c|, with q = yΔx² + 2xΔxΔy + 2zΔyΔz + yΔz² and c = Δy(Δx² + Δz²).
"""

from __future__ import annotations

import numpy as np

from sheetnet.formula import Expression, Index, Operand, call
from sheetnet.lessons.panel import panel
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import tolerance_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.partial_derivative import CURVE_POINTS, HALVINGS, ROUNDING, PartialDerivative
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Chart, Look, Role, Series, Tolerance, down, right
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Heads, Table, below, beside
from sheetnet.workbook.arrange.form import Row

EQUATION = (
    "f(x + Δx, y + Δy, z + Δz) ≈ f + ∂f/∂x·Δx + ∂f/∂y·Δy + ∂f/∂z·Δz = f + ∇f · Δ        f(x, y, z) = x²y + yz²\n"
    "q = yΔx² + 2xΔxΔy + 2zΔyΔz + yΔz²        c = Δy(Δx² + Δz²)        e = |s² q + s³ c|"
)
CHART = (8.8, 11.0)
SIX_DIGITS = Look("0.000000", width=11)
ENTRY = Look("0.0###", width=9)


def add_three(book: Book, model: PartialDerivative) -> None:
    """Add the sheet with the approximation in three variables."""
    three = _Three(model, book.texts)
    left = panel(book, "three", [three.point, three.move], three.results)
    add_sheet(book, "three", three.arranged(left), equation=EQUATION, aside=three.points_arranged())


def _value(x: Operand, y: Operand, z: Operand) -> Expression:
    return x**2 * y + y * z**2


class _Three:
    """The function, its gradient, and the approximation for ever smaller parts s of the displacement Δ.

    Args:
        model: The point and the displacement.
        texts: The lesson's texts.
    """

    def __init__(self, model: PartialDerivative, texts: Texts) -> None:
        self._quantities, self._texts, self._model = Quantities(model, texts), texts, model
        q = self._quantities
        self.point = p = q.input("three_point", right(3), symbol="x, y, z", look=ENTRY)
        self.move = q.input("three_displacement", right(3), symbol="Δx, Δy, Δz", look=ENTRY)
        self.value = q.result("three_value", _value(p[0], p[1], p[2]), "f")
        slopes = (2 * p[0] * p[1], p[0] ** 2 + p[2] ** 2, 2 * p[1] * p[2])
        self.gradient = q.row("three_gradient", *slopes, axis=right(3), symbol="∇f", role=Role.OUTPUT)
        products = (self.gradient[n] * self.move[n] for n in range(3))
        self.products = q.row("three_products", *products, axis=right(3), symbol="∂f/∂x·Δx, …")
        self.change = q.result("three_change", call("SUMPRODUCT", self.gradient, self.move), "∇f · Δ")
        self._orders()
        self._approximation()
        self._claim()
        self._drawn()

    def _orders(self) -> None:
        q, p, d = self._quantities, self.point, self.move
        bends = p[1] * d[0] ** 2 + 2 * p[0] * d[0] * d[1] + 2 * p[2] * d[1] * d[2] + p[1] * d[2] ** 2
        self.second = q.result("three_second", bends, "q")
        self.third = q.result("three_third", d[1] * (d[0] ** 2 + d[2] ** 2), "c")

    def _approximation(self) -> None:
        q, p, d, column = self._quantities, self.point, self.move, down(HALVINGS)
        i, rounding = Index("i", HALVINGS - 1), self._rounding()
        self.share = s = q.tensor("three_part", column, look=Look("0.000000"), equation="s = 1, 1/2, 1/4 …")
        s[0], s[i + 1] = 1, s[i] / 2
        self.true = q.tensor("three_true", column, look=SIX_DIGITS, equation="f(p + sΔ)")
        self.true.fill(lambda k: _value(p[0] + s[k] * d[0], p[1] + s[k] * d[1], p[2] + s[k] * d[2]))
        self.linear = q.tensor("three_linear", column, look=SIX_DIGITS, equation="f + s ∇f · Δ")
        self.linear.fill(lambda k: self.value + s[k] * self.change)
        self.error = q.tensor("three_error", column, role=Role.LOSS, look=SIX_DIGITS, tolerance=Tolerance(rounding))
        self.error.fill(lambda k: call("ABS", self.true[k] - self.linear[k]))
        parts = 0.5 ** np.arange(HALVINGS)
        self.ratio = q.tensor(
            "three_share", column, equation="e / s²", tolerance=Tolerance(absolute=rounding / parts**2)
        ).fill(lambda k: self.error[k] / s[k] ** 2)

    def _rounding(self) -> float:
        """Bound what rounding does to an error, a sum of values of f."""
        x, y, z = np.abs(self._model.three_point) + np.abs(self._model.three_displacement)
        return tolerance_of(64 * float(x * x * y + y * z * z))

    def _drawn(self) -> None:
        """Draw function and approximation from s = 0 to 1 in small steps."""
        q, p, d, column = self._quantities, self.point, self.move, down(CURVE_POINTS)
        i = Index("i", CURVE_POINTS - 1)
        self.run = run = q.tensor("three_drawn_part", column)
        run[0], run[i + 1] = 0, run[i] + 1 / (CURVE_POINTS - 1)
        self.curve = q.tensor("three_drawn_true", column)
        self.curve.fill(lambda k: _value(p[0] + run[k] * d[0], p[1] + run[k] * d[1], p[2] + run[k] * d[2]))
        self.straight = q.tensor("three_drawn_linear", column)
        self.straight.fill(lambda k: self.value + run[k] * self.change)

    def points_arranged(self) -> Element:
        """Arrange the points of the curves."""
        columns = (("s", self.run), ("f(p + sΔ)", self.curve), ("f + s ∇f · Δ", self.straight))
        table = Table(*(Column(tensor, [title]) for title, tensor in columns))
        return below(Caption(self._texts["headings.points"], "heading"), table)

    def _claim(self) -> None:
        s, second, third = self.share, call("ABS", self.second), call("ABS", self.third)
        near = (
            call("ABS", self.error[n] - second * s[n] ** 2) <= third * s[n] ** 3 + ROUNDING for n in range(HALVINGS)
        )
        self.falls = self._quantities.claim("three_falls", call("AND", *near), "|e − |q|s²| ≤ |c| s³")

    @property
    def results(self) -> list[Row]:
        """Value, gradient, and what the displacement makes of them."""
        return [self.value, Heads(["x", "y", "z"]), self.gradient, self.products, self.change, self.second, self.third]

    def arranged(self, left: Element) -> Element:
        """Arrange a panel beside the charts, and below them the table."""
        texts = self._texts
        table = Table(
            Column(self.share, ["s"]),
            Column(self.true, ["f(p + sΔ)"]),
            Column(self.linear, ["f + s ∇f · Δ"]),
            Column(self.error, [texts["columns.error"]]),
            Column(self.ratio, ["e / s² → |q|"]),
        )
        charts = ChartBox(self._chart_of_values(), self._chart_of_errors())
        return below(beside(left, charts), table, Form(self.falls))

    def _chart_of_values(self) -> Chart:
        s = self.run[...]
        curves = [
            Series(literal("f(p + sΔ)"), s, self.curve[...], color="0072B2", width=2.5),
            Series(literal("f + s ∇f · Δ"), s, self.straight[...], color="D55E00", dashed=True),
        ]
        return Chart(self._texts["charts.approximation"], literal("s"), literal("f"), curves, size=CHART)

    def _chart_of_errors(self) -> Chart:
        texts = self._texts
        curve = Series(texts["columns.error"], self.share[...], self.error[...], color="D55E00", marker=True)
        return Chart(
            texts["charts.error"], literal("s"), texts["columns.error"], [curve],
            x_log=True, y_log=True, legend=False, size=CHART,
        )  # fmt: skip
