"""The rows of which a network is most wrong, found anew with every change: SMALL or LARGE of a key, and MATCH.

The key is rounded, so that what differs by rounding alone counts as equal; of equal rows the first comes first, for
which a tiny number by row is added or taken away.
"""

from __future__ import annotations

from sheetnet.formula import Expression, call, where
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.table_network.data import GIVEN, TableData
from sheetnet.lessons.table_network.evaluation import Result
from sheetnet.lessons.table_network.names import class_legend
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
GREY = Look(";;;", "frame", colors="pixels", width=2.4)
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

    def __init__(self, model: TableNetwork, data: TableData, result: Result, quantities: Quantities) -> None:
        self.model, self._result, self._quantities = model, result, quantities
        self._carried = result.forward.scope.rounding
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
        self.true = self._listed("worst_true", data.truth, data.truth.look)
        self.told = self._listed("worst_told", result.told, result.told.look)
        self.measure = self._listed("worst_measure", result.measure, result.measure.look)
        self.columns = self._columns(data) if model.picture is None else self._pictures(data, model.picture)

    def _keys(self) -> Tensor:
        """Write by what the rows are ordered."""
        model, measure = self.model, self._result.measure
        key = self._quantities.tensor("worst_key", down(model.rows), look=KEY, carried=self._carried)
        if model.classes:
            return key.fill(lambda row: call("ROUND", measure[row], DIGITS) + BETWEEN * self.number[row])
        scale = self._quantities.result("worst_scale", self._scale(), look=GIVEN)
        self.scale: Tensor | None = scale
        return key.fill(
            lambda row: call("ROUND", call("ABS", measure[row]) / scale, DIGITS) - BETWEEN * self.number[row]
        )

    def _scale(self) -> Expression:
        """Return the largest of the numbers to be told, whatever its sign: errors are large or small beside it."""
        truth = self._result.truth
        return call("MAX", call("MAX", truth), -call("MIN", truth), LEAST)

    def _columns(self, data: TableData) -> Tensor:
        shown = self._quantities.tensor(
            "worst_columns", down(self.model.most_wrong), right(len(self.model.columns)), look=GIVEN,
            carried=self._carried,
        )  # fmt: skip
        return shown.fill(lambda k, column: call("INDEX", data.features[:, column], self.place[k]))

    def _pictures(self, data: TableData, picture: tuple[int, int]) -> Tensor:
        shown = self._quantities.tensor(
            "worst_pictures", right(self.model.most_wrong), *picture_axes(picture), look=GREY, carried=self._carried
        )
        return shown.fill(
            lambda k, row, column: call("INDEX", data.inputs[:, row * picture[1] + column], self.place[k])
        )  # fmt: skip

    def _listed(self, name: str, source: Tensor, look: Look) -> Tensor:
        """Look up something of the rows in the list."""
        return self._tensor(name, look).fill(lambda k: call("INDEX", source, self.place[k]))

    def _tensor(self, name: str, look: Look) -> Tensor:
        return self._quantities.tensor(name, down(self.model.most_wrong), look=look, carried=self._carried)


def add_worst(book: Book, worst: Worst) -> Page:
    """Add the sheet of the list."""
    texts, model = book.texts, worst.model
    columns = [
        Column(worst.rank, [texts["columns.rank"]]),
        Column(worst.row, [texts["columns.row"]]),
        Column(worst.use, [texts["columns.use"]]),
        Column(worst.true, [texts["columns.true"]]),
        Column(worst.told, [texts["columns.told"]]),
        Column(worst.measure, [texts["columns.true_output"] if model.classes else literal("t − a")]),
    ]
    if model.picture is None:
        columns.append(Column(worst.columns, list(map(literal, model.columns)), texts["groups.given"]))
    table: Element = beside(Table(*columns), *class_legend(model, texts))
    kind = "classes" if model.classes else "numbers"
    about = texts[f"worst.{kind}"]
    aside = beside(Gap(FAR), _keys(worst, texts))
    body = table if model.picture is None else beside(table, Gallery([(literal("x"), worst.columns)], IN_A_LINE))
    return add_sheet(book, "worst", body, about=about, aside=aside)


def _keys(worst: Worst, texts: Texts) -> Element:
    """Arrange what the list is made from."""
    keys = Table(Column(worst.number, [texts["columns.row"]]), Column(worst.key, [texts["worst.key"]]))
    parts = [Table(Column(worst.place, [texts["worst.place"]])), keys]
    scale = getattr(worst, "scale", None)
    return beside(*parts, *([] if scale is None else [Table(Column(scale, [texts["worst.scale"]]))]))
