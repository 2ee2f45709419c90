"""Sheets of rows: the table, and what the network says of each of its rows."""

from __future__ import annotations

from collections.abc import Sequence

from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.table_network.data import TableData
from sheetnet.lessons.table_network.evaluation import Result
from sheetnet.lessons.table_network.names import outputs_of, units_of
from sheetnet.models.table_network import TableNetwork
from sheetnet.texts import Text, Texts, literal
from sheetnet.workbook import Book, Chart, Page, Series, Tensor
from sheetnet.workbook.arrange import (
    Caption,
    ChartBox,
    Column,
    Element,
    Form,
    Table,
    below,
    beside,
)

SIZE = (11.0, 10.5)
"""Of a chart, in centimetres."""
GREY, BLUE, ORANGE = "7F7F7F", "0072B2", "D55E00"


def add_result(
    book: Book, model: TableNetwork, data: TableData, result: Result, about: Text | None = None, measured: bool = False
) -> Page:
    """Add the sheet of the answers: all rows with what the network tells of them, ``measured`` with their sums."""
    texts = book.texts
    table = Table(
        *given_columns(model, result.row_numbers, texts),
        Column(result.outputs, outputs_of(model), texts["groups.outputs"]),
        Column(result.told, [texts["columns.told"]]),
        *([Column(result.right, [texts["columns.right"]])] if model.classes else []),
        Column(result.measure, [texts["columns.true_output"] if model.classes else literal("t − a")]),
    )
    top: Element = (
        _confusion(model, result, texts) if model.classes else ChartBox(*_answers(model, data, result, texts))
    )
    top = beside(Form(*result.measures), top) if measured else top
    return add_sheet(
        book, "result", below(top, table), about=about, aside=None if model.in_bands else out_of_sight(result.forward)
    )


def add_data(book: Book, model: TableNetwork, data: TableData) -> Page:
    """Add the sheet of the table."""
    texts = book.texts
    parts: list[Element] = []
    if data.statistics is not None:
        for statistic, key in zip(data.statistics, ("row.mean", "row.spread"), strict=True):
            parts += [Caption(texts[key], "heading"), one_row(statistic, model.columns)]
    if data.largest is not None:
        parts.append(Form(data.largest))
    if data.classes is not None:
        parts += [Caption(texts["row.classes"], "heading"), one_row(data.classes, model.classes)]
    table = Table(
        *_own_columns(model, data, texts),
        None,
        Column(data.inputs, list(map(literal, model.columns)), texts["groups.inputs"]),
        *([] if model.restores else [Column(data.targets, outputs_of(model), texts["groups.targets"])]),
    )
    return add_sheet(book, "data", beside(table, below(*parts, gap=0)) if parts else table)


def given_columns(model: TableNetwork, rows: Tensor, texts: Texts) -> list[Column]:
    """Say which row of the table each is, and whether it was learned from."""
    kinds = [texts["row.learned"]] * model.training_rows + [texts["row.kept"]] * model.validation
    return [Column(rows, [texts["columns.row"]]), Column(kinds, [texts["columns.use"]])]


def _own_columns(model: TableNetwork, data: TableData, texts: Texts) -> list[Column]:
    """Return the columns as they were given."""
    return [
        *given_columns(model, data.row_numbers, texts),
        Column(data.features, list(map(literal, model.columns)), texts["groups.given"]),
        *([] if model.restores else [Column(data.truth, [literal(model.target)], literal(" "))]),
    ]


def _answers(model: TableNetwork, data: TableData, result: Result, texts: Texts) -> list[Chart]:
    """Show what is told over what is true; with one column also both over it."""
    true = Series(texts["charts.row"], data.truth[...], result.told[...], line=False, marker=True, color=BLUE)
    perfect = Series(texts["charts.perfect"], data.truth[...], data.truth[...], color=GREY, width=1)
    target = literal(model.target)
    charts = [
        Chart(texts["charts.told"], texts["charts.true"].format(target=target), texts["columns.told"],
              [perfect, true], size=SIZE)
    ]  # fmt: skip
    off = Series(texts["charts.row"], result.told[...], result.residual[...], line=False, marker=True, color=ORANGE)
    charts.append(Chart(texts["charts.residual"], texts["columns.told"], literal("t − a"), [off], size=SIZE))
    if len(model.columns) == 1:
        given = data.features[:, 0]
        points = Series(target, given, data.truth[...], line=False, marker=True, color=GREY)
        curve = Series(texts["columns.told"], given, result.told[...], line=False, marker=True, color=ORANGE)
        charts.insert(0, Chart(texts["charts.fitted"], literal(model.columns[0]), target, [points, curve], size=SIZE))
    return charts


def _confusion(model: TableNetwork, result: Result, texts: Texts) -> Element:
    """Arrange how often which class is taken for which."""
    names = list(map(literal, model.classes))
    table = Table(
        Column(names, [texts["columns.is"]]), Column(result.confusion, names, texts["groups.told"])
    )  # fmt: skip
    return below(Caption(texts["row.confusion"], "heading"), table, gap=0)


def out_of_sight(forward: ForwardPass) -> Element:
    """Arrange what lies on the way to the answers."""
    network = forward.network
    columns = [
        Column(layer.pictures[kind].tensor, units_of(node), forward.texts.picture(node, kind))
        for node in network.nodes
        for layer in [forward.layers[node.name]]
        for kind in layer.kinds(node.layer)
        if not (node is network.output and kind == "activation")
    ]
    return Table(*columns)


def one_row(tensor: Tensor, names: Sequence[Text | str]) -> Table:
    """Arrange one row of cells below their names."""
    return Table(Column(tensor, [literal(name) if isinstance(name, str) else name for name in names]))
