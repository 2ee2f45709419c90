"""Batch, mini-batch and stochastic descent: the same formulas, with all, some, or one of the samples a step."""

from __future__ import annotations

from typing import Any

from sheetnet.formula import Expression, Index, call
from sheetnet.lessons.form import Form
from sheetnet.lessons.opening import open_page
from sheetnet.lessons.rounding import LineRounding
from sheetnet.models.descent_variants import VARIANTS, DescentVariants
from sheetnet.workbook import Book, Chart, Page, Role, Series, Tensor, add_cover, add_map, down, right

TOP = 8
SAMPLE_ROW = 8


def book(model: DescentVariants) -> Book:
    """Lay out the samples with the charts, the orders, and one sheet a variant.

    Args:
        model: The samples, learning rates and orders.

    Returns:
        The book, complete.
    """
    result = Book("descent_variants", model.settings())
    front = _Front(result, model)
    walks = [_Variant(result, model, front, variant) for variant in VARIANTS]
    front.finish(walks)
    add_map(result)
    add_cover(result)
    return result


class _Front:
    """Samples, starts, learning rates, results and the chart of all three costs."""

    def __init__(self, book: Book, model: DescentVariants) -> None:
        self.words, self.model = book.words, model
        self.page = page = open_page(
            book, "samples", "C = 1/(2n) Σ (px + q − y)²        p ← p − η ∂C/∂p        q ← q − η ∂C/∂q", across=12
        )
        page.headers(SAMPLE_ROW - 1, 2, [self.words["columns.sample"], "x", "y"])
        for n in range(model.samples):
            page.number(SAMPLE_ROW + n, 2, n + 1)
        self.x, self.y = (self._column(name, 3 + n) for n, name in enumerate("xy"))
        form = Form(page, self.words, model, 6, 8, 9)
        self.start = (form.input(4, "start_slope", "p₀"), form.input(5, "start_intercept", "q₀"))
        page.headers(
            SAMPLE_ROW - 1,
            6,
            [self.words["columns.variant"], self.words["columns.size"], "η", self.words["columns.final"]],
        )
        self.rates = {}
        for n, variant in enumerate(VARIANTS):
            page.text(SAMPLE_ROW + n, 6, self.words[f"variants.{variant}"])
            page.number(SAMPLE_ROW + n, 7, model.size(variant))
            name = f"{variant}_rate"
            self.rates[variant] = page.input(
                name, (SAMPLE_ROW + n, 8), getattr(model, name), allowed=model.field(name),
                meaning=self.words["meaning.rate"], equation="η", number_format="0.0###",
            )  # fmt: skip
        self.order = self._place_orders(book)
        page.widths |= {1: 2, 2: 8, 5: 3, 6: 26, 7: 10, 8: 10, 9: 12} | dict.fromkeys((3, 4), 9)
        page.print_area = (1, 1, SAMPLE_ROW + model.samples + 24, 14)

    def _column(self, name: str, column: int) -> Tensor:
        return self.page.input(
            name, (SAMPLE_ROW, column), getattr(self.model, name), [down(self.model.samples)],
            allowed=self.model.field(name), meaning=self.words[f"meaning.{name}"], equation=name, number_format="0.0##",
        )  # fmt: skip

    def _place_orders(self, book: Book) -> Tensor:
        page = open_page(book, "orders", across=16, about=self.words["about.orders"].format(samples=self.model.samples))
        for epoch in range(self.model.epochs):
            page.text(5 + epoch, 2, self.words["row.epoch"].format(epoch=epoch + 1))
        page.default_width = 6
        page.widths |= {1: 2, 2: 14}
        return page.input(
            "order", (5, 3), self.model.order, [down(self.model.epochs), right(self.model.samples)],
            allowed=self.model.field("order"), meaning=self.words["meaning.order"], number_format="0", style="pixel",
        )  # fmt: skip

    def finish(self, walks: list[_Variant]) -> None:
        """Write what depends on the walks: final costs, the best line, the chart."""
        words, page, row = self.words, self.page, SAMPLE_ROW
        final = page.tensor("final_costs", (row, 9), [down(len(walks))], role=Role.LOSS,
                            meaning=words["meaning.final_costs"], number_format="0.000000")  # fmt: skip
        for n, walk in enumerate(walks):
            final[n] = walk.final_cost.expression()
        form = Form(page, words, self.model, 6, 8, 9)
        rounding = LineRounding(self.model.x, self.model.y)
        best_p = form.result(
            row + 4, "best_slope", "p = SLOPE(y, x)", call("SLOPE", self.y, self.x), atol=rounding.slope
        )
        best_q = form.result(
            row + 5, "best_intercept", "q = INTERCEPT(y, x)", call("INTERCEPT", self.y, self.x), atol=rounding.intercept
        )
        least = call("SUMPRODUCT", (best_p * self.x + best_q - self.y) ** 2) / (2 * self.model.samples)
        form.result(row + 6, "best_cost", "C", least, role=Role.LOSS, number_format="0.000000", atol=rounding.cost)
        curves = [Series(words[f"variants.{w.variant}"], *w.curve(), marker=True) for w in walks]
        page.charts.append(
            Chart((row + self.model.samples + 1, 2), words["charts.cost"], words["charts.seen"],
                  words["charts.cost_axis"], curves, x_limits=(0, self.model.epochs * self.model.samples),
                  y_log=True, y_format="0E+00")
        )  # fmt: skip


class _Variant:
    """One variant: a row a step; the picked samples, their errors, the gradient, the parameters."""

    def __init__(self, book: Book, model: DescentVariants, front: _Front, variant: str) -> None:
        self.words, self.model, self.front, self.variant = book.words, model, front, variant
        self.page: Page = book.page(variant, self.words[f"variants.{variant}"])
        self.size = model.size(variant)
        self.steps = model.samples // self.size
        self.column = 2
        self._describe()
        self._walk()

    def _describe(self) -> None:
        page = self.page
        page.text(1, 2, self.words[f"variants.{self.variant}"], "title")
        about = self.words["about.variant"].format(size=self.size, steps=self.steps)
        page.text(2, 2, about, "paragraph", across=14)
        page.text(3, 2, "∂C/∂p = Σ (px + q − y)·x / m        ∂C/∂q = Σ (px + q − y) / m", "equation")
        page.default_width = 9
        page.widths |= {1: 2}
        page.frozen = (TOP - 1, 4)
        page.print_area = (1, 1, TOP + self.model.epochs * self.steps + 2, 9 + 3 * (self.size + 1))

    def _add(self, name: str, header: str, columns: int = 0, **looks: Any) -> Tensor:
        """Place a column (or several) with an axis of epochs and an axis of steps within the epoch."""
        axes = [down(self.model.epochs, self.steps), down(self.steps), *([right(columns)] if columns else [])]
        headers = [f"{header}{n + 1}" for n in range(columns)] if columns else [header]
        self.page.headers(TOP - 1, self.column, headers)
        meaning = self.words[f"meaning.{name}"]
        tensor = self.page.tensor(f"{self.variant}_{name}", (TOP, self.column), axes, meaning=meaning, **looks)
        self.column += max(1, columns) + (columns > 0)
        return tensor

    def _walk(self) -> None:
        front, size = self.front, self.size
        e, j, k = Index("epoch", self.model.epochs), Index("step", self.steps), Index("sample", size)
        self.seen = self._add("seen", "n", style="counter", number_format="0")
        p, q = self._add("slope", "p"), self._add("intercept", "q")
        self.cost = self._add("cost", "C", role=Role.LOSS)
        dp = self._add("slope_gradient", "∂C/∂p", equation="Σ (px + q − y)·x / m")
        dq = self._add("intercept_gradient", "∂C/∂q", equation="Σ (px + q − y) / m")
        self.column += 1
        x, y = self._add("x", "x", size), self._add("y", "y", size)
        error = self._add("error", "e", size, equation="px + q − y")
        number = front.order[e, j * size + k]
        x[e, j, k], y[e, j, k] = call("INDEX", front.x, number), call("INDEX", front.y, number)
        error[e, j, k] = p[e, j] * x[e, j, k] + q[e, j] - y[e, j, k]
        dp[e, j] = call("SUMPRODUCT", error[e, j], x[e, j]) / size
        dq[e, j] = call("SUM", error[e, j]) / size
        self.cost[e, j] = call("SUMPRODUCT", (p[e, j] * front.x + q[e, j] - front.y) ** 2) / (2 * self.model.samples)
        rate = front.rates[self.variant]
        self._step(self.seen, None, 0, size)
        self._step(p, dp, front.start[0], rate)
        self._step(q, dq, front.start[1], rate)
        row = TOP + self.model.epochs * self.steps
        self.final = []
        for column, name, parameter, gradient in ((3, "final_slope", p, dp), (4, "final_intercept", q, dq)):
            last = (self.model.epochs - 1, self.steps - 1)
            cell = self.page.tensor(f"{self.variant}_{name}", (row, column), role=Role.OUTPUT,
                                    meaning=self.words[f"meaning.{name}"])  # fmt: skip
            cell[()] = parameter[last] - rate * gradient[last]
            self.final.append(cell)
        seen = self.page.tensor(f"{self.variant}_final_seen", (row, 2), style="counter", number_format="0",
                                meaning=self.words["meaning.final_seen"])  # fmt: skip
        seen[()] = self.seen[self.model.epochs - 1, self.steps - 1] + size
        self.final_cost = self.page.tensor(f"{self.variant}_final_cost", (row, 5), role=Role.LOSS,
                                           meaning=self.words["meaning.final_cost"])  # fmt: skip
        errors = self.final[0] * front.x + self.final[1] - front.y
        self.final_cost[()] = call("SUMPRODUCT", errors**2) / (2 * self.model.samples)

    def curve(self) -> tuple[Expression, Expression]:
        """Refer to the samples seen and the costs, the end of the walk included, which stands right below."""
        shape = (self.model.epochs * self.steps + 1, 1)
        return self.seen.window((0, 0), 0, 0, shape), self.cost.window((0, 0), 0, 0, shape)

    def _step(self, tensor: Tensor, gradient: Tensor | None, start: Any, rate: Any) -> None:
        """Write the start, then from step to step, and from an epoch's last step to the next epoch's first."""

        def after(epoch: Any, step: Any) -> Any:
            if gradient is None:
                return tensor[epoch, step] + rate
            return tensor[epoch, step] - rate * gradient[epoch, step]

        tensor[0, 0] = start
        if self.steps > 1:
            e, j = Index("epoch", self.model.epochs), Index("step", self.steps - 1)
            tensor[e, j + 1] = after(e, j)
        e = Index("epoch", self.model.epochs - 1)
        tensor[e + 1, 0] = after(e, self.steps - 1)
