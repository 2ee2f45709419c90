"""The same line by gradient descent on standardised data, mapped back at every step."""

from __future__ import annotations

from sheetnet.formula import Expression, Index, call
from sheetnet.lessons.panel import panel
from sheetnet.lessons.regression.bowl import Bowl
from sheetnet.lessons.regression.points import Line, Points, Rounding
from sheetnet.models.regression import Regression
from sheetnet.texts import literal
from sheetnet.workbook import Book, Carried, Chart, Role, Series, Tensor, Tolerance, down
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Table, below, beside, counted
from sheetnet.workbook.look import WALKED
from sheetnet.workbook.tolerance import ABSOLUTE

NEAR = (-3.0, 3.0)
"""What the path's chart shows of both numbers, which are of size 1: a descent that runs away leaves the picture."""


class Descent:
    """A descent on u = (x − x̄)/s_x and v = (y − ȳ)/s_y.

    Args:
        points: The points.
        model: How many steps it takes.
    """

    def __init__(self, points: Points, model: Regression) -> None:
        self._points, self._quantities, self._texts = points, points.quantities, points.quantities.texts
        self._last = model.steps
        # Above a rate of 2/n every step magnifies the rounding of those before it.
        self._carried = Carried(model.steps)
        self._inputs()
        self._statistics()
        self._standardised()
        self._lines()
        self._mapped_back()
        self.bowl = Bowl(
            self._quantities,
            (self.u, self.v),
            (self.start_p, self.start_q),
            Tolerance(self._points.rounding.standardised),
        )

    def _inputs(self) -> None:
        q = self._quantities
        self.rate = q.input("learning_rate", symbol="η")
        self.start_p, self.start_q = q.input("start_slope", symbol="P₀"), q.input("start_intercept", symbol="Q₀")

    def _statistics(self) -> None:
        q, x, y = self._quantities, self._points.x, self._points.y
        self.mean_x = q.result("mean_height", call("AVERAGE", x), "x̄")
        self.mean_y = q.result("mean_weight", call("AVERAGE", y), "ȳ")
        spread = self._spread(x, self.mean_x)
        self.spread_x = q.result("spread_height", spread, "s_x", equation="s_x = √(Σ(x − x̄)²/n)")
        spread = self._spread(y, self.mean_y)
        self.spread_y = q.result("spread_weight", spread, "s_y", equation="s_y = √(Σ(y − ȳ)²/n)")

    def _spread(self, values: Tensor, mean: Tensor) -> Expression:
        return call("SQRT", call("SUMPRODUCT", (values - mean) ** 2) / self._points.column.size)

    def _standardised(self) -> None:
        q, points, tolerance = self._quantities, self._points, Tolerance(self._points.rounding.standardised)
        self.u = q.tensor("standard_heights", points.column, equation="u = (x − x̄)/s_x", tolerance=tolerance)
        self.u.fill(lambda k: (points.x[k] - self.mean_x) / self.spread_x)
        self.v = q.tensor("standard_weights", points.column, equation="v = (y − ȳ)/s_y", tolerance=tolerance)
        self.v.fill(lambda k: (points.y[k] - self.mean_y) / self.spread_y)

    def _lines(self) -> None:
        """Write P and Q at each step, and the cost with its derivatives there."""
        q, u, v = self._quantities, self.u, self.v
        self.number = q.counter("step_number", self._last + 1)
        # Started at 0, which is the answer, Q would be nothing but rounding: of P's size, for they share their sums.
        self.p, self.q = self._pair(("slope", "intercept"), ("Pᵢ₊₁ = Pᵢ − η ∂C/∂P", "Qᵢ₊₁ = Qᵢ − η ∂C/∂Q"), 1)
        names, equations = (
            ("slope_gradient", "intercept_gradient"),
            ("∂C/∂P = Σ (Pu + Q − v) u", "∂C/∂Q = Σ (Pu + Q − v)"),
        )
        self.dp, self.dq = self._pair(names, equations, self._points.column.size)
        i = Index("i", self._last)
        self.p[0], self.p[i + 1] = self.start_p, self.p[i] - self.rate * self.dp[i]
        self.q[0], self.q[i + 1] = self.start_q, self.q[i] - self.rate * self.dq[i]
        self.dp.fill(lambda k: call("SUMPRODUCT", self.p[k] * u + self.q[k] - v, u))
        self.dq.fill(lambda k: call("SUMPRODUCT", self.p[k] * u + self.q[k] - v))
        self.cost = q.tensor(
            "standard_cost",
            down(self._last + 1),
            equation="C = ½ Σ (v − (Pu + Q))²",
            role=Role.LOSS,
            look=WALKED,
            carried=self._carried,
        )
        self.cost.fill(lambda k: call("SUMPRODUCT", (v - self.p[k] * u - self.q[k]) ** 2) / 2)

    def _pair(self, names: tuple[str, str], equations: tuple[str, str], terms: int) -> tuple[Tensor, Tensor]:
        """Make two columns whose sums go into each other, sums of so many terms of the size of u and v."""
        tolerance, carried = Tolerance(terms * self._points.rounding.standardised), Carried(self._last, names)
        first, second = (
            self._quantities.tensor(
                name, down(self._last + 1), equation=equation, look=WALKED, tolerance=tolerance, carried=carried
            )
            for name, equation in zip(names, equations, strict=True)
        )
        return first, second

    def _mapped_back(self) -> None:
        q, steps, carried = self._quantities, down(self._last + 1), self._carried
        tolerance = Tolerance(self._points.rounding.intercept)
        self.real_p = q.tensor("slope_in_kg_per_cm", steps, equation="p = P·s_y/s_x", look=WALKED, carried=carried)
        self.real_p.fill(lambda k: self.p[k] * self.spread_y / self.spread_x)
        self.real_q = q.tensor(
            "intercept_in_kg", steps, equation="q = ȳ + s_y·Q − p·x̄", look=WALKED, tolerance=tolerance, carried=carried
        )
        self.real_q.fill(lambda k: self.mean_y + self.spread_y * self.q[k] - self.real_p[k] * self.mean_x)
        self.found_p = q.result(
            "descent_slope",
            self.real_p[self._last],
            "p",
            equation="p = pₙ",
            role=Role.OUTPUT,
            look=WALKED,
            carried=carried,
        )
        self.found_q = q.result(
            "descent_intercept", self.real_q[self._last], "q", equation="q = qₙ", role=Role.OUTPUT, look=WALKED,
            tolerance=tolerance, carried=carried,
        )  # fmt: skip

    @property
    def line(self) -> Line:
        """The line of the last step."""
        bounds = self._points.rounding
        return Line(self.found_p, self.found_q, Rounding(ABSOLUTE, bounds.intercept, bounds.cost))

    def arranged(self, book: Book) -> Element:
        """Arrange inputs and result beside the charts, and below them the steps beside the standardised data."""
        left = panel(book, "descent", [self.rate, self.start_p, self.start_q], [self.found_p, self.found_q])
        data = Table(
            counted(self._points.column.size, self._texts["columns.point"]),
            Column(self.u, ["u"]),
            Column(self.v, ["v"]),
        )
        statistics = Form(self.mean_x, self.mean_y, self.spread_x, self.spread_y)
        return below(
            beside(left, ChartBox(self._path(), self._chart())), beside(self._steps(), below(data, statistics))
        )

    def _path(self) -> Chart:
        """Show P and Q at each step: on standardised data the cost is a round bowl."""
        texts, path = self._texts, Series(literal("(P, Q)"), self.p[...], self.q[...], color="D62728", marker=True)
        return Chart(
            texts["charts.path"], literal("P"), literal("Q"), [*self.bowl.series(), path],
            x_limits=NEAR, y_limits=NEAR, legend=False, size=(11.0, 11.5), square=True,
        )  # fmt: skip

    def _steps(self) -> Element:
        return Table(
            Column(self.number, ["i"]),
            Column(self.p, ["P"]),
            Column(self.q, ["Q"]),
            Column(self.dp, ["∂C/∂P"]),
            Column(self.dq, ["∂C/∂Q"]),
            Column(self.cost, ["C"]),
            Column(self.real_p, ["p"]),
            Column(self.real_q, ["q"]),
        )

    def _chart(self) -> Chart:
        texts, curve = self._texts, Series(literal("C"), self.number[...], self.cost[...], marker=True)
        return Chart(
            texts["charts.cost"], texts["charts.step"], literal("C"), [curve],
            x_limits=(0, self._last), legend=False, size=(8.0, 11.5),
        )  # fmt: skip
