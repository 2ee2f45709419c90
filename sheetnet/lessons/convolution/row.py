"""Convolution on one row: every place of the flipped kernel is a row of the table.

Row n holds (f * g)[n]. A kernel of m entries lies on f[n − m + 1] … f[n] there, so the cross-correlation beside it is
(f ⋆ g)[n − m + 1].
"""

from __future__ import annotations

from sheetnet.formula import call
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.positions import position
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.convolution import Convolution
from sheetnet.texts import Texts, load_texts
from sheetnet.workbook import Book, Chart, Look, Role, Series, down, right
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Table, below, beside

WIDTH = 10.0
"""Of all columns of numbers, in characters: signal, kernel and table share them."""
SLACK = 1e-9
"""What rounding may leave of two sums that are equal on paper, of 1 + their size."""
STEP = Look("0.0##", width=WIDTH)
SIZE = (16.0, 8.5)
"""Of the chart."""
FACTOR = Look("0.0###", width=WIDTH)
"""Of what is made of signal and kernel."""
SUM = Look(width=WIDTH)


def add_row(book: Book, model: Convolution) -> None:
    """Add the sheet."""
    row = _Row(model, book.texts)
    equation = f"(f * g)[n] = Σ f[k] g[n − k]        (f ⋆ g)[n] = Σ f[n + k] g[k]        gʳ[k] = {row.turned}"
    about = book.texts["about.row"].format(first=row.first, shift=model.kernel.size - 1)
    add_sheet(book, "row", row.arranged(book), equation=equation, about=about)


class _Row:
    """A kernel that slides along one row.

    Args:
        model: Signal and kernel.
        texts: The lesson's texts.
    """

    def __init__(self, model: Convolution, texts: Texts) -> None:
        self._quantities, self._texts = Quantities(model, texts), texts
        self._size = model.kernel.size
        self.first = f"(f ⋆ g)[{position((1, 'n'), (1 - self._size, ''))}]"
        self.turned = f"g[{position((self._size - 1, ''), (-1, 'k'))}]"
        self._places = down(model.signal.size + self._size - 1)
        self._inputs(model)
        self._windows()
        self._sums()
        self._claims()

    def _inputs(self, model: Convolution) -> None:
        q, size = self._quantities, self._size
        # The kernel reaches over the blanks on both sides of the signal: they count as 0.
        self.signal = q.input("signal", right(model.signal.size, margin=size - 1), symbol="f", look=STEP)
        self.kernel = q.input("kernel", right(size), symbol="g", look=STEP)
        self.flipped = q.tensor("flipped_kernel", right(size), symbol=f"gʳ[k] = {self.turned}", look=FACTOR)
        for k in range(size):
            self.flipped[k] = self.kernel[size - 1 - k]

    def _windows(self) -> None:
        q, axes, reach = self._quantities, (self._places, right(self._size)), self._size - 1
        under = self._under
        self.window = q.tensor("window", *axes, equation=under, look=FACTOR)
        # SUM, for it takes a blank as 0.
        self.window.fill(lambda n, k: call("SUM", self.signal.window(0, 0, k - reach + n, (1, 1))))
        self.products = q.tensor("products", *axes, equation=f"{under} gʳ[k]", look=FACTOR)
        self.products.fill(lambda n, k: self.window[n, k] * self.flipped[k])

    @property
    def _under(self) -> str:
        """The entry of f under the k-th of the flipped kernel."""
        return f"f[{position((1, 'n'), (1 - self._size, ''), (1, 'k'))}]"

    def _sums(self) -> None:
        q, places, window = self._quantities, self._places, self.window
        self.place = q.counter("place", places.size)
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
            q.claim("relation_holds", gap <= SLACK * (1 + most), "f * g = f ⋆ gʳ"),
            q.claim("sum_holds", apart <= slack, "Σ(f * g) = Σf · Σg"),
        ]

    def arranged(self, book: Book) -> Element:
        """Arrange signal and kernel above what to try, the claims and the chart, and below them the table."""
        form = Form(load_texts("common")["panel.change"], self.signal, self.kernel, None, self.flipped)
        tips, claims = tips_of(book, "row"), Form(*self.verdicts)
        left = claims if tips is None else below(tips, claims)
        return below(form, beside(left, ChartBox(self._chart())), self._table())

    def _table(self) -> Table:
        texts, counted = self._texts, range(1, self._size + 1)
        return Table(
            Column(self.place, [texts["columns.n"]]),
            Column(self.window, [f"f {k}" for k in counted], texts["groups.window"]),
            Column(self.products, [f"· {k}" for k in counted], texts["groups.products"]),
            Column(self.convolved, [texts["columns.convolved"]]),
            Column(self.average, [texts["columns.moving_average"]]),
            Column(self.correlated, [self.first]),
            Column(self.with_flipped, [self.first.replace("⋆ g", "⋆ gʳ")]),
        )

    def _chart(self) -> Chart:
        texts = self._texts
        curves = [
            Series(texts[f"columns.{curve.name}"], self.place[...], curve[...], marker=True)
            for curve in (self.convolved, self.average)
        ]
        shifted = self.correlated
        title = texts[f"columns.{shifted.name}"]
        curves.append(Series(title, self.place[...], shifted[...], color="009E73", width=4.5, dashed=True))
        return Chart(
            texts["charts.row"],
            texts["columns.n"],
            texts["charts.value"],
            curves,
            size=SIZE,
            x_limits=(0, self._places.size - 1),
        )
