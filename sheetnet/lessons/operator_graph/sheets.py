"""The sheets of a model laid open: one sample followed, answers, every step, weights."""

from __future__ import annotations

from collections.abc import Sequence

from sheetnet.lessons.operator_graph.answers import Answers, Followed
from sheetnet.lessons.operator_graph.values import Values, called
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.operator_graph import CONSTANT, OperatorGraph
from sheetnet.models.operator_graph.graph import SAMPLES, Node
from sheetnet.models.operator_graph.operators import Gemm, MatMul, Sigmoid, Softmax
from sheetnet.texts import Text, literal
from sheetnet.workbook import Book, Chart, Page, Run, Series, Tensor
from sheetnet.workbook.arrange import (
    ArrayBlock,
    Caption,
    ChartBox,
    Column,
    Element,
    Form,
    Gap,
    Link,
    NamedList,
    SampleNumbers,
    Table,
    band_of,
    below,
    beside,
    counted,
)
from sheetnet.workbook.axis import Direction

LINE = 34
"""Columns of pictures side by side of the sample that is followed; more go on in the next line."""
CHART = (11.0, 8.5)
"""Size of the chart of answers, in centimetres."""
GREY, BLUE = "7F7F7F", "0072B2"
TIP = 44.0
"""Width of a tip, in characters."""
VALUES = 14
"""Numbers of a list side by side, likewise."""
MOST_NAMED = 400
"""Units or channels whose numbers stand beside them."""


def add_followed(book: Book, model: OperatorGraph, values: Values, followed: Followed) -> Page:
    """Add the sheet of one sample: a number to choose it, and all that becomes of it."""
    texts, output = book.texts, followed.arrays.get(model.output.name)
    told = [] if followed.told is None else [followed.told]
    tips = tips_of(book, "follow", TIP)
    left = below(Form(followed.chosen, *told, over=True), *([] if tips is None else [tips]))
    x = below(Caption(texts["row.samples"], "heading"), _row(model, followed.arrays[SAMPLES]), gap=0)
    head = [left, x]
    answers = output is not None and len(output.shape) == 1
    if output is not None and answers:
        names = [literal(name) for name in model.classes or map(str, range(output.shape[0]))]
        kind = texts["columns.class" if model.tells else "columns.number"]
        head.append(NamedList(output, names, kind, literal(called(model.output.name))))
    stages = [
        below(Caption(_entitled(values, node), "heading"), _one(followed.arrays[node.name]), gap=0)
        for node in model.nodes
        if node.name in followed.arrays and not (answers and node is model.output)
    ]
    return add_sheet(book, "follow", below(beside(*head), *stages), default_width=5.5)


def add_answers(book: Book, model: OperatorGraph, values: Values, answers: Answers) -> Page | None:
    """Add the sheet of the answers: what is told of each sample; none where nothing is told or known."""
    if answers.number is None or answers.told is None:
        return None
    texts = book.texts
    columns = [Column(answers.number, [texts["columns.sample"]])]
    if answers.truth is not None:
        columns.append(Column(answers.truth, [texts[f"columns.{model.source}"]]))
    columns.append(Column(answers.told, [texts["columns.told"]]))
    if answers.largest is not None:
        columns.append(Column(answers.largest, [texts["columns.largest"]]))
    if answers.judged is not None:
        columns.append(Column(answers.judged, [texts["columns.right"] if model.tells else "t − y"]))
    parts: list[Element] = [Form(*answers.measures)] if answers.measures else []
    parts.append(ChartBox(_chart(book, model, answers)))
    return add_sheet(book, "answers", beside(Table(*columns), below(*parts)))


def _chart(book: Book, model: OperatorGraph, answers: Answers) -> Chart:
    """Show how sure the model is of each sample, or what it says over what is known."""
    texts, told, number = book.texts, answers.told, answers.number
    assert told is not None and number is not None
    shown = told if answers.largest is None else answers.largest
    across, title = number, texts["charts.largest" if model.tells else "charts.told"]
    lines: list[Series] = []
    if not model.tells and answers.truth is not None:
        across, title = answers.truth, texts["charts.compared"]
        lines = [Series(texts["charts.equal"], across[...], across[...], color=GREY, width=1)]
    kind = texts["columns.sample"] if across is number else texts[f"columns.{model.source}"]
    points = Series(texts["columns.largest" if model.tells else "columns.told"], across[...], shown[...], line=False,
                    marker=True, color=BLUE)  # fmt: skip
    shares = (0.0, 1.0) if isinstance(model.output.operator, (Softmax, Sigmoid)) and model.tells else None
    title = texts["charts.sure"] if shares else title
    return Chart(title, kind, points.title, [*lines, points], size=CHART, y_limits=shares)


def add_steps(book: Book, model: OperatorGraph, values: Values) -> Page:
    """Add the sheet of all arrays for all samples."""
    body = _tables(book, model, values) if values.layout.in_rows else _bands(book, model, values)
    return add_sheet(book, "steps", body)


def add_model(book: Book, model: OperatorGraph, values: Values) -> Page:
    """Add the sheet of the graph: what each operator takes and gives, and where its numbers are."""
    texts, constants = book.texts, model.constants
    links = [Link(literal(node.name), values.tensors[node.name][(0,) * len(model.shapes[node.name])])
             for node in model.nodes]  # fmt: skip
    taken = [", ".join(called(name) for name in node.inputs if name not in constants) for node in model.nodes]
    counts = [float(sum(constants[name].size for name in node.inputs if name in constants)) for node in model.nodes]
    table = Table(
        Column(links, [texts["columns.result"]]),
        Column([literal(node.operator.kind) for node in model.nodes], [texts["columns.operator"]]),
        Column([literal(each) for each in taken], [texts["columns.takes"]]),
        Column(
            [literal("×".join(map(str, model.shapes[node.name]))) for node in model.nodes], [texts["columns.shape"]]
        ),
        Column(counts, [texts["columns.weights"]], style="counter"),
        Column([literal(values.equation(node)) for node in model.nodes], [texts["columns.equation"]], style="equation"),
        Column([literal(title) for title in model.titles], [texts["columns.title"]], style="muted"),
    )
    return add_sheet(book, "model", below(table, *_outputs(book, model)))


def _outputs(book: Book, model: OperatorGraph) -> list[Element]:
    """Say which of several answers is meant elsewhere, and what is left off."""
    texts, said = book.texts, []
    if model.outputs:
        others = literal(", ".join(model.outputs))
        said.append(texts["outputs.several"].format(main=model.output.name, others=others))
    if model.left:
        said.append(texts["outputs.left"].format(left=literal(", ".join(model.left))))
    return [Caption(text, "muted") for text in said]


def add_weights(book: Book, model: OperatorGraph, values: Values) -> Page | None:
    """Add the sheet of the constants, those of each operator side by side; none where there are none."""
    blocks: list[Element] = []
    seen: set[str] = set()
    for node in model.nodes:
        names = [name for name in dict.fromkeys(node.inputs) if name in model.constants and name not in seen]
        seen |= set(names)
        if names:
            tensors = [values.tensors[name] for name in names]
            shown = (ArrayBlock(tensor, heading=_short(book, model, tensor, node)) for tensor in tensors)
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
        SampleNumbers(len(model.samples), band, book.texts["columns.sample"]),
        Caption(book.texts["row.samples"], "heading"),
        ArrayBlock(arrays[0], _names(model, arrays[0], ()), band, labelled=True),
    ]
    for node in model.nodes:
        for part, tensor in values.parts[node.name].items():
            title = literal(f"{node.name} · {part}        {tensor.equation}")
            stages += [
                Gap(),
                Caption(title, "heading"),
                ArrayBlock(tensor, _names(model, tensor, ()), band, labelled=True),
            ]
        tensor, names = values.tensors[node.name], model.classes if node is model.output else ()
        block = ArrayBlock(tensor, _names(model, tensor, names), band, labelled=True)
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
    return book.texts[f"role.{role}"] + literal(f" {'×'.join(map(str, tensor.shape))}") + _lies(book, tensor, node)


def _lies(book: Book, tensor: Tensor, node: Node) -> Text:
    """Say how weights lie: a row, or a column, for each unit or filter."""
    if len(tensor.shape) == 4:
        return book.texts["lies.filters"]
    if len(tensor.shape) != 2 or not isinstance(node.operator, (Gemm, MatMul)):
        return literal("")
    units = 0 if isinstance(node.operator, Gemm) and node.operator.transB else 1
    return book.texts[f"lies.{tensor.axes[units].direction.value}"]


def _row(model: OperatorGraph, tensor: Tensor) -> Element:
    """Arrange a sample below the names of its columns, where it is a short row."""
    if not 1 <= len(model.columns) <= VALUES:
        return _one(tensor)
    return Table(Column(tensor, list(map(literal, model.columns))))


def _one(tensor: Tensor) -> Element:
    """Arrange what belongs to the followed sample: pictures in lines, a list in lines, a number."""
    if len(tensor.shape) == 3:
        channels, rows, columns = tensor.shape
        pitch = columns + 1
        runs = [
            Run(channels, right=pitch, wrap=max(1, LINE // pitch), line=rows + 1), Run(rows, down=1),
            Run(columns, right=1),
        ]  # fmt: skip
        return ArrayBlock(tensor, runs=runs)
    if len(tensor.shape) == 1:
        return ArrayBlock(tensor, runs=[Run(tensor.shape[0], right=1, wrap=VALUES, line=1)])
    return ArrayBlock(tensor)
