"""The rows of which a network is most wrong, found anew with every change: SMALL or LARGE of a key, and MATCH.

The key is rounded, so that what differs by rounding alone counts as equal; of equal rows the first comes first, for
which a tiny number by row is added or taken away.
"""

from __future__ import annotations

from sheetnet.formula import Expression, as_expression, call, where
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.table_network.data import GIVEN, TableData
from sheetnet.lessons.table_network.evaluation import Result
from sheetnet.lessons.table_network.restored import Restored
from sheetnet.models.table_network import TableNetwork
from sheetnet.models.table_worst import BETWEEN, DIGITS, LEAST
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Look, Page, Tensor, down, right
from sheetnet.workbook.arrange import Column, Element, Gallery, Gap, Table, beside
from sheetnet.workbook.axis import picture_axes
from sheetnet.workbook.look import COUNTER

KEY = Look("0.00000000")
IN_A_LINE = 4
"""Pictures in a line."""
GREY = Look(";;;", "frame", colors="grey", width=2.4)
"""Of pictures that are looked at, not read: their numbers stand on the sheet Data."""
FAR = 12
"""Columns before what stands aside."""


class Worst:
    """The rows of which a network is most wrong.

    Args:
        model: The network and the table.
        data: The rows.
        result: What the network tells of them.
        quantities: Makes the tensors.
    """

    def __init__(self, model: TableNetwork, data: TableData, result: Result | Restored, quantities: Quantities) -> None:
        self.model, self._result, self._quantities = model, result, quantities
        self._carried = result.carried
        self.scale: Tensor | None = None
        self.number = quantities.counter("place", model.rows, first=1)
        self.key = self._keys()
        self.place = self._tensor("worst_place", COUNTER)
        rank = quantities.counter("worst_rank", model.most_wrong, first=1)
        self.rank = rank
        extreme = "SMALL" if model.classes else "LARGE"
        self.place.fill(lambda k: call("MATCH", call(extreme, self.key, rank[k]), self.key, 0))
        self.row = self._listed("worst_row", result.row_numbers, COUNTER)
        self.use = self._tensor("worst_use", Look(quantities.texts["worst.use"]))
        self.use.fill(lambda k: where(self.place[k] > model.training_rows, 1, 0))
        self.measure = self._listed("worst_measure", result.measure, result.measure.look)
        self.answers = [] if isinstance(result, Restored) else self._answers(result)
        self.shown = self._rows("worst", data.features)
        self.back = self._rows("worst_restored", result.told) if isinstance(result, Restored) else None

    def _keys(self) -> Tensor:
        """Write by what the rows are ordered."""
        model, measure = self.model, self._result.measure
        key = self._quantities.tensor("worst_key", down(model.rows), look=KEY, carried=self._carried)
        if model.classes:
            return key.fill(lambda row: call("ROUND", measure[row], DIGITS) + BETWEEN * self.number[row])
        scale = self._quantities.result("worst_scale", self._scale(), look=GIVEN)
        self.scale = scale
        return key.fill(
            lambda row: call("ROUND", call("ABS", measure[row]) / scale, DIGITS) - BETWEEN * self.number[row]
        )

    def _scale(self) -> Expression:
        """Return the largest of the numbers to be told, whatever its sign: errors are large or small beside it."""
        if isinstance(self._result, Restored):
            return as_expression(1)
        truth = self._result.truth
        return call("MAX", call("MAX", truth), -call("MIN", truth), LEAST)

    def _answers(self, result: Result) -> list[Tensor]:
        """List what is true and what is told."""
        return [
            self._listed("worst_true", result.truth, result.truth.look),
            self._listed("worst_told", result.told, result.told.look),
        ]

    def _rows(self, name: str, source: Tensor) -> Tensor:
        """Show the rows themselves, as a table or as pictures."""
        q, count, picture = self._quantities, self.model.most_wrong, self.model.picture
        if picture is None:
            axes = down(count), right(len(self.model.columns))
            shown = q.tensor(f"{name}_columns", *axes, look=GIVEN, carried=self._carried)
            return shown.fill(lambda k, column: call("INDEX", source[:, column], self.place[k]))
        shown = q.tensor(f"{name}_pictures", right(count), *picture_axes(picture), look=GREY, carried=self._carried)
        return shown.fill(
            lambda k, row, column: call("INDEX", source[:, row * picture[1] + column], self.place[k])
        )  # fmt: skip

    def _listed(self, name: str, source: Tensor, look: Look) -> Tensor:
        """Look up something of the rows in the list."""
        return self._tensor(name, look).fill(lambda k: call("INDEX", source, self.place[k]))

    def _tensor(self, name: str, look: Look) -> Tensor:
        return self._quantities.tensor(name, down(self.model.most_wrong), look=look, carried=self._carried)


def add_worst(book: Book, worst: Worst) -> Page:
    """Add the sheet of the list."""
    texts, model = book.texts, worst.model
    kind = "restored" if model.restores else "classes" if model.classes else "numbers"
    answers = zip(worst.answers, (texts["columns.true"], texts["columns.told"]), strict=False)
    columns = [
        Column(worst.rank, [texts["columns.rank"]]),
        Column(worst.row, [texts["columns.row"]]),
        Column(worst.use, [texts["columns.use"]]),
        *(Column(tensor, [title]) for tensor, title in answers),
        Column(worst.measure, [texts[f"worst.measure_{kind}"]]),
    ]
    about, aside = texts[f"worst.{kind}"], beside(Gap(FAR), _keys(worst, texts))
    if model.picture is None:
        names = list(map(literal, model.columns))
        columns.append(Column(worst.shown, names, texts["groups.given"]))
        columns += [] if worst.back is None else [Column(worst.back, names, texts["groups.restored"])]
        return add_sheet(book, "worst", Table(*columns), about=about, aside=aside)
    rows = [(literal("x"), worst.shown)]
    rows += [] if worst.back is None else [(literal("a"), worst.back)]
    body = beside(Table(*columns), Gallery(rows, IN_A_LINE))
    return add_sheet(book, "worst", body, about=about, aside=aside, default_width=GREY.width)


def _keys(worst: Worst, texts: Texts) -> Element:
    """Arrange what the list is made from."""
    keys = Table(Column(worst.number, [texts["columns.row"]]), Column(worst.key, [texts["worst.key"]]))
    parts = [Table(Column(worst.place, [texts["worst.place"]])), keys]
    return beside(*parts, *([] if worst.scale is None else [Table(Column(worst.scale, [texts["worst.scale"]]))]))
