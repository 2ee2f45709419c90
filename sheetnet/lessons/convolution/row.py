"""Convolution on one row: every place of the flipped kernel is a row of the table, and one of them is spelled out.

Row n holds (f * g)[n]. A kernel of m entries lies on f[n − m + 1] … f[n] there, so the cross-correlation beside it is
that of the place n − m + 1.
"""

from __future__ import annotations

from sheetnet.formula import Expression, call, where
from sheetnet.formula.expression import Operandlike
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.positions import position
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.convolution import PLACE, Convolution
from sheetnet.texts import Texts, literal, load_texts
from sheetnet.workbook import Book, Chart, Look, Role, Series, down, right
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Table, below, beside
from sheetnet.workbook.colors import MARK, Marked

WIDTH = 8.0
"""Of all columns of numbers, in characters: signal, kernel and table share them."""
SLACK = 1e-9
"""What rounding may leave of two sums that are equal on paper, of 1 + their size."""
STEP = Look("0.0##", width=WIDTH)
COUNTED = Look("0", width=WIDTH)
SIZE = (18.0, 8.6)
"""Of the chart."""
FACTOR = Look("0.0###", width=WIDTH)
"""Of what is made of signal and kernel."""
SUM = Look("0.000", width=WIDTH)


def add_row(book: Book, model: Convolution) -> None:
    """Add the sheet."""
    row = _Row(model, book.texts)
    equation = f"(f * g)[n] = Σ f[k] g[n − k]        corr(f, g)[n] = Σ f[n + k] g[k]        gʳ[k] = {row.turned}"
    page = add_sheet(book, "row", row.arranged(book), equation=equation)
    page.marked += [Marked(row.signal, row.covered, MARK), Marked(row.convolved, row.chosen, MARK)]


class _Row:
    """A kernel that slides along one row.

    Args:
        model: Signal and kernel.
        texts: The lesson's texts.
    """

    def __init__(self, model: Convolution, texts: Texts) -> None:
        self._quantities, self._texts = Quantities(model, texts), texts
        self._size = model.kernel.size
        self.first = f"corr(f, g)[{position((1, 'n'), (1 - self._size, ''))}]"
        self.turned = f"g[{position((self._size - 1, ''), (-1, 'k'))}]"
        self._places = down(model.signal.size + self._size - 1)
        self._inputs(model)
        self._windows()
        self._sums()
        self._chosen()
        self._claims()

    def _inputs(self, model: Convolution) -> None:
        q, size = self._quantities, self._size
        self.chosen_place = q.input(PLACE, symbol="n", look=COUNTED)
        self.signal = q.input("signal", right(model.signal.size), symbol="f", look=STEP)
        self.kernel = q.input("kernel", right(size), symbol="g", look=STEP)
        self.flipped = q.tensor("flipped_kernel", right(size), symbol=f"gʳ[k] = {self.turned}", look=FACTOR)
        for k in range(size):
            self.flipped[k] = self.kernel[size - 1 - k]

    def _windows(self) -> None:
        q, axes = self._quantities, (self._places, right(self._size))
        self.place = q.counter("place", self._places.size)
        self.window = q.tensor("window", *axes, equation=self._under, look=FACTOR)
        (n,) = self.place.indices()
        for k in range(self._size):
            self.window[n, k] = self._entry(self.place[n], k)
        self.products = q.tensor("products", *axes, equation=f"{self._under} gʳ[k]", look=FACTOR)
        self.products.fill(lambda n, k: self.window[n, k] * self.flipped[k])

    def _entry(self, place: Operandlike, k: int) -> Expression:
        """Return the entry of the signal under the k-th of the flipped kernel; beyond the ends it is 0."""
        at = place + (k + 1 - self._size)
        inside = call("AND", at >= 0, at < self.signal.shape[0])
        return where(inside, self.signal.looked_up({0: at}), 0)

    def _chosen(self) -> None:
        """Spell out the place that the reader chooses, and mark what is under the kernel there."""
        q, place, size = self._quantities, self.chosen_place, self._size
        self.row_window = q.tensor("row_window", right(size), symbol=self._under, look=FACTOR)
        for k in range(size):
            self.row_window[k] = self._entry(place, k)
        self.row_products = q.tensor("row_products", right(size), symbol=f"{self._under} · gʳ[k]", look=FACTOR)
        self.row_products.fill(lambda k: self.row_window[k] * self.flipped[k])
        total = call("SUM", self.row_products)
        self.row_sum = q.result("row_sum", total, "(f * g)[n]", role=Role.OUTPUT, look=FACTOR)
        self.signal_place = q.tensor("signal_place", right(self.signal.shape[0]), look=Look("0", "counter"))
        self.covered = q.tensor("signal_covered", *self.signal.axes, look=Look("0", width=WIDTH))
        for k in range(self.signal.shape[0]):
            self.signal_place[k] = k
            self.covered[k] = where(call("AND", place >= k, place < k + size), 1, 0)
        self.chosen = q.tensor("place_chosen", self._places, look=Look("0", width=WIDTH))
        self.chosen.fill(lambda n: where(call("ABS", self.place[n] - place) < 0.5, 1, 0))

    @property
    def _under(self) -> str:
        """The entry of f under the k-th of the flipped kernel."""
        return f"f[{position((1, 'n'), (1 - self._size, ''), (1, 'k'))}]"

    def _sums(self) -> None:
        q, places, window = self._quantities, self._places, self.window
        self.convolved = q.tensor("convolved", places, equation="Σ f[k] g[n − k]", role=Role.OUTPUT, look=SUM)
        self.convolved.fill(lambda n: call("SUM", self.products[n]))
        self.average = q.tensor("moving_average", places, equation=f"Σ {self._under} / {self._size}", look=SUM)
        self.average.fill(lambda n: call("SUM", window[n]) / self._size)
        self.correlated = q.tensor("correlated", places, equation=f"{self.first} = Σ {self._under} g[k]", look=SUM)
        self.correlated.fill(lambda n: call("SUMPRODUCT", window[n], self.kernel))
        self.with_flipped = q.tensor("correlated_flipped", places, equation=f"Σ {self._under} gʳ[k]", look=SUM)
        self.with_flipped.fill(lambda n: call("SUMPRODUCT", window[n], self.flipped))

    def _claims(self) -> None:
        q, convolved = self._quantities, self.convolved
        most = call("MAX", call("MAX", convolved), -call("MIN", convolved))
        gap = call("SQRT", call("SUMPRODUCT", (convolved - self.with_flipped) ** 2))
        total, product = call("SUM", convolved), call("SUM", self.signal) * call("SUM", self.kernel)
        apart, slack = call("ABS", total - product), SLACK * (1 + call("ABS", total))
        self.verdicts = [
            q.claim("relation_holds", gap <= SLACK * (1 + most), "f * g = corr(f, gʳ)"),
            q.claim("sum_holds", apart <= slack, "Σ(f * g) = Σf · Σg"),
        ]

    def arranged(self, book: Book) -> Element:
        """Arrange what to choose, below it what comes of it and what to try beside the chart, below them the table."""
        common, tips = load_texts("common"), tips_of(book, "row")
        changes = Form(common["panel.change"], self.chosen_place, self.signal, self.kernel)
        results = Form(common["panel.happens"], self.row_window, self.flipped, self.row_products, self.row_sum)
        left = results if tips is None else below(results, tips)
        chart, marks = ChartBox(self._chart()), Form(self.signal_place, self.covered)
        return below(changes, beside(left, chart), beside(self._table(), Form(*self.verdicts)), marks)

    def _table(self) -> Table:
        texts, counted = self._texts, range(1, self._size + 1)
        return Table(
            Column(self.place, [texts["columns.n"]]),
            Column(self.window, [f"f {k}" for k in counted], texts["groups.window"]),
            Column(self.products, [f"· {k}" for k in counted], texts["groups.products"]),
            Column(self.convolved, [texts["columns.convolved"]]),
            Column(self.average, [texts["columns.moving_average"]]),
            Column(self.correlated, [self.first]),
            Column(self.with_flipped, [self.first.replace("g)", "gʳ)")]),
            Column(self.chosen, [texts["columns.chosen"]]),
        )

    def _chart(self) -> Chart:
        texts = self._texts
        place, first = self.place[...], self.signal_place[...]
        curves = [
            Series(
                texts["charts.now_n"],
                self.chosen_place[...],
                self.row_sum[...],
                "000000",
                line=False,
                marker=True,
                mark=9,
            ),
            Series(literal("f"), first, self.signal[...], "7F7F7F", marker=True, width=1),
            Series(texts["columns.convolved"], place, self.convolved[...], "0072B2", marker=True, width=2.5),
            Series(texts["columns.moving_average"], place, self.average[...], "D55E00", width=1.25),
            Series(texts["columns.correlated"], place, self.correlated[...], "009E73", width=3, dashed=True),
        ]
        return Chart(
            texts["charts.row"],
            texts["columns.n"],
            texts["charts.value"],
            curves,
            size=SIZE,
            x_limits=(0, self._places.size - 1),
            legend_aside=True,
        )
