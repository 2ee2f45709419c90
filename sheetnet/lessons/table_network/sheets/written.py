"""The sheet on which the reader writes a row: at the left the row, at the right the answer and how it comes about."""

from __future__ import annotations

from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.table_network.evaluation import Answered, Result
from sheetnet.lessons.table_network.names import outputs_of, units_of
from sheetnet.lessons.table_network.sheets.rows import GREY, ORANGE, one_row
from sheetnet.lessons.table_network.written import WrittenRow
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Chart, Page, Series
from sheetnet.workbook.arrange import Answer, Caption, ChartBox, Column, Element, Table, below, beside

SIZE = (12.5, 8.5)
"""Of the chart, in centimetres."""
RED, MARK = "C00000", 12
TIPS, SHORT = 44.0, 12
"""Width of the tips, in characters, and columns up to which these stand below the row: on the first screen."""


def add_written(book: Book, written: WrittenRow, result: Answered) -> Page:
    """Add the sheet.

    Args:
        book: The book.
        written: The row and what becomes of it.
        result: What the network says of all rows: the background on which a single column's answer is drawn.
    """
    texts, model = book.texts, written.model
    found = tips_of(book, "try_row", TIPS)
    tips = [] if found is None else [found]
    answer = [] if model.restores else [_answer(written, result, texts)]
    short = len(model.columns) <= SHORT
    left = below(_row(written, texts), *(tips if short else []))
    right = below(*answer, *([] if short else tips), _layers(written, texts))
    return add_sheet(book, "try_row", beside(left, right))


def _row(written: WrittenRow, texts: Texts) -> Element:
    """Arrange the row, a line a column, beside the numbers between which was learned."""
    columns = [
        Column(list(map(literal, written.model.columns)), [texts["columns.column"]], style="row_label"),
        Column(written.row, [texts["columns.own"]]),
        *([] if written.restored is None else [Column(written.restored, [texts["row.restored"]])]),
        Column(written.least, [texts["columns.learned_least"]]),
        Column(written.most, [texts["columns.learned_most"]]),
        Column(written.beyond, [literal(" ")]),
    ]
    return below(Caption(texts["row.own"], "heading"), Table(*columns), gap=0)


def _answer(written: WrittenRow, result: Answered, texts: Texts) -> Element:
    """Arrange what the network says: every class with its output, or a number."""
    assert written.told is not None
    model = written.model
    if written.shares is not None and written.marks is not None:
        classes = Table(
            Column(outputs_of(model), [texts["columns.class"]], style="row_label"),
            Column(written.shares, ["a"]),
            Column(written.marks, [literal(" ")]),
        )
        return below(Caption(texts["row.answer"], "heading"), classes, gap=0)
    answer = Answer(written.told, texts["row.answer_number"].format(target=literal(model.target)), air=0)
    if isinstance(result, Result) and len(model.columns) == 1:
        return beside(answer, ChartBox(_fitted(written, result, texts)))
    return answer


def _fitted(written: WrittenRow, result: Result, texts: Texts) -> Chart:
    """Show the row on the curve that was learned."""
    assert written.told is not None
    model, given = written.model, written.data.features[:, 0]
    target = literal(model.target)
    series = [
        Series(target, given, result.truth[...], line=False, marker=True, color=GREY),
        Series(texts["columns.told"], given, result.told[...], line=False, marker=True, color=ORANGE),
        Series(texts["charts.own"], written.row[...], written.told[()], line=False, marker=True, color=RED, mark=MARK),
    ]
    return Chart(texts["charts.own_title"], literal(model.columns[0]), target, series, size=SIZE)


def _layers(written: WrittenRow, texts: Texts) -> Element:
    """Arrange what lies between the row and the answer, layer by layer."""
    model, forward = written.model, written.forward
    body: list[Element] = [Caption(texts["row.scaled"], "heading"), one_row(written.inputs, model.columns)]
    for node in forward.network.nodes:
        names = outputs_of(model) if node is forward.network.output else units_of(node)
        for kind in forward.layers[node.name].kinds(node.layer):
            tensor = forward.layers[node.name].pictures[kind].tensor
            body += [Caption(forward.texts.picture(node, kind), "heading"), one_row(tensor, names)]
    if written.told is not None and written.marks is not None:
        body.append(Table(Column(written.told, [texts["columns.told"]])))
    return below(*body, gap=0)
