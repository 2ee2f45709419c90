"""Taylor in one variable: f(a + d) ≈ f(a) + f′(a)·d + ½ f″(a)·d², each order beside the true value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sheetnet.formula import Expression, Index, Operand, as_expression, call
from sheetnet.lessons.panel import panel
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.taylor import CLAIM_SLACK, CURVE_END, CURVE_POINTS, CURVE_START, NEAR, Taylor
from sheetnet.texts import Text, Texts
from sheetnet.workbook import Book, Chart, Look, Role, Series, down, right
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Table, below, beside

EXPANSION = "        f(a + d) ≈ f(a) + f′(a)·d + ½ f″(a)·d²"
ORDERS = 3
COLORS = ("D55E00", "009E73", "0072B2")
"""Of the orders 0, 1 and 2."""
PICTURE, BESIDE = (9.3, 11.5), (7.2, 11.5)
STEP = (CURVE_END - CURVE_START) / (CURVE_POINTS - 1)


@dataclass(frozen=True)
class Curve:
    """A function of one variable.

    Args:
        equation: The function, in symbols.
        derivatives: f, f′ and f″ as formulas of x.
        heights: Least and largest y that the chart shows, wherever a is.
        off: Largest error that is shown.
    """

    equation: str
    derivatives: Callable[[Operand], tuple[Expression, Expression, Expression]]
    heights: tuple[float, float]
    off: float


def exponential(x: Operand) -> tuple[Expression, Expression, Expression]:
    """Return eˣ, which is its own derivative."""
    return call("EXP", x), call("EXP", x), call("EXP", x)


def sine(x: Operand) -> tuple[Expression, Expression, Expression]:
    """Return sin x, cos x and −sin x."""
    return call("SIN", x), call("COS", x), -call("SIN", x)


def logistic(x: Operand) -> tuple[Expression, Expression, Expression]:
    """Return σ, σ(1 − σ) and σ(1 − σ)(1 − 2σ)."""
    s = 1 / (1 + call("EXP", -x))
    return s, s * (1 - s), s * (1 - s) * (1 - 2 * s)


CURVES = {
    "exponential": Curve("f(x) = eˣ", exponential, (-2, 14), 6),
    "sine": Curve("f(x) = sin x", sine, (-4, 4), 4),
    "logistic": Curve("f(x) = σ(x)", logistic, (-1, 2), 1),
}


def add_curve(book: Book, model: Taylor) -> None:
    """Add the sheet with the expansions of orders 0, 1 and 2 around a."""
    equation = CURVES[model.curve].equation + EXPANSION
    found = _Expansions(model, book.texts)
    left = panel(book, "curve", [found.center], [found.value, found.slope, found.bend], Form(found.shrink))
    add_sheet(book, "curve", found.arranged(left), equation=equation)


class _Expansions:
    """The curve's value, slope and bend at a, and what follows from them around it.

    Args:
        model: The curve and the centre.
        texts: The lesson's texts.
    """

    def __init__(self, model: Taylor, texts: Texts) -> None:
        self._quantities, self._texts, self._curve = Quantities(model, texts), texts, CURVES[model.curve]
        self._at_center()
        self._around()
        self._errors()

    def _at_center(self) -> None:
        q = self._quantities
        self.center = q.input("center", symbol="a")
        value, slope, bend = self._curve.derivatives(self.center)
        self.value, self.slope = q.result("value", value, "f(a)"), q.result("slope", slope, "f′(a)")
        self.bend = q.result("bend", bend, "f″(a)")

    def _around(self) -> None:
        q, column, i, k = self._quantities, down(CURVE_POINTS), Index("i", CURVE_POINTS - 1), Index("k", CURVE_POINTS)
        self.x, self.true = q.tensor("grid", column), q.tensor("true", column)
        self.x[0], self.x[i + 1] = CURVE_START, self.x[i] + STEP
        self.true.fill(lambda k: self._curve.derivatives(self.x[k])[0])
        self.orders = q.tensor("orders", column, right(ORDERS), role=Role.OUTPUT, equation="f + f′d + ½f″d²")
        for order, value in enumerate(self._expanded(self.x[k] - self.center)):
            self.orders[k, order] = value

    def _expanded(self, d: Expression) -> tuple[Operand, Expression, Expression]:
        """Return what each order says of f(a + d)."""
        straight = self.value + self.slope * d
        return self.value, straight, straight + self.bend * d**2 / 2

    def _errors(self) -> None:
        q = self._quantities
        self.errors = q.tensor("order_errors", *self.orders.axes, role=Role.LOSS)
        self.errors.fill(lambda k, order: call("ABS", self.orders[k, order] - self.true[k]))
        self.near = q.tensor(
            "near_errors", down(2), right(2), role=Role.LOSS, look=Look("0.000000"), equation="a ± 1/8"
        )
        for row, d in enumerate((-NEAR, NEAR)):
            true, (_, straight, bent) = self._curve.derivatives(self.center + d)[0], self._expanded(as_expression(d))
            self.near[row, 0], self.near[row, 1] = call("ABS", straight - true), call("ABS", bent - true)
        smaller = (self.near[row, 1] <= self.near[row, 0] + CLAIM_SLACK for row in range(2))
        self.shrink = q.claim("errors_shrink", call("AND", *smaller), "a ± 1/8")

    def arranged(self, left: Element) -> Element:
        """Arrange a panel beside the charts, and below them the table."""
        orders, errors = self._titles("order"), self._titles("error")
        table = Table(
            Column(self.x, ["x"]), Column(self.true, ["f(x)"]), Column(self.orders, orders), Column(self.errors, errors)
        )
        near = Table(Column(["a − 1/8", "a + 1/8"], ["x"], style="label"), Column(self.near, errors[1:]))
        return below(beside(left, ChartBox(self._chart(), self._chart_of_errors())), beside(table, near))

    def _titles(self, key: str) -> list[Text]:
        return [self._texts[f"columns.{key}"].format(n=n) for n in range(ORDERS)]

    def _chart(self) -> Chart:
        """Show the curve, its expansions, and the centre."""
        texts, x = self._texts, self.x[...]
        curves = [Series(texts["charts.true"], x, self.true[...], color="000000", width=2.5)]
        curves += [
            Series(title, x, self.orders[:, n], color=COLORS[n], dashed=True)
            for n, title in enumerate(self._titles("order"))
        ]
        center = Series(
            texts["charts.center"], self.center[...], self.value[...], color="000000", line=False, marker=True
        )
        return Chart(
            texts["charts.curve"], texts["charts.x"], texts["charts.y"], [*curves, center],
            x_limits=(CURVE_START, CURVE_END), y_limits=self._curve.heights, x_step=1, size=PICTURE,
        )  # fmt: skip

    def _chart_of_errors(self) -> Chart:
        texts = self._texts
        curves = [
            Series(title, self.x[...], self.errors[:, n], color=COLORS[n])
            for n, title in enumerate(self._titles("order"))
        ]
        return Chart(
            texts["charts.errors"], texts["charts.x"], texts["charts.error"], curves,
            x_limits=(CURVE_START, CURVE_END), y_limits=(0, self._curve.off), x_step=1, size=BESIDE,
        )  # fmt: skip
