"""What an autoencoder gives back of every row, in the units of the table, and how far off that is."""

from __future__ import annotations

from sheetnet.formula import Index, call
from sheetnet.lessons.network.recurring import Moment
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.table_network.data import GIVEN, SCALED, TableData
from sheetnet.lessons.table_network.evaluation import Answered
from sheetnet.lessons.table_network.painted import MAP_WIDTH as PAINTED_WIDTH
from sheetnet.lessons.table_network.trained import Trained
from sheetnet.models.table_network import TableNetwork
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Axis, Book, Chart, Look, Page, Role, Series, Tensor, down, right
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Picture, Table, below, beside, counted
from sheetnet.workbook.axis import picture_axes
from sheetnet.workbook.chart import PALETTE
from sheetnet.workbook.look import COUNTER

CODES = (12.0, 10.5)
"""Size of the chart of codes."""
BACK = Look("0.0", "frame", colors="shades", width=PAINTED_WIDTH)
AWAY = Look("0.0;-0.0;·", "frame", width=PAINTED_WIDTH)


class Restored(Answered):
    """All rows as they come back with the last parameters.

    Args:
        trained: The network, the table and the last parameters.
    """

    def __init__(self, trained: Trained) -> None:
        model, data, quantities = trained.model, trained.data, trained.quantities
        super().__init__(trained)
        q, rows, columns = quantities, *data.inputs.axes
        self.told = q.tensor("restored", rows, columns, look=GIVEN, role=Role.OUTPUT, carried=self.carried)
        self.told.fill(lambda row, column: data.unscaled(self.outputs[row, column], column))
        self.measure = q.tensor(
            "row_error", rows, role=Role.LOSS, equation="√(Σ (x − a)² / n)", look=SCALED, carried=self.carried
        )
        row = Index("row", model.rows)
        away = data.inputs[row] - self.outputs[row]
        self.measure[row] = call("SQRT", call("SUMPRODUCT", away, away) / len(model.columns))
        self.measures = self.of_parts(
            "root_mean_square", lambda part: call("SQRT", call("SUMSQ", self.measure[part]) / (part.stop - part.start)),
            SCALED,
        )  # fmt: skip
        self.code = self._codes(rows)

    def _codes(self, rows: Axis) -> Tensor | None:
        """Write the code of every row: what its narrowest layer gives."""
        node = self.model.code
        if node is None:
            return None
        given = self.forward.layers[node.name].output
        code = self.quantities.tensor("code", rows, right(node.shape[0]), look=SCALED, carried=self.carried)
        return code.fill(lambda row, unit: given.at(Moment(sample=(row,)), unit))


class Chosen:
    """One row, as it was given and as it comes back; a number chooses it.

    Args:
        restored: All rows as they come back.
        data: The rows as they were given.
    """

    def __init__(self, restored: Restored, data: TableData) -> None:
        self.model, q = restored.model, restored.quantities
        self._quantities, self._carried, picture = q, restored.carried, restored.model.picture
        self.choice = q.input("chosen_row", look=Look("0", "choice"))
        axes = [down(len(self.model.columns))] if picture is None else picture_axes(picture)
        looks = (GIVEN, GIVEN, GIVEN) if picture is None else (BACK, BACK, AWAY)
        self.given, self.back, self.away = (
            q.tensor(name, *axes, look=look, carried=self._carried)
            for name, look in zip(("chosen_given", "chosen_restored", "chosen_away"), looks, strict=True)
        )
        for tensor, source in ((self.given, data.features), (self.back, restored.told)):
            self._look_up(tensor, source)
        self.away.fill(lambda *cell: self.given[cell] - self.back[cell])
        number = call("INDEX", data.row_numbers, self.choice)
        self.number = q.result("chosen_number", number, look=COUNTER)
        error = call("INDEX", restored.measure, self.choice)
        self.error = q.result("chosen_error", error, role=Role.LOSS, look=SCALED, carried=self._carried)
        self.code = None if restored.code is None else self._code(restored.code)

    def _look_up(self, tensor: Tensor, source: Tensor) -> None:
        """Look up the columns of the chosen row."""
        wide = 0 if self.model.picture is None else self.model.picture[1]

        def looked_up(*cell: Index) -> object:
            column = cell[0] if len(cell) == 1 else cell[0] * wide + cell[1]
            return call("INDEX", source[:, column], self.choice)

        tensor.fill(looked_up)  # type: ignore[arg-type]

    def _code(self, source: Tensor) -> Tensor:
        code = self._quantities.tensor("chosen_code", down(source.shape[1]), look=SCALED, carried=self._carried)
        return code.fill(lambda unit: call("INDEX", source[:, unit], self.choice))


def add_restored(
    book: Book, model: TableNetwork, restored: Restored, given: list[Column], aside: Element | None
) -> Page:
    """Add the sheet of all rows as they come back.

    Args:
        book: The book.
        model: The table.
        restored: The rows.
        given: The columns that say which row it is.
        aside: What lies on the way.
    """
    texts = book.texts
    names = list(map(literal, model.columns))
    columns: list[Column | None] = [*given, Column(restored.measure, [texts["columns.error"]])]
    if restored.code is not None:
        numbers = [str(unit + 1) for unit in range(restored.code.shape[1])]
        columns.append(Column(restored.code, numbers, texts["groups.code"]))
    columns.append(Column(restored.told, names, texts["groups.restored"]))
    columns += [None, Column(restored.outputs, names, texts["groups.outputs"])]
    table = Table(*columns)
    chart = _codes(restored, texts)
    body = table if chart is None else below(chart, table)
    return add_sheet(book, "restored", body, aside=aside)


def add_chosen(book: Book, chosen: Chosen) -> Page:
    """Add the sheet of one row."""
    texts, model = book.texts, chosen.model
    tips, form = (
        tips_of(book, "chosen"),
        Form(chosen.choice, chosen.number, chosen.error, over=model.picture is not None),
    )
    above = form if tips is None else beside(form, tips)
    code = [] if chosen.code is None else [_code(chosen.code, texts)]
    kinds = ("given", "restored", "away")
    tensors = (chosen.given, chosen.back, chosen.away)
    if model.picture is None:
        names = Column(list(map(literal, model.columns)), [texts["columns.column"]])
        shown = Table(names, *(Column(t, [texts[f"chosen.{kind}"]]) for kind, t in zip(kinds, tensors, strict=True)))
        return add_sheet(book, "chosen", below(above, beside(shown, *code)))
    pictures = (Picture(t, texts[f"chosen.{kind}"]) for kind, t in zip(kinds, tensors, strict=True))
    body = below(above, beside(*pictures, *code))
    return add_sheet(book, "chosen", body, about=texts["about.chosen_picture"], default_width=PAINTED_WIDTH)


def _code(code: Tensor, texts: Texts) -> Element:
    return Table(counted(code.shape[0], texts["columns.unit"]), Column(code, [texts["groups.code"]]))


def _codes(restored: Restored, texts: Texts) -> Element | None:
    """Show the codes as points of a plane, if they have two numbers: rows for training and for validation."""
    code, model = restored.code, restored.model
    if code is None or code.shape[1] != 2:
        return None
    parts = {"learned": slice(0, model.training_rows), "kept": slice(model.training_rows, model.rows)}
    series = [
        Series(texts[f"columns.{part}"], code[rows, 0], code[rows, 1], line=False, marker=True, color=color)
        for (part, rows), color in zip(parts.items(), PALETTE, strict=False)
        if rows.stop > rows.start
    ]
    across, up = (texts["charts.code"].format(number=number) for number in (1, 2))
    return ChartBox(Chart(texts["charts.codes"], across, up, series, size=CODES))
