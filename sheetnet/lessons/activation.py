"""A unit and its activation: z = Σ w x + b, a = f(z), for the functions that networks use, with their slopes."""

from __future__ import annotations

from dataclasses import replace

from sheetnet.formula import Index, as_expression, call, where
from sheetnet.lessons.network.activations import ACTIVATIONS, ActivationFormulas
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.activation import CLAIM_SLACK, FUNCTIONS, KINK_WIDTH, Activation
from sheetnet.models.activations import DEFAULT_SLOPE
from sheetnet.texts import Text, Texts, literal
from sheetnet.workbook import Axis, Book, Chart, Role, Series, Tensor, add_cover, add_map, down, right
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Gap, Heads, Table, below, beside, counted
from sheetnet.workbook.look import ERROR

FORMULAS = ACTIVATIONS | {
    "step": ActivationFormulas(
        lambda z, _: where(z.expression() >= -KINK_WIDTH, 1, 0),
        lambda z, a, _: as_expression(0),
        "a = z ≥ 0 ? 1 : 0",
        "",
    ),
    "relu": replace(ACTIVATIONS["relu"], derivative=lambda z, a, _: where(z > KINK_WIDTH, 1, 0)),
    "leaky_relu": replace(ACTIVATIONS["leaky_relu"], derivative=lambda z, a, slope: where(z > KINK_WIDTH, 1, slope)),
}
"""By name. What jumps or bends does so at this lesson's ``KINK_WIDTH``: its z are sums of up to 1000 terms."""


def book(model: Activation) -> Book:
    """Write the unit and the table of functions.

    Args:
        model: The unit and the grid.

    Returns:
        The book, complete.
    """
    result = Book("activation", model.settings())
    texts = result.texts
    add_sheet(result, "unit", _Unit(model, texts).arranged(), equation="z = w₁x₁ + w₂x₂ + … + b        a = f(z)")
    equation = "σ(z) = 1/(1 + e⁻ᶻ)     σ′(z) = σ(z)(1 − σ(z))     tanh′(z) = 1 − tanh²z"
    add_sheet(result, "functions", _Functions(model, texts).arranged(), equation=equation)
    add_map(result)
    add_cover(result)
    return result


def _titles(texts: Texts) -> list[Text]:
    return [texts[f"functions.{name}"] for name in FUNCTIONS]


class _Unit:
    """One unit, activated by each function.

    Args:
        model: Its inputs, weights and bias.
        texts: The lesson's texts.
    """

    def __init__(self, model: Activation, texts: Texts) -> None:
        q, self._texts = Quantities(model, texts), texts
        inputs, functions = down(model.x.size), right(len(FUNCTIONS))
        self.x, self.w = q.input("x", inputs, symbol="x"), q.input("w", inputs, symbol="w", role=Role.PARAMETER)
        self.products = q.tensor("products", inputs, equation="wᵢxᵢ").fill(lambda i: self.w[i] * self.x[i])
        self.b = q.input("b", symbol="b", role=Role.PARAMETER)
        total = call("SUMPRODUCT", self.w, self.x) + self.b
        self.z = q.result("unit_z", total, "z = Σ wᵢxᵢ + b", role=Role.OUTPUT)
        self.a = q.tensor("unit_activations", functions, equation="a = f(z)", role=Role.OUTPUT)
        self.slopes = q.tensor("unit_slopes", functions, equation="f′(z)")
        for n, name in enumerate(FUNCTIONS):
            self.a[n] = FORMULAS[name].value(self.z, DEFAULT_SLOPE)
            self.slopes[n] = FORMULAS[name].derivative(self.z, self.a[n], DEFAULT_SLOPE)

    def arranged(self) -> Element:
        """Arrange the inputs beside what becomes of them."""
        inputs = Table(
            counted(self.x.shape[0], "i"),
            Column(self.x, ["xᵢ"]),
            Column(self.w, ["wᵢ"]),
            Column(self.products, ["wᵢxᵢ"]),
        )
        return beside(inputs, Form(self.b, self.z, None, Heads(_titles(self._texts)), self.a, self.slopes))


class _Functions:
    """The functions and their slopes over a range of z.

    Args:
        model: The range.
        texts: The lesson's texts.
    """

    def __init__(self, model: Activation, texts: Texts) -> None:
        self._quantities, self._texts = Quantities(model, texts), texts
        q = self._quantities
        self.first, self.step = q.input("first_z", symbol="z₀"), q.input("z_step", symbol="Δz")
        self.h = q.input("h", symbol="h", look=ERROR)
        self.z = q.tensor("z", down(model.rows), equation="zᵢ₊₁ = zᵢ + Δz")
        i = Index("i", model.rows - 1)
        self.z[0], self.z[i + 1] = self.first, self.z[i] + self.step
        self._tables(down(model.rows), right(len(FUNCTIONS)))
        self._identity(down(model.rows))

    def _tables(self, rows: Axis, functions: Axis) -> None:
        q, z, h = self._quantities, self.z, self.h
        self.values = q.tensor("activations", rows, functions, equation="f(z)")
        self.slopes = q.tensor("slopes", rows, functions, equation="f′(z)")
        self.quotients = q.tensor("numeric_slopes", rows, functions, equation="(f(z + h) − f(z − h)) / 2h")
        k = Index("k", rows.size)
        for n, name in enumerate(FUNCTIONS):
            f = FORMULAS[name]
            self.values[k, n] = f.value(z[k], DEFAULT_SLOPE)
            self.slopes[k, n] = f.derivative(z[k], self.values[k, n], DEFAULT_SLOPE)
            self.quotients[k, n] = (f.value(z[k] + h, DEFAULT_SLOPE) - f.value(z[k] - h, DEFAULT_SLOPE)) / (2 * h)

    def _identity(self, rows: Axis) -> None:
        """Show how far σ(1 − σ) is from the difference quotient: at most h²/48, as |σ‴| ≤ 1/8, and rounding."""
        q, n = self._quantities, FUNCTIONS.index("sigmoid")
        self.identity = q.tensor("sigmoid_identity", rows, equation="σ(z)(1 − σ(z))")
        self.identity.fill(lambda k: self.values[k, n] * (1 - self.values[k, n]))
        self.gap = q.tensor("identity_gap", rows, equation="|σ(1−σ) − Δσ/2h|", look=ERROR)
        self.gap.fill(lambda k: call("ABS", self.identity[k] - self.quotients[k, n]))
        self.error = q.result("identity_error", call("MAX", self.gap), "max |σ(1 − σ) − Δσ/2h|", look=ERROR)
        self.holds = q.claim("identity_holds", self.error <= self.h**2 + CLAIM_SLACK, "≤ h²")

    def arranged(self) -> Element:
        """Arrange the range beside the claim, and below them the charts beside the table."""
        texts, titles = self._texts, _titles(self._texts)
        table = Table(
            Column(self.z, ["z"]),
            Column(self.values, titles, texts["groups.activations"]),
            Column(self.slopes, titles, texts["groups.slopes"]),
            Column(self.quotients, titles, texts["groups.numeric_slopes"]),
            Column(self.identity, ["σ(1 − σ)"]),
            Column(self.gap, ["|σ(1−σ) − Δσ/2h|"]),
        )
        inputs, claim = Form(self.first, self.step, self.h), Form(self.error, self.holds)
        charts = (
            self._chart("functions", self.values, (-1.5, 4.0), 0.5),
            self._chart("slopes", self.slopes, (-0.2, 1.2), 0.2),
        )
        # The charts begin below the table's two rows of headers, which stay on the screen.
        return below(beside(inputs, claim), beside(below(Gap(), *map(ChartBox, charts), gap=0), table))

    def _chart(self, key: str, curves: Tensor, limits: tuple[float, float], step: float) -> Chart:
        texts = self._texts
        series = [Series(title, self.z[...], curves[:, n]) for n, title in enumerate(_titles(texts))]
        axis = texts[f"charts.{key}_axis"]
        return Chart(texts[f"charts.{key}"], literal("z"), axis, series, y_limits=limits, y_step=step, size=(14, 6.6))
