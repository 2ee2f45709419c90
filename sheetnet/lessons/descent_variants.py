"""Batch, mini-batch and stochastic descent: the same formulas, with all, some, or one of the samples a step."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from sheetnet.formula import Expression, Index, Operand, call
from sheetnet.lessons.cost_contours import CostContours
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import LineRounding
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.descent_variants import VARIANTS, DescentVariants
from sheetnet.texts import Text, Texts, literal, load_texts
from sheetnet.workbook import (
    Book,
    Carried,
    Chart,
    Look,
    Role,
    Series,
    Tensor,
    Tolerance,
    add_cover,
    add_map,
    down,
    right,
)
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Table, below, beside, counted
from sheetnet.workbook.chart import PALETTE
from sheetnet.workbook.look import COUNTER, WALKED
from sheetnet.workbook.styles import INK

COST = Look("0.000000", runs_away=True)
PATHS, PATH = (10.1, 11.5), (10.1, 10.6)
"""Of the picture of all paths, which has a legend, and of that of one, which has none."""
COSTS, CURVE = (10.4, 11.5), (9.0, 10.6)
"""Of the chart of the costs beside it, likewise."""
LAST = (8.8, 9.3)
"""Of both charts of the last epoch."""
AROUND = 0.7
"""Start and best line lie in the middle of the picture of the paths, which is on all sides so many times as large."""
CLOSE = 1 / 15
"""Half the side of the picture of the last epoch, in sides of the other."""
Limits: TypeAlias = Sequence[tuple[float, float]]
ORDER = Look("0", "pixel", width=4)


def book(model: DescentVariants) -> Book:
    """Write the samples with the costs of all variants, the orders, and one sheet a variant.

    Args:
        model: The samples, learning rates and orders.

    Returns:
        The book, complete.
    """
    result = Book("descent_variants", model.settings())
    texts = result.texts
    fit = _Fit(model, texts)
    walks = [_Walk(model, fit, variant, texts) for variant in VARIANTS]
    outcome = _Outcome(model, fit, walks, texts)
    equation = "C = 1/(2n) Σ (px + q − y)²        p ← p − η ∂C/∂p        q ← q − η ∂C/∂q"
    contours = CostContours(
        Quantities(model, texts), fit.x, (outcome.slope, outcome.intercept),
        (fit.start_slope, fit.start_intercept), LineRounding(model.x, model.y),
    )  # fmt: skip
    pictures = _Pictures(model, contours, outcome, texts)
    charts = ChartBox(pictures.paths(walks), pictures.costs(walks))
    body = below(beside(_choices(result, fit, walks, outcome), charts), _samples(fit, outcome, texts))
    add_sheet(result, "samples", body, equation=equation, aside=contours.arranged())
    about = texts["about.orders"].format(samples=model.samples)
    add_sheet(result, "orders", _ordered(result, fit, outcome, pictures.last_epoch(walks[-1])), about=about)
    for walk in walks:
        charts = ChartBox(pictures.paths([walk]), pictures.costs([walk]))
        _add_steps(result, walk, beside(_seen(result, walk), charts))
    add_map(result)
    add_cover(result)
    return result


class _Fit:
    """The line px + q to fit: its samples, where p and q start, and the orders in which samples are seen.

    Args:
        model: Their numbers.
        texts: The lesson's texts.
    """

    def __init__(self, model: DescentVariants, texts: Texts) -> None:
        q, samples = Quantities(model, texts), down(model.samples)
        look = Look("0.0##")
        self.x, self.y = q.input("x", samples, symbol="x", look=look), q.input("y", samples, symbol="y", look=look)
        self.start_slope = q.input("start_slope", symbol="p₀")
        self.start_intercept = q.input("start_intercept", symbol="q₀")
        self.order = q.input("order", down(model.epochs), right(model.samples), look=ORDER)

    def cost(self, slope: Operand, intercept: Operand) -> Expression:
        """Return C over all samples, at a line."""
        return call("SUMPRODUCT", (slope * self.x + intercept - self.y) ** 2) / (2 * self.x.shape[0])


class _Walk:
    """The walk of a variant: the line after t steps, and of each step its samples, their errors and the gradient.

    Args:
        model: The samples and how often they are seen.
        fit: The line to fit.
        variant: The variant; it says how many samples a step sees.
        texts: The lesson's texts.
    """

    def __init__(self, model: DescentVariants, fit: _Fit, variant: str, texts: Texts) -> None:
        self.variant, self.size = variant, model.size(variant)
        self.epochs, self.steps = model.epochs, model.samples // self.size
        self.last = self.epochs * self.steps
        self._quantities = Quantities(model, texts, prefix=f"{variant}_")
        self.rate = self._quantities.input("rate", symbol="η")
        self._line(fit)
        self._samples(fit)
        self._gradient()
        self._descend(fit)
        self._end()

    def _line(self, fit: _Fit) -> None:
        """Write how many samples were seen, and the cost of the line; p and q follow from the gradient."""
        q, points = self._quantities, down(self.last + 1)
        i, t = Index("i", self.last), Index("t", self.last + 1)
        self.seen = q.tensor("seen", points, look=COUNTER)
        self.seen[0], self.seen[i + 1] = 0, self.seen[i] + self.size
        self.slope = q.tensor("slope", points, look=WALKED, carried=self._carried("slope", "intercept"))
        self.intercept = q.tensor("intercept", points, look=WALKED, carried=self._carried("slope", "intercept"))
        self.cost = q.tensor("cost", points, role=Role.LOSS, look=WALKED, carried=self._carried())
        self.cost[t] = fit.cost(self.slope[t], self.intercept[t])

    def _samples(self, fit: _Fit) -> None:
        """Pick the samples of every step from its epoch's order, and measure their errors."""
        q, axes = self._quantities, (down(self.last), right(self.size))
        e, j, k = Index("epoch", self.epochs), Index("step", self.steps), Index("sample", self.size)
        self.x, self.y = q.tensor("x", *axes), q.tensor("y", *axes)
        t, number = e * self.steps + j, fit.order[e, j * self.size + k]
        self.x[t, k], self.y[t, k] = call("INDEX", fit.x, number), call("INDEX", fit.y, number)
        self.error = q.tensor("error", *axes, equation="px + q − y", look=WALKED, carried=self._carried())
        self.error.fill(lambda i, k: self.slope[i] * self.x[i, k] + self.intercept[i] - self.y[i, k])

    def _gradient(self) -> None:
        i, together = Index("i", self.last), ("slope_gradient", "intercept_gradient")
        self.slope_gradient = self._column("slope_gradient", "Σ (px + q − y)·x / m", self._carried(*together))
        self.slope_gradient[i] = call("SUMPRODUCT", self.error[i], self.x[i]) / self.size
        self.intercept_gradient = self._column("intercept_gradient", "Σ (px + q − y) / m", self._carried(*together))
        self.intercept_gradient[i] = call("SUM", self.error[i]) / self.size

    def _descend(self, fit: _Fit) -> None:
        i = Index("i", self.last)
        self.slope[0], self.intercept[0] = fit.start_slope, fit.start_intercept
        self.slope[i + 1] = self.slope[i] - self.rate * self.slope_gradient[i]
        self.intercept[i + 1] = self.intercept[i] - self.rate * self.intercept_gradient[i]

    def _end(self) -> None:
        """Write where the last step leads."""
        columns, together = (self.slope, self.intercept), ("end_slope", "end_intercept")
        self.ends = [
            self._quantities.result(name, column[self.last], symbol, look=WALKED, carried=self._carried(*together))
            for name, symbol, column in zip(together, ("p", "q"), columns, strict=True)
        ]
        last, carried = self.cost[self.last], self._carried()
        self.ends.append(self._quantities.result("end_cost", last, "C", role=Role.LOSS, look=COST, carried=carried))

    def _column(self, name: str, equation: str, carried: Carried) -> Tensor:
        return self._quantities.tensor(name, down(self.last), equation=equation, look=WALKED, carried=carried)

    def _carried(self, *together: str) -> Carried:
        """With too large a rate every step magnifies the rounding of those before it.

        Slope and intercept go into each other: one may be 0 on paper while the other runs away.
        """
        return Carried(self.last, tuple(f"{self.variant}_{name}" for name in together))


class _Outcome:
    """Where the walks end, and the best line.

    Args:
        model: The samples and how often they are seen.
        fit: The line to fit.
        walks: The walk of each variant.
        texts: The lesson's texts.
    """

    def __init__(self, model: DescentVariants, fit: _Fit, walks: list[_Walk], texts: Texts) -> None:
        q, rounding = Quantities(model, texts), LineRounding(model.x, model.y)
        carried = Carried(model.epochs * model.samples)
        ends = (walk.cost[walk.last] for walk in walks)
        self.costs = q.row("final_costs", *ends, axis=down(len(walks)), role=Role.LOSS, look=COST, carried=carried)
        self.slope = q.result(
            "best_slope", call("SLOPE", fit.y, fit.x), "p = SLOPE(y, x)", tolerance=Tolerance(absolute=rounding.slope)
        )
        self.intercept = q.result(
            "best_intercept",
            call("INTERCEPT", fit.y, fit.x),
            "q = INTERCEPT(y, x)",
            tolerance=Tolerance(absolute=rounding.intercept),
        )
        self._in_order(q, walks[-1], carried)
        least, tolerance = fit.cost(self.slope, self.intercept), Tolerance(absolute=rounding.cost)
        self.cost = q.result("best_cost", least, "C", role=Role.LOSS, look=COST, tolerance=tolerance)

    def _in_order(self, q: Quantities, walk: _Walk, carried: Carried) -> None:
        """Say for the orders where the walk ends that they change the most: that of one sample a step."""
        last, together = walk.last, ("stochastic_slope", "stochastic_intercept")
        away = call("SQRT", call("SUMSQ", walk.slope[last] - self.slope, walk.intercept[last] - self.intercept))
        self.ordered = [
            q.result("ordered_cost", walk.cost[last], "C", role=Role.LOSS, look=COST, carried=carried),
            q.result(
                "ordered_distance", away, "√((p − p*)² + (q − q*)²)", look=WALKED, carried=Carried(last, together)
            ),
        ]


def _choices(book: Book, fit: _Fit, walks: list[_Walk], outcome: _Outcome) -> Element:
    """Arrange start and rates with what becomes of them, and below them what to try."""
    texts, common, tips = book.texts, load_texts("common"), tips_of(book, "samples")
    variants = Table(
        Column([_name(walk, texts) for walk in walks], [texts["columns.variant"]]),
        Column([float(walk.size) for walk in walks], [texts["columns.size"]], style="counter"),
        Column([walk.rate for walk in walks], ["η"]),
        Column(outcome.costs, [texts["columns.final"]]),
    )
    change = Caption(common["panel.change"], "heading")
    form = Form(fit.start_slope, fit.start_intercept, outcome.cost)
    return below(below(change, variants, gap=0), form, *([] if tips is None else [tips]))


def _samples(fit: _Fit, outcome: _Outcome, texts: Texts) -> Element:
    count = fit.x.shape[0]
    samples = Table(counted(count, texts["columns.sample"]), Column(fit.x, ["x"]), Column(fit.y, ["y"]))
    return beside(samples, Form(None, outcome.slope, outcome.intercept))


class _Pictures:
    """The pictures of the walks, on the contour lines of the cost and over the samples that were seen.

    Args:
        model: Start and samples, for the limits of axes.
        contours: The lines.
        outcome: The best line.
        texts: The lesson's texts.
    """

    def __init__(self, model: DescentVariants, contours: CostContours, outcome: _Outcome, texts: Texts) -> None:
        self._model, self._contours, self._outcome, self._texts = model, contours, outcome, texts
        self._best = [float(value) for value in np.polyfit(model.x, model.y, 1)]

    def paths(self, walks: list[_Walk]) -> Chart:
        """Show where each walk leads."""
        several = len(walks) > 1
        paths = (self._path(walk, walk.slope[...], walk.intercept[...]) for walk in walks)
        title = self._texts["charts.paths" if several else "charts.path"]
        size = PATHS if several else PATH
        return self._with_best(title, [*self._contours.series(), *paths], self._limits(), size, several)

    def costs(self, walks: list[_Walk]) -> Chart:
        """Show what each walk has reached for what it has seen, by powers of ten."""
        several, texts = len(walks) > 1, self._texts
        return Chart(
            texts["charts.cost"], texts["charts.seen"], texts["charts.cost_axis"],
            [self._curve(walk, walk.seen[...], walk.cost[...]) for walk in walks],
            x_limits=(0, self._model.epochs * self._model.samples), y_log=True, y_format="0E+00",
            size=COSTS if several else CURVE, legend=several,
        )  # fmt: skip

    def last_epoch(self, walk: _Walk) -> ChartBox:
        """Show a walk's last epoch alone: its path around the best line, and its cost."""
        first, end, texts = walk.last - walk.steps, walk.last + 1, self._texts
        path = self._path(walk, walk.slope[first:end], walk.intercept[first:end])
        (low, high), _ = self._limits()
        half = CLOSE * (high - low)
        middles = (round(2 * each / half) * half / 2 for each in self._best)
        limits = [(round(middle - half, 9), round(middle + half, 9)) for middle in middles]
        curve = self._curve(walk, walk.seen[first:end], walk.cost[first:end])
        seen = ((walk.epochs - 1) * self._model.samples, walk.epochs * self._model.samples)
        return ChartBox(
            self._with_best(texts["charts.last_path"], [path], limits, LAST, False),
            Chart(
                texts["charts.last_cost"], texts["charts.seen"], texts["charts.cost_axis"], [curve],
                x_limits=seen, y_limits=(0, None), size=LAST, legend=False,
            ),
        )  # fmt: skip

    def _with_best(
        self, title: Text, series: list[Series], limits: Limits, size: tuple[float, float], legend: bool
    ) -> Chart:  # fmt: skip
        """Draw lines over p and q, and a cross at the best line."""
        slope, intercept = self._outcome.slope, self._outcome.intercept
        best = Series(
            self._texts["charts.best"], slope[...], intercept[...], INK, line=False, marker=True, mark=9, cross=True
        )
        return Chart(
            title, literal("p"), literal("q"), [*series, best],
            x_limits=limits[0], y_limits=limits[1], size=size, square=True, legend=legend,
        )  # fmt: skip

    def _path(self, walk: _Walk, slope: Expression, intercept: Expression) -> Series:
        return Series(_name(walk, self._texts), slope, intercept, color=_color(walk), marker=True, mark=4, width=1)

    def _curve(self, walk: _Walk, seen: Expression, cost: Expression) -> Series:
        return Series(_name(walk, self._texts), seen, cost, color=_color(walk), marker=True, mark=4, width=1.25)

    def _limits(self) -> Limits:
        """Return the ends of both axes, equally far apart, at halves, with start and best line between."""
        pairs = list(zip((self._model.start_slope, self._model.start_intercept), self._best, strict=True))
        half = max(1.0, math.ceil(2 * AROUND * max(abs(best - start) for start, best in pairs)) / 2)
        return [(middle - half, middle + half) for middle in (round(start + best) / 2 for start, best in pairs)]


def _orders(fit: _Fit, texts: Texts) -> Table:
    epochs, samples = fit.order.shape
    numbers = [texts["row.epoch"].format(epoch=epoch + 1) for epoch in range(epochs)]
    return Table(Column(numbers, [texts["columns.epoch"]]), Column(fit.order, _counted("", samples)))


def _ordered(book: Book, fit: _Fit, outcome: _Outcome, charts: Element) -> Element:
    """Arrange the orders, and below them what to try, beside what comes of them in the last epoch."""
    common, tips = load_texts("common"), tips_of(book, "orders")
    left = below(Caption(common["panel.change"], "heading"), _orders(fit, book.texts), gap=0)
    results = Form(common["panel.happens"], *outcome.ordered)
    return beside(below(left, *([] if tips is None else [tips])), below(results, charts, gap=0))


def _seen(book: Book, walk: _Walk) -> Element:
    """Arrange where a walk ends, and below it what to look at."""
    tips = tips_of(book, walk.variant)
    results = Form(load_texts("common")["panel.happens"], *walk.ends)
    return below(results, *([] if tips is None else [tips]))


def _add_steps(book: Book, walk: _Walk, charts: Element) -> None:
    about = book.texts[f"about.{walk.variant}"].format(size=walk.size, steps=walk.steps)
    equation = "∂C/∂p = Σ (px + q − y)·x / m        ∂C/∂q = Σ (px + q − y) / m"
    table = Table(
        Column(walk.seen, ["n"]),
        Column(walk.slope, ["p"]),
        Column(walk.intercept, ["q"]),
        Column(walk.cost, ["C"]),
        Column(walk.slope_gradient, ["∂C/∂p"]),
        Column(walk.intercept_gradient, ["∂C/∂q"]),
        None,
        Column(walk.x, _counted("x", walk.size)),
        None,
        Column(walk.y, _counted("y", walk.size)),
        None,
        Column(walk.error, _counted("e", walk.size)),
    )
    add_sheet(book, walk.variant, below(charts, table), equation=equation, about=about)


def _name(walk: _Walk, texts: Texts) -> Text:
    return texts[f"tabs.{walk.variant}"]


def _color(walk: _Walk) -> str:
    """Return the colour that a walk has in every chart."""
    return PALETTE[VARIANTS.index(walk.variant)]


def _counted(symbol: str, count: int) -> list[str]:
    return [f"{symbol}{number + 1}" for number in range(count)]
