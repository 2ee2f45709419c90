"""Taylor in one variable: f(a + d) ≈ f(a) + f′(a)·d + ½ f″(a)·d², each order beside the true value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sheetnet.formula import Expression, Index, Operand, call
from sheetnet.lessons.panel import panel
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.taylor import CLAIM_SLACK, GRID, Taylor
from sheetnet.texts import Text, Texts
from sheetnet.workbook import Book, Chart, Role, Series, down, right
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Table, below, beside
from sheetnet.workbook.look import ERROR

EXPANSION = "        f(a + d) ≈ f(a) + f′(a)·d + ½ f″(a)·d²"
ORDERS = 3
COLORS = ("D55E00", "009E73", "0072B2")
"""Of the orders 0, 1 and 2."""
PICTURE, BESIDE = (11.0, 11.5), (8.0, 11.5)
REACH = 2
STEP = 0.125
NEAR = (GRID // 2 - 1, GRID // 2 + 1)
"""The rows of the last x before a and of the first beyond it."""


@dataclass(frozen=True)
class Curve:
    """A function of one variable.

    Args:
        equation: The function, in symbols.
        derivatives: f, f′ and f″ as formulas of x.
    """

    equation: str
    derivatives: Callable[[Operand], tuple[Expression, Expression, Expression]]


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
    "exponential": Curve("f(x) = eˣ", exponential),
    "sine": Curve("f(x) = sin x", sine),
    "logistic": Curve("f(x) = σ(x)", logistic),
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
        self._quantities, self._texts, self._derivatives = (
            Quantities(model, texts),
            texts,
            CURVES[model.curve].derivatives,
        )
        self._at_center()
        self._around()
        self._errors()

    def _at_center(self) -> None:
        q = self._quantities
        self.center = q.input("center", symbol="a")
        value, slope, bend = self._derivatives(self.center)
        self.value, self.slope = q.result("value", value, "f(a)"), q.result("slope", slope, "f′(a)")
        self.bend = q.result("bend", bend, "f″(a)")

    def _around(self) -> None:
        q, column, i, k = self._quantities, down(GRID), Index("i", GRID - 1), Index("k", GRID)
        self.x, self.true = q.tensor("grid", column), q.tensor("true", column)
        self.x[0], self.x[i + 1] = self.center - REACH, self.x[i] + STEP
        self.true.fill(lambda k: self._derivatives(self.x[k])[0])
        self.orders = q.tensor("orders", column, right(ORDERS), role=Role.OUTPUT, equation="f + f′d + ½f″d²")
        d = self.x[k] - self.center
        self.orders[k, 0] = self.value
        self.orders[k, 1] = self.value + self.slope * d
        self.orders[k, 2] = self.value + self.slope * d + self.bend * d**2 / 2

    def _errors(self) -> None:
        q = self._quantities
        self.errors = q.tensor("order_errors", *self.orders.axes, role=Role.LOSS, look=ERROR)
        self.errors.fill(lambda k, order: call("ABS", self.orders[k, order] - self.true[k]))
        smaller = (self.errors[row, 2] <= self.errors[row, 1] + CLAIM_SLACK for row in NEAR)
        self.shrink = q.claim("errors_shrink", call("AND", *smaller), "a ± 1/8")

    def arranged(self, left: Element) -> Element:
        """Arrange a panel beside the charts, and below them the table."""
        orders, errors = self._titles("order"), self._titles("error")
        table = Table(
            Column(self.x, ["x"]), Column(self.true, ["f(x)"]), Column(self.orders, orders), Column(self.errors, errors)
        )
        return below(beside(left, ChartBox(self._chart(), self._chart_of_errors())), table)

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
        return Chart(texts["charts.curve"], texts["charts.x"], texts["charts.y"], [*curves, center], size=PICTURE)

    def _chart_of_errors(self) -> Chart:
        texts = self._texts
        curves = [
            Series(title, self.x[...], self.errors[:, n], color=COLORS[n])
            for n, title in enumerate(self._titles("order"))
        ]
        return Chart(texts["charts.errors"], texts["charts.x"], texts["charts.error"], curves, size=BESIDE)
