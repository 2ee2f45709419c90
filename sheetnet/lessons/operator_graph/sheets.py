"""The sheets of a model laid open: one sample followed, answers, every step, weights."""

from __future__ import annotations

from collections.abc import Sequence

from sheetnet.lessons.operator_graph.answers import Answers, Followed
from sheetnet.lessons.operator_graph.elements import Block, Numbers, band_of
from sheetnet.lessons.operator_graph.values import Values, is_weighted
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.operator_graph import CONSTANT, OperatorGraph
from sheetnet.models.operator_graph.graph import SAMPLES, Node
from sheetnet.models.operator_graph.operators import Softmax
from sheetnet.texts import Text, literal
from sheetnet.workbook import Book, Page, Run, Tensor
from sheetnet.workbook.arrange import Caption, Column, Element, Form, Gap, Table, below, beside, counted
from sheetnet.workbook.axis import Direction

LINE = 34
"""Columns of pictures side by side of the sample that is followed; more go on in the next line."""
VALUES = 14
"""Numbers of a list side by side, likewise."""
MOST_NAMED = 400
"""Units or channels whose numbers stand beside them."""


def add_followed(book: Book, model: OperatorGraph, values: Values, followed: Followed) -> Page:
    """Add the sheet of one sample: a number to choose it, and all that becomes of it."""
    texts, told = book.texts, [] if followed.told is None else [followed.told]
    tips = tips_of(book, "follow")
    top: list[Element] = [Form(followed.chosen, *told)]
    if followed.told is not None:
        names = Table(Column([float(n) for n in range(1, model.units + 1)], [texts["columns.number"]], style="counter"),
                      Column(list(map(literal, model.classes)), [texts["columns.class"]]))  # fmt: skip
        shown = model.units <= 12 and model.classes != tuple(str(n) for n in range(model.units))
        top += [names] if shown else []
    head = beside(*top, *([] if tips is None else [tips]))
    stages: list[Element] = []
    for name, tensor in followed.arrays.items():
        node = next((each for each in model.nodes if each.name == name), None)
        title = texts["row.samples"] if node is None else _entitled(values, node)
        stages.append(below(Caption(title, "heading"), _one(model, name, tensor, values), gap=0))
    return add_sheet(book, "follow", below(head, *stages), default_width=5.5)


def add_answers(book: Book, model: OperatorGraph, values: Values, answers: Answers) -> Page | None:
    """Add the sheet of the answers: what is told of each sample; none where nothing is told or known."""
    texts = book.texts
    columns = [counted(len(model.samples), texts["columns.sample"])]
    if answers.truth is not None:
        columns.append(Column(answers.truth, [texts[f"columns.{model.source}"]]))
    if answers.told is not None:
        columns.append(Column(answers.told, [texts["columns.told"]]))
    if answers.judged is not None:
        columns.append(Column(answers.judged, [texts["columns.right"] if model.tells else "t − y"]))
    if len(columns) == 1:
        return None
    parts: list[Element] = [Form(*answers.measures)] if answers.measures else []
    if answers.classes is not None:
        names = Table(Column(answers.classes, [literal(name) for name in model.classes]))
        parts.append(below(Caption(texts["row.classes"], "heading"), names, gap=0))
    return add_sheet(book, "answers", beside(Table(*columns), *([below(*parts)] if parts else [])))


def add_steps(book: Book, model: OperatorGraph, values: Values) -> Page:
    """Add the sheet of all arrays for all samples."""
    body = _tables(book, model, values) if values.layout.in_rows else _bands(book, model, values)
    return add_sheet(book, "steps", body)


def add_weights(book: Book, model: OperatorGraph, values: Values) -> Page | None:
    """Add the sheet of the constants, those of each operator side by side; none where there are none."""
    blocks: list[Element] = []
    seen: set[str] = set()
    for node in model.nodes:
        names = [name for name in dict.fromkeys(node.inputs) if name in model.constants and name not in seen]
        seen |= set(names)
        if names:
            tensors = [values.tensors[name] for name in names]
            shown = (Block(tensor, heading=_short(book, model, tensor, node)) for tensor in tensors)
            blocks.append(below(Caption(_entitled(values, node), "heading"), beside(*shown), gap=0))
    return add_sheet(book, "weights", below(*blocks)) if blocks else None


def _tables(book: Book, model: OperatorGraph, values: Values) -> Element:
    """Arrange arrays as columns, a row a sample."""
    texts = book.texts
    columns: list[Column | None] = [
        counted(len(model.samples), texts["columns.sample"]),
        Column(values.tensors[SAMPLES], list(map(literal, model.columns)) or ["x"], texts["row.samples"]),
    ]
    for node in model.nodes:
        for part, tensor in values.parts[node.name].items():
            columns.append(_column(tensor, literal(f"{node.name} · {part}: {tensor.equation}"), model))
        columns.append(_column(values.tensors[node.name], _entitled(values, node), model, node is model.output))
    return Table(*(each for column in columns for each in (column, None)), held=1)


def _column(tensor: Tensor, group: Text, model: OperatorGraph, answers: bool = False) -> Column:
    count = tensor.shape[1] if len(tensor.shape) > 1 else 1
    names = [literal(name) for name in model.classes] if answers and model.classes else []
    return Column(tensor, names or [literal(str(number + 1)) for number in range(count)], group)


def _bands(book: Book, model: OperatorGraph, values: Values) -> Element:
    """Arrange arrays below each other, a band of columns a sample."""
    arrays = [values.tensors[SAMPLES]]
    for node in model.nodes:
        arrays += [*values.parts[node.name].values(), values.tensors[node.name]]
    band = band_of(arrays)
    stages: list[Element] = [
        Numbers(len(model.samples), band, book.texts["columns.sample"]),
        Caption(book.texts["row.samples"], "heading"),
        Block(arrays[0], _names(model, arrays[0], ()), band, labelled=True),
    ]
    for node in model.nodes:
        for part, tensor in values.parts[node.name].items():
            title = literal(f"{node.name} · {part}        {tensor.equation}")
            stages += [Gap(), Caption(title, "heading"), Block(tensor, _names(model, tensor, ()), band, labelled=True)]
        tensor, names = values.tensors[node.name], model.classes if node is model.output else ()
        block = Block(tensor, _names(model, tensor, names), band, labelled=True)
        stages += [Gap(), Caption(_entitled(values, node), "heading"), block]
    return below(*stages, gap=0)


def _names(model: OperatorGraph, tensor: Tensor, names: Sequence[str]) -> list[Text]:
    """Number units or channels, or name them."""
    downwards = [axis for axis in tensor.axes[1:] if axis.direction is Direction.DOWN]
    if not downwards or (len(tensor.shape) == 3 and downwards[0].size > MOST_NAMED):
        return []
    count = downwards[0].size if len(tensor.shape) != 3 or len(downwards) == 1 else 0
    return [literal(name) for name in names] or [literal(str(n + 1)) for n in range(min(count, MOST_NAMED))]


def _entitled(values: Values, node: Node) -> Text:
    return values.title(node) + literal(f"        {values.equation(node)}")


def _short(book: Book, model: OperatorGraph, tensor: Tensor, node: Node) -> Text:
    """Say which of an operator's constants one is."""
    at = node.inputs.index(tensor.name.removeprefix(CONSTANT))
    role = type(node.operator).takes[at].partition("_")[0]
    return book.texts[f"role.{role}"] + literal(f"  {'×'.join(map(str, tensor.shape))}")


def _one(model: OperatorGraph, name: str, tensor: Tensor, values: Values) -> Element:
    """Arrange what belongs to the followed sample: pictures in lines, a list in lines, a number."""
    del model, values, name
    if len(tensor.shape) == 3:
        channels, rows, columns = tensor.shape
        pitch = columns + 1
        runs = [
            Run(channels, right=pitch, wrap=max(1, LINE // pitch), line=rows + 1), Run(rows, down=1),
            Run(columns, right=1),
        ]  # fmt: skip
        return Block(tensor, runs=runs)
    if len(tensor.shape) == 1:
        return Block(tensor, runs=[Run(tensor.shape[0], right=1, wrap=VALUES, line=1)])
    return Block(tensor)


__all__ = ["Softmax", "add_answers", "add_followed", "add_steps", "add_weights", "is_weighted"]
