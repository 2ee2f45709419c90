"""The gradient check: every ∂C_T/∂w of backpropagation beside (C_T(w + h) − C_T(w − h))/2h, all in plain formulas.

For each of P parameters the network runs twice over the checked samples, once with the parameter raised by h and once
with it
lowered: 2P blocks of rows, laid out by the same code as a training's epochs.
"""

from __future__ import annotations

from itertools import product
from typing import Any

from sheetnet.formula import Index, call, where
from sheetnet.formula.template import cell_address
from sheetnet.lessons.network.block import NetworkBlock
from sheetnet.lessons.network.pictures import Data, Header
from sheetnet.lessons.network.plan import (
    FIRST_PARAMETER_COLUMN,
    LABEL_COLUMN,
    Place,
    band_width,
    first_band,
    group_width,
)
from sheetnet.lessons.network.unrolled import GRADIENT_WIDTH, HEADER_ROW
from sheetnet.lessons.network.words import NetworkWords
from sheetnet.lessons.opening import open_page
from sheetnet.lessons.rounding import EPSILON
from sheetnet.models.training import Training
from sheetnet.texts import literal
from sheetnet.workbook import Book, Chart, Role, Series, Tensor, down, print_first_bands

TABLE_ROW = 10


class GradientCheck:
    """The two sheets of the check: the table of results and the work behind it.

    Args:
        book: The book that gets the sheets.
        model: The network.
        data: The sheet of the images.
        start: The parameters at which the gradient is checked, by name.
        words: The labels.
    """

    def __init__(self, book: Book, model: Training, data: Data, start: dict[str, Tensor], words: NetworkWords) -> None:
        self.model, self.words, self.start = model, words, start
        self.count = model.parameter_count
        about = words["about.check"].format(samples=model.checked_samples, count=self.count)
        self.table = open_page(book, "check", across=12, about=about, words=words.texts)
        self.work = book.page("check_work", words["tabs.check_work"])
        self._place_step()
        self._lay_out(data)
        self._vary()
        self._tabulate()
        self._dress()

    def _place_step(self) -> None:
        page, words = self.table, self.words
        if any(getattr(layer, "ties", "") == "all" for layer in self.model.network.layers):
            page.text(3, 2, words["check.ties"], "paragraph", across=12)
        page.text(4, 2, words["input.step_size"])
        self.step = page.input(
            "step_size",
            (4, 6),
            self.model.step_size,
            allowed=self.model.field("step_size"),
            meaning=words["input.step_size"],
            equation="h",
            number_format="0.0E+00",
        )

    def _lay_out(self, data: Data) -> None:
        model, page, samples = self.model, self.work, self.model.checked_samples
        bands, width = first_band(model.network, learns=True, more=1), band_width(model.network)
        header = Header(
            page,
            model,
            data,
            self.words,
            bands=bands,
            band_width=width,
            samples=samples,
            top=HEADER_ROW,
            prefix="check_",
        )
        images, targets = header.signals()
        base = Place(
            page, header.bottom + 1, bands, width, None, samples, prefix="check_", learns=True, equation="w = w₀"
        )
        self.base = NetworkBlock(base, model.network, model.loss, images, targets, self.words)
        varied = Place(
            page, self.base.bottom + 3, bands, width, 2 * self.count, samples, prefix="varied_", equation="w = w₀ ± h"
        )
        self.varied = NetworkBlock(varied, model.network, model.loss, images, targets, self.words)

    def _vary(self) -> None:
        """Give the base the initial parameters, and each block those with one entry moved by ±h."""
        row, column = self.varied.place.top, FIRST_PARAMETER_COLUMN + 6
        self.entry = self._per_block("varied_entry", row, column, "0")
        self.move = self._per_block("varied_move", row, column + 1, "0.0E+00")
        p = Index("parameter", self.count)
        self.entry[0], self.entry[1] = 1, 1
        pair = Index("pair", self.count - 1)  # a network has a weight and a bias at least
        self.entry[2 * pair + 2], self.entry[2 * pair + 3] = self.entry[2 * pair] + 1, self.entry[2 * pair + 1] + 1
        self.move[2 * p], self.move[2 * p + 1] = self.step, -self.step
        number = 0
        block = (Index("block", 2 * self.count),)
        for name, signal in self.base.parameters.items():
            cells = signal.cells()
            signal.define((), (), cells, self.start[name][cells])
            numbers = self._numbers(name, number)
            number += int(numbers.cells()[0].size)
            moved = where(self.entry[block].equals(numbers[cells]), self.move[block], 0)
            self.varied.parameters[name].define(block, (), cells, signal.at((), (), *cells) + moved)

    def _per_block(self, name: str, row: int, column: int, number_format: str) -> Tensor:
        axes, meaning = [down(2 * self.count, self.varied.height)], self.words[f"check.{name}"]
        return self.work.tensor(name, (row, column), axes, meaning=meaning, number_format=number_format)

    @property
    def _number_column(self) -> int:
        """The first column of the last group before the bands, where the parameters are numbered."""
        return self.base.place.bands - group_width(self.model.network)

    def _numbers(self, name: str, before: int) -> Tensor:
        """Number a parameter's entries, in the same shape, beside the base's gradients."""
        twin = self.base.gradients[name].tensor
        # Biases stand in this group as they do among the gradients.
        column = self._number_column + twin.column - self.base.gradient_column
        numbers = self.work.tensor(
            f"check_number_{name}",
            (twin.row, column),
            twin.axes,
            meaning=self.words["check.number"],
            number_format="0",
            style="counter",
        )
        for n, entry in enumerate(product(*(range(size) for size in twin.shape)), start=before + 1):
            numbers[entry] = n
        return numbers

    def _tabulate(self) -> None:
        words, page = self.words, self.table
        titles: list[Any] = [
            words["check.number"],
            "C_T(w + h)",
            "C_T(w − h)",
            words["check.numeric"],
            words["check.backprop"],
            words["check.difference"],
            words["check.parameter"],
        ]
        page.headers(TABLE_ROW - 1, 2, titles)
        number = self._column(0, "check_entry", "check.number", number_format="0", style="counter")
        p, q = Index("parameter", self.count), Index("next", self.count - 1)
        number[0], number[q + 1] = 1, number[q] + 1
        costs = self.varied.total_cost.tensor
        raised = self._column(1, "check_raised_cost", "check.raised", role=Role.LOSS, number_format="0.000000")
        lowered = self._column(2, "check_lowered_cost", "check.lowered", role=Role.LOSS, number_format="0.000000")
        raised[p], lowered[p] = costs[2 * p], costs[2 * p + 1]
        atol = self._rounding()
        numeric = self._column(
            3,
            "check_numeric",
            "check.numeric",
            number_format="0.00000000",
            atol=atol,
            equation="(C_T(w + h) − C_T(w − h)) / 2h",
        )
        numeric[p] = (raised[p] - lowered[p]) / (2 * self.step)
        backprop = self._column(4, "check_backprop", "check.backprop", number_format="0.00000000", equation="Σ δ a")
        self._collect(backprop)
        difference = self._column(
            5,
            "check_difference",
            "check.difference",
            number_format="0.0E+00",
            atol=atol,
            equation="|ΔC_T / 2h − ∂C_T/∂w|",
        )
        difference[p] = call("ABS", numeric[p] - backprop[p])
        self._summarise(number, difference, atol)

    def _column(self, offset: int, name: str, meaning: str, **looks: Any) -> Tensor:
        axes = [down(self.count)]
        return self.table.tensor(name, (TABLE_ROW, 2 + offset), axes, meaning=self.words[meaning], **looks)

    def _collect(self, backprop: Tensor) -> None:
        number = 0
        for name, signal in self.base.gradients.items():
            rows, columns = self.start[name].cells()
            for entry in product(*(range(size) for size in signal.shape)):
                backprop[number] = signal.at((), (), *entry)
                words = literal(f"  {name} {list(entry)}")
                cell = cell_address(int(rows[entry]), int(columns[entry]))
                self.table.link(TABLE_ROW + number, 8, words, self.start[name].page, cell)
                number += 1

    def _rounding(self) -> float:
        """Bound the rounding error of a difference quotient.

        C_T is a sum of rounded costs; its last bits, a few dozen units of 2⁻⁵²·C_T, are divided by 2h. C is at most 2
        for each output that a bounded activation gives; costs of unbounded ones are taken to stay below 10⁴.
        """
        bounded = self.model.loss == "half_squared" and self._last_activation in ("sigmoid", "tanh", "softmax")
        most = 2.0 * self.model.network.outputs if bounded else 1e4
        return 32 * EPSILON * most * self.model.checked_samples / (2 * self.model.step_size)

    @property
    def _last_activation(self) -> str:
        return str(getattr(self.model.network.stages[-1].layer, "activation", ""))

    def _summarise(self, number: Tensor, difference: Tensor, atol: float) -> None:
        page, words = self.table, self.words
        page.text(5, 2, words["check.largest"])
        largest = page.tensor(
            "check_largest",
            (5, 6),
            role=Role.LOSS,
            meaning=words["check.largest"],
            number_format="0.0E+00",
            atol=atol,
        )
        largest[()] = call("MAX", difference)
        curve = Series(words["check.difference"], number[...], difference[...], line=False, marker=True)
        page.charts.append(
            Chart(
                (TABLE_ROW - 1, 10),
                words["charts.check"],
                words["check.number"],
                words["check.difference"],
                [curve],
                x_limits=(0, self.count + 1),
                y_format="0.0E+00",
                legend=False,
            )
        )

    def _dress(self) -> None:
        words = self.words
        self.table.widths |= {1: 2, 2: 10, 8: 36} | dict.fromkeys(range(3, 8), 15)
        self.table.frozen = (TABLE_ROW - 1, 0)
        self.table.print_area = (1, 1, TABLE_ROW + max(self.count, 20), 19)
        page = self.work
        page.text(1, 2, words["headings.check_work"], "title")
        page.text(2, 2, words["about.check_work"], "subtitle")
        page.default_width = 5.6
        page.widths |= {1: 2, LABEL_COLUMN: 14}
        page.widths |= dict.fromkeys(range(self.base.gradient_column, self.base.place.row_labels), GRADIENT_WIDTH)
        page.frozen = (self.base.place.top - 1, LABEL_COLUMN)
        self.base.entitle(words["row.base"])
        page.text(self.base.place.top + 1, self._number_column, words["check.numbers"], "muted")
        for block in range(2 * self.count):
            title = words["row.raised" if block % 2 == 0 else "row.lowered"].format(number=block // 2 + 1)
            self.varied.entitle(title, block)
            row = self.varied.row_of(block)
            page.groups.append((row + 1, row + self.varied.height - 1))
        print_first_bands(page, self.base.bottom, self.base.place.band_ends())
