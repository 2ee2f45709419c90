"""Convolution of two functions: (f * g)(t) = ∫ f(τ) g(t − τ) dτ, the area under a product while t slides.

f is a box, 1 for 0 ≤ τ < w, and g(s) = e⁻ˢ for s ≥ 0, so that the area is e^−max(t − w, 0) − e^−max(t, 0). The sums
take the product in the middle of slices of width Δτ. As it rises and falls by no more than 1 each, they are off by at
most Δτ.
"""

from __future__ import annotations

from sheetnet.formula import Affine, Expression, Index, Operand, call, count, where
from sheetnet.formula.expression import Operandlike
from sheetnet.lessons.panel import panel
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.convolution import EDGE, SLICE, SLICES, TIMES, Convolution
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Chart, Look, Role, Series, down, right
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Table, below, beside
from sheetnet.workbook.look import ERROR

EQUATION = "(f * g)(t) = ∫ f(τ) g(t − τ) dτ ≈ Σ f(τ) g(t − τ) Δτ        f(τ) = 1 (0 ≤ τ < w)        g(s) = e⁻ˢ (s ≥ 0)"
FIRST_SLICE, FIRST_TIME = -1.95, -1
FIRST_TAU, LAST_TAU = -2, 4
SIZE = (10.0, 10.5)
"""Of both charts, beside t."""
SMALL, LINE = Look("0.00"), Look("0.000")
HATCH = 3.25
"""Width of the lines of the product, in points: as wide as a slice is in the chart, so that they fill the area."""


def add_continuous(book: Book, model: Convolution) -> None:
    """Add the sheet."""
    add_sheet(book, "continuous", _Sliding(model, book.texts).arranged(book), equation=EQUATION)


class _Sliding:
    """g slides over f: the product at one t with its area, and the area at every t.

    Args:
        model: t and the width of the box.
        texts: The lesson's texts.
    """

    def __init__(self, model: Convolution, texts: Texts) -> None:
        self._quantities, self._texts = Quantities(model, texts), texts
        q = self._quantities
        self.t, self.width = q.input("time", symbol="t"), q.input("box_width", symbol="w")
        self._product()
        self._area()
        self._curve()

    def _product(self) -> None:
        """Write f, g(t − τ) and their product in the middle of every slice."""
        q, axis, i, k = self._quantities, down(SLICES), Index("i", SLICES - 1), Index("k", SLICES)
        self.tau = q.tensor("tau", axis, symbol="τ", look=SMALL)
        self.tau[0], self.tau[i + 1] = FIRST_SLICE, self.tau[i] + SLICE
        self.box = q.tensor("box", axis, equation="f(τ)", look=Look("0"))
        inside = call("AND", self.tau[k] > 0, self.tau[k] < self.width - EDGE)
        self.box[k] = where(inside, 1, 0)
        self.turned = q.tensor("turned_decay", axis, equation="g(t − τ)")
        self.turned[k] = _decay(self.t - self.tau[k])
        self.corners = q.tensor("box_corners", down(6), right(2), look=SMALL)
        outline: tuple[tuple[Operandlike, Operandlike], ...] = (
            (FIRST_TAU, 0),
            (0, 0),
            (0, 1),
            (self.width, 1),
            (self.width, 0),
            (LAST_TAU, 0),
        )
        for row, corner in enumerate(outline):
            self.corners[row, 0], self.corners[row, 1] = corner
        self.under = q.tensor("overlap", axis, equation="f(τ) g(t − τ)", role=Role.OUTPUT)
        self.under[k] = self.box[k] * self.turned[k]
        self._drawn()

    def _drawn(self) -> None:
        """Write the lines of the chart: g with its jump upright, and the product up and down at every slice.

        The product is 0 but between 0 and the smaller of w and t: there the slices lie that are drawn.
        """
        q, k, end = self._quantities, Index("k", SLICES), call("MAX", call("MIN", self.width, self.t), 0)
        self.hatch = q.tensor("overlap_hatch", down(3 * SLICES), right(2), look=LINE)
        heights: tuple[Operandlike, ...] = (0, self.under[k], 0)
        for step, height in enumerate(heights):
            self.hatch[3 * k + step, 0] = call("MIN", call("MAX", self.tau[k], 0), end)
            self.hatch[3 * k + step, 1] = height
        self.line = q.tensor("turned_line", down(SLICES + 3), right(2), look=LINE)
        self.line[k, 0] = call("MIN", self.tau[k], self.t)
        self.line[k, 1] = call("EXP", self.line[k, 0] - self.t)
        jump: tuple[tuple[Operandlike, Operandlike], ...] = (
            (self.t, 1),
            (self.t, 0),
            (call("MAX", self.t, LAST_TAU), 0),
        )
        for row, corner in enumerate(jump, start=SLICES):
            self.line[row, 0], self.line[row, 1] = corner

    def _area(self) -> None:
        """Sum the product, beside the exact area."""
        q = self._quantities
        self.slice = q.result("slice", self.tau[1] - self.tau[0], "Δτ", look=SMALL)
        self.area = q.result("area", call("SUM", self.under) * self.slice, "Σ f g Δτ", role=Role.OUTPUT)
        self.exact = q.result("exact_area", _integral(self.t, self.width), "∫ f g dτ")
        self.gap = q.result("area_gap", call("ABS", self.area - self.exact), "|Σ − ∫|", role=Role.LOSS, look=ERROR)
        self.close = q.claim("area_close", self.gap <= self.slice + EDGE, "≤ Δτ")

    def _curve(self) -> None:
        """Write the area at every t: f on a window of the values of g in reversed order, which slides upwards.

        It is a discrete convolution: EXP of a range is no portable formula, and needs none.
        """
        q, axis, i, n = self._quantities, down(TIMES), Index("i", TIMES - 1), Index("n", TIMES)
        self.at = q.tensor("curve_time", axis, symbol="t", look=SMALL)
        self.at[0], self.at[i + 1] = FIRST_TIME, self.at[i] + SLICE
        self._reversed_decay()
        first = Affine(TIMES - 1) - n
        window = self.reversed[first : first + SLICES]
        self.sums = q.tensor("curve", axis, equation="Σ f(τ) g(t − τ) Δτ", role=Role.OUTPUT)
        self.sums[n] = call("SUMPRODUCT", self.box, window) * self.slice
        self.paper = q.tensor("exact_curve", axis, equation="e^−max(t − w, 0) − e^−max(t, 0)")
        self.paper[n] = _integral(self.at[n], self.width)
        self.off = q.tensor("curve_gap", axis, equation="|Σ − ∫|", role=Role.LOSS, look=ERROR)
        self.off[n] = call("ABS", self.sums[n] - self.paper[n])
        self.all_close = q.claim("curve_close", count(self.off[...] > self.slice + EDGE) < 1, "≤ Δτ")

    def _reversed_decay(self) -> None:
        """Write g(s) from the largest s = t − τ that there is to the smallest."""
        q, size = self._quantities, TIMES + SLICES - 1
        axis, i, k = down(size), Index("i", size - 1), Index("k", size)
        self.lag = q.tensor("lag", axis, equation="s = t − τ", look=SMALL)
        self.lag[0] = self.at[TIMES - 1] - self.tau[0]
        self.lag[i + 1] = self.lag[i] - SLICE
        self.reversed = q.tensor("decay", axis, equation="g(s)")
        self.reversed[k] = _decay(self.lag[k])

    def arranged(self, book: Book) -> Element:
        """Arrange t and the areas beside the two charts, and below them the tables beside the claims."""
        results = (self.area, self.exact, self.gap, self.slice)
        left = panel(book, "continuous", [self.t, self.width], results)
        charts = ChartBox(self._product_chart(), self._curve_chart())
        return below(beside(left, charts), beside(self._tables(), Form(None, self.close, self.all_close)))

    def _tables(self) -> Element:
        product = Table(
            Column(self.tau, ["τ"]), Column(self.box, ["f(τ)"]), Column(self.turned, ["g(t − τ)"]),
            Column(self.under, ["f(τ) g(t − τ)"]),
        )  # fmt: skip
        texts = self._texts
        curve = Table(
            Column(self.at, ["t"]), Column(self.sums, [texts["columns.by_sums"]]),
            Column(self.paper, [texts["columns.exact"]]), Column(self.off, ["|Σ − ∫|"]),
        )  # fmt: skip
        corners = Table(Column(self.corners, ["τ", "f(τ)"], texts["columns.box"]))
        turned = Table(Column(self.lag, ["s"]), Column(self.reversed, ["g(s)"]))
        line = Table(Column(self.line, ["τ", "g(t − τ)"], texts["columns.turned"]))
        hatch = Table(Column(self.hatch, ["τ", "f g"], texts["columns.hatch"]))
        return beside(product, curve, turned, corners, line, hatch)

    def _product_chart(self) -> Chart:
        texts = self._texts
        curves = [
            Series(literal("f(τ)"), self.corners[:, 0], self.corners[:, 1], "0072B2", width=2.25),
            Series(literal("g(t − τ)"), self.line[:, 0], self.line[:, 1], "D55E00", width=2.25),
            Series(texts["charts.product"], self.hatch[:, 0], self.hatch[:, 1], "9ED9C5", width=HATCH),
        ]
        limits = (FIRST_TAU, LAST_TAU), (0, 1.2)
        return Chart(texts["charts.overlap"], literal("τ"), texts["charts.value"], curves, *limits, size=SIZE)

    def _curve_chart(self) -> Chart:
        texts, t = self._texts, self.at[...]
        curves = [
            Series(texts["columns.by_sums"], t, self.sums[...], color="56B4E9", width=4.5, dashed=True),
            Series(texts["columns.exact"], t, self.paper[...], color="D55E00", width=1.5),
            Series(texts["charts.now"], self.t[...], self.area[...], line=False, marker=True, color="000000"),
        ]
        limits = (-1, 5), (0, 1.2)
        return Chart(texts["charts.areas"], literal("t"), literal("(f * g)(t)"), curves, *limits, size=SIZE)


def _decay(s: Operand) -> Expression:
    """Return g(s) = e⁻ˢ for s ≥ 0, else 0."""
    return where(s > -EDGE, call("EXP", -s), 0)


def _integral(t: Operand, width: Operand) -> Expression:
    """Return ∫ f(τ) g(t − τ) dτ: none before 0, rising while the box is entered, then falling."""
    return call("EXP", -call("MAX", t - width, 0)) - call("EXP", -call("MAX", t, 0))
