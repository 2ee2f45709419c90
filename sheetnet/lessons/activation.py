"""A unit and its activation: z = Σ w x + b, a = f(z), for the functions that networks use, with their slopes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sheetnet.formula import Index, as_expression, call, where
from sheetnet.lessons.network.activations import ACTIVATIONS, ActivationFormulas
from sheetnet.lessons.panel import panel, tips_of
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.activation import (
    CLAIM_SLACK,
    EDGE,
    FUNCTIONS,
    JUMPS,
    KINK_WIDTH,
    LEAK,
    LINE_FROM,
    LINE_TO,
    SLOPE_JUMPS,
    Activation,
)
from sheetnet.texts import Text, Texts, literal, load_texts
from sheetnet.workbook import Axis, Book, Chart, Look, Role, Series, Tensor, add_cover, add_map, down, right
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Table, below, beside, counted
from sheetnet.workbook.chart import PALETTE
from sheetnet.workbook.look import ERROR, STEP
from sheetnet.workbook.styles import INK

HEIGHT, WIDTHS, LOW, WIDE = 9.6, (10.0, 6.9), 8.4, (12.6, 9.7)
"""Of both charts, beside the inputs, and where what to try stands below them; the legend is in the first one."""
WIDTH = 115.0
"""Of that, in characters."""
VALUES, SLOPES, NEAR = (LINE_FROM, LINE_TO), (-0.2, 1.2), (-6.0, 6.0)
"""What the charts show of the functions, of their slopes, and of z."""
Y_STEPS = {"functions": 1.0, "slopes": 0.2}
"""Distance of the ticks of the upright axis."""
SHORT = Look("0.0")

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
    unit, functions = _Unit(model, texts), _Functions(model, texts)
    body, aside = unit.arranged(result, functions), Form(unit.line_z, unit.line_a)
    add_sheet(result, "unit", body, equation="z = w₁x₁ + w₂x₂ + … + b        a = f(z)", aside=aside)
    equation = "σ(z) = 1/(1 + e⁻ᶻ)     σ′(z) = σ(z)(1 − σ(z))     tanh′(z) = 1 − tanh²z"
    add_sheet(result, "functions", functions.arranged(result), equation=equation, aside=functions.edges_arranged())
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
        inputs, functions = down(model.x.size), down(len(FUNCTIONS))
        self.x, self.w = q.input("x", inputs, symbol="x"), q.input("w", inputs, symbol="w", role=Role.PARAMETER)
        self.products = q.tensor("products", inputs, equation="wᵢxᵢ").fill(lambda i: self.w[i] * self.x[i])
        self.b = q.input("b", symbol="b", role=Role.PARAMETER)
        total = call("SUMPRODUCT", self.w, self.x) + self.b
        self.z = q.result("unit_z", total, "z = Σ wᵢxᵢ + b", role=Role.OUTPUT)
        self.a = q.tensor("unit_activations", functions, equation="a = f(z)", role=Role.OUTPUT)
        self.slopes = q.tensor("unit_slopes", functions, equation="f′(z)")
        for n, name in enumerate(FUNCTIONS):
            self.a[n] = FORMULAS[name].value(self.z, LEAK)
            self.slopes[n] = FORMULAS[name].derivative(self.z, self.a[n], LEAK)

        self.line_z = q.row("line_z", self.z, self.z, axis=down(2), symbol="z")
        self.line_a = q.row("line_a", VALUES[0], VALUES[1], axis=down(2), symbol="a", look=SHORT)

    def arranged(self, book: Book, functions: _Functions) -> Element:
        """Arrange inputs, weights and activations beside the curves with this unit's z on them; below, what to try."""
        common, tips = load_texts("common"), tips_of(book, "unit", WIDTH)
        table = Table(
            counted(self.x.shape[0], "i"), Column(self.x, ["xᵢ"]), Column(self.w, ["wᵢ"]),
            Column(self.products, ["wᵢxᵢ"]),
        )  # fmt: skip
        left = below(Caption(common["panel.change"], "heading"), table, gap=0)
        left = below(left, Form(self.b, None, common["panel.happens"], self.z), self._answers())
        charts = ChartBox(self._values(functions), self._steepness(functions))
        return beside(left, below(charts, *([] if tips is None else [tips])))

    def _answers(self) -> Table:
        """Arrange what each function makes of z."""
        names = Column(_titles(self._texts), [self._texts["columns.function"]])
        return Table(names, Column(self.a, ["a = f(z)"]), Column(self.slopes, ["f′(z)"]))

    def _values(self, functions: _Functions) -> Chart:
        title, z, a = self._texts["charts.own_z"], self.line_z[...], self.line_a[...]
        line = Series(title, z, a, INK, dashed=True, width=1, named=False)
        return functions.chart("functions", VALUES, [line, *self._marks(self.a)], (WIDE[0], LOW))

    def _steepness(self, functions: _Functions) -> Chart:
        return functions.chart("slopes", SLOPES, self._marks(self.slopes), (WIDE[1], LOW))

    def _marks(self, heights: Tensor) -> list[Series]:
        """Mark the unit's z on every curve."""
        titles = _titles(self._texts)
        return [
            Series(title, self.z[...], heights[n], color=PALETTE[n], line=False, marker=True, named=False)
            for n, title in enumerate(titles)
        ]


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
        self.h = q.input("h", symbol="h", look=STEP)
        self.z = q.tensor("z", down(model.rows), equation="zᵢ₊₁ = zᵢ + Δz")
        i = Index("i", model.rows - 1)
        self.z[0], self.z[i + 1] = self.first, self.z[i] + self.step
        self._tables(down(model.rows), right(len(FUNCTIONS)))
        self._edges()
        self._identity(down(model.rows))

    def _tables(self, rows: Axis, functions: Axis) -> None:
        q, z, h = self._quantities, self.z, self.h
        self.values = q.tensor("activations", rows, functions, equation="f(z)")
        self.slopes = q.tensor("slopes", rows, functions, equation="f′(z)")
        self.quotients = q.tensor("numeric_slopes", rows, functions, equation="(f(z + h) − f(z − h)) / 2h")
        k = Index("k", rows.size)
        for n, name in enumerate(FUNCTIONS):
            f = FORMULAS[name]
            self.values[k, n] = f.value(z[k], LEAK)
            self.slopes[k, n] = f.derivative(z[k], self.values[k, n], LEAK)
            self.quotients[k, n] = (f.value(z[k] + h, LEAK) - f.value(z[k] - h, LEAK)) / (2 * h)

    def _edges(self) -> None:
        """Write the ends of both sides of what jumps at 0, as far as they lie in the range."""
        q, ends, z, k = self._quantities, down(4), self.z, Index("k", 4)
        first, last = z[0], z[z.shape[0] - 1]
        middle = (call("MAX", first, call("MIN", last, edge)) for edge in (-EDGE, EDGE))
        self.edge_z = q.row("edge_z", first, *middle, last, axis=ends, symbol="z")
        self.edge_values = q.tensor("edge_activations", ends, right(len(JUMPS)), equation="f(z)")
        self.edge_slopes = q.tensor("edge_slopes", ends, right(len(SLOPE_JUMPS)), equation="f′(z)")
        for n, name in enumerate(JUMPS):
            self.edge_values[k, n] = FORMULAS[name].value(self.edge_z[k], LEAK)
        for n, name in enumerate(SLOPE_JUMPS):
            value = FORMULAS[name].value(self.edge_z[k], LEAK)
            self.edge_slopes[k, n] = FORMULAS[name].derivative(self.edge_z[k], value, LEAK)

    def edges_arranged(self) -> Element:
        """Arrange the points that the charts show of what jumps."""
        texts = self._texts
        jumps, slope_jumps = ([texts[f"functions.{name}"] for name in names] for names in (JUMPS, SLOPE_JUMPS))
        table = Table(
            Column(self.edge_z, ["z"]),
            Column(self.edge_values, jumps, literal("f(z)")),
            Column(self.edge_slopes, slope_jumps, literal("f′(z)")),
        )
        return below(Caption(texts["headings.edges"], "heading"), table, gap=0)

    def _identity(self, rows: Axis) -> None:
        """Show how far σ(1 − σ) is from the difference quotient: at most h²/48, as |σ‴| ≤ 1/8, and rounding."""
        q, n = self._quantities, FUNCTIONS.index("sigmoid")
        self.identity = q.tensor("sigmoid_identity", rows, equation="σ(z)(1 − σ(z))")
        self.identity.fill(lambda k: self.values[k, n] * (1 - self.values[k, n]))
        self.gap = q.tensor("identity_gap", rows, equation="|σ(1−σ) − Δσ/2h|", look=ERROR)
        self.gap.fill(lambda k: call("ABS", self.identity[k] - self.quotients[k, n]))
        self.error = q.result("identity_error", call("MAX", self.gap), "max |σ(1 − σ) − Δσ/2h|", look=ERROR)
        self.holds = q.claim("identity_holds", self.error <= self.h**2 + CLAIM_SLACK, "≤ h²")

    def arranged(self, book: Book) -> Element:
        """Arrange the range beside the charts, and below them the table beside the claim."""
        left = panel(book, "functions", [self.first, self.step, self.h], [self.error])
        first, second = WIDTHS
        charts = ChartBox(
            self.chart("functions", VALUES, [], (first, HEIGHT)), self.chart("slopes", SLOPES, [], (second, HEIGHT))
        )
        return below(beside(left, charts), beside(self._table(), Form(None, None, self.holds)))

    def _table(self) -> Table:
        texts, titles = self._texts, _titles(self._texts)
        return Table(
            Column(self.z, ["z"]),
            Column(self.values, titles, texts["groups.activations"]),
            Column(self.slopes, titles, texts["groups.slopes"]),
            Column(self.quotients, titles, texts["groups.numeric_slopes"]),
            Column(self.identity, ["σ(1 − σ)"]),
            Column(self.gap, ["|σ(1−σ) − Δσ/2h|"]),
        )

    def chart(
        self, key: str, y_limits: tuple[float, float], more: Sequence[Series], size: tuple[float, float]
    ) -> Chart:
        """Draw all functions, with the legend, or their slopes in the same colours.

        Args:
            key: ``functions`` or ``slopes``.
            y_limits: Least and largest value shown.
            more: What else is drawn.
            size: Of the chart.
        """
        texts = self._texts
        return Chart(
            texts[f"charts.{key}"], literal("z"), texts[f"charts.{key}_axis"], [*self._curves(key), *more],
            x_limits=NEAR, y_limits=y_limits, x_step=2, y_step=Y_STEPS[key], size=size,
            legend=key == "functions", legend_aside=True,
        )  # fmt: skip

    def _curves(self, key: str) -> Iterator[Series]:
        values, jumps, edges = {
            "functions": (self.values, JUMPS, self.edge_values),
            "slopes": (self.slopes, SLOPE_JUMPS, self.edge_slopes),
        }[key]
        for n, (name, title) in enumerate(zip(FUNCTIONS, _titles(self._texts), strict=True)):
            # Leaky ReLU lies on ReLU from 0 on: the wide line is the dashed one.
            look = (4.0, True) if name == "leaky_relu" else (1.75, False)
            jump = name in jumps
            x, y = (self.edge_z[...], edges[:, jumps.index(name)]) if jump else (self.z[...], values[:, n])
            yield Series(title, x, y, width=look[0], dashed=look[1])
