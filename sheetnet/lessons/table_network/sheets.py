"""The sheets of a network on a table: curves, what the reader tries, the answers, the table, the training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.judgement import Judgement
from sheetnet.lessons.network.layers import LAYERS
from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.network.sheets import bands
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.panel import panel
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.table_network.data import TableData
from sheetnet.lessons.table_network.evaluation import Answered, Result, Tried, Validation
from sheetnet.lessons.table_network.names import outputs_of, units_of
from sheetnet.lessons.table_network.training import TableTraining
from sheetnet.lessons.update_rules import SYMBOLS
from sheetnet.models.table_network import TableNetwork
from sheetnet.models.update_rules import UPDATE_RULES
from sheetnet.texts import Text, Texts, literal
from sheetnet.workbook import Book, Chart, Page, Series, Tensor
from sheetnet.workbook.arrange import (
    BlockColumns,
    Caption,
    ChartBox,
    Column,
    Element,
    Form,
    RowBlocks,
    Table,
    below,
    beside,
    counted,
)

CURVES, ANSWERS = (11.0, 9.5), (11.0, 10.5)
MOST_MARKED = 60
"""Epochs up to which every one of them is marked on a curve."""
GREY, BLUE, ORANGE, GREEN, RED = "7F7F7F", "0072B2", "D55E00", "009E73", "C00000"
MARK = 10
"""Size of the marks of single epochs, in points."""


def add_curve(book: Book, training: TableTraining, validation: Validation | None, result: Answered) -> Page:
    """Add the sheet of the curves: what to change, what becomes of it, how the cost fell."""
    texts = book.texts
    changes = [*training.rates.changes, *training.constants.values()]
    changes += [] if validation is None or validation.stopping is None else [validation.stopping.patience]
    results = [training.final, *([] if validation is None else validation.results), *result.measures]
    table = Table(
        Column(training.epoch, [texts["columns.epoch"]]),
        Column(training.cost, [texts["columns.learned"]]),
        *([] if validation is None else _kept_columns(validation, texts)),
    )
    left = panel(book, "curve", changes, results)
    chart = ChartBox(_curves(training, validation, texts))
    steps = [Column(training.number, [texts["columns.step"]]), Column(training.step_cost, ["C"])]
    steps += [] if training.rates.by_step is None else [Column(training.rates.by_step, ["η"])]
    steps += [Column(aid, [aid.symbol]) for aid in training.stages.aids]
    stopping = ["stopping"] if validation is not None and validation.stopping is not None else []
    return add_sheet(book, "curve", below(beside(left, chart), beside(table, Table(*steps))),
                     about=_about(texts, "about.curve", stopping))  # fmt: skip


def add_tried(book: Book, model: TableNetwork, tried: Tried) -> Page:
    """Add the sheet on which the reader writes a row."""
    texts, output = book.texts, tried.forward.network.output
    body: list[Element] = [
        Caption(texts["row.given"], "heading"),
        _one_row(tried.row, model.columns),
        Caption(texts["row.scaled"], "heading"),
        _one_row(tried.inputs, model.columns),
    ]
    for node in tried.forward.network.nodes:
        names = outputs_of(model) if node is output else units_of(node)
        for kind in tried.forward.layers[node.name].kinds(node.layer):
            body += [
                Caption(tried.forward.texts.picture(node, kind), "heading"),
                _one_row(tried.forward.layers[node.name].pictures[kind].tensor, names),
            ]
    if tried.restored is not None:
        body += [Caption(texts["row.restored"], "heading"), _one_row(tried.restored, model.columns)]
    return add_sheet(book, "try_row", below(*body, gap=0))


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
            parts += [Caption(texts[key], "heading"), _one_row(statistic, model.columns)]
    if data.largest is not None:
        parts.append(Form(data.largest))
    if data.classes is not None:
        parts += [Caption(texts["row.classes"], "heading"), _one_row(data.classes, model.classes)]
    table = Table(
        *_own_columns(model, data, texts),
        None,
        Column(data.inputs, list(map(literal, model.columns)), texts["groups.inputs"]),
        *([] if model.restores else [Column(data.targets, outputs_of(model), texts["groups.targets"])]),
    )
    return add_sheet(book, "data", beside(table, below(*parts, gap=0)) if parts else table)


def add_start(
    book: Book, model: TableNetwork, start: Mapping[str, Recurring], texts: NetworkTexts, laid_open: bool = False
) -> Page:
    """Add the sheet of the initial weights and biases, or of those of a network that was trained elsewhere."""
    layers: list[Element] = []
    seen = [literal(name) for name in model.columns]
    for node in bands.parameter_nodes(model.network):
        names = outputs_of(model) if node is model.network.output else units_of(node)
        symbols = LAYERS[node.layer.kind].parameter_symbols
        columns = [
            Column(tensor, seen, literal(symbols[local])) if len(tensor.shape) > 1 else Column(tensor, [symbols[local]])
            for local, tensor in ((local, start[name].tensor) for local, name in node.parameters.items())
        ]
        table = Table(Column(names, [literal("")]), *columns)
        layers.append(below(Caption(texts.heading(node), "heading"), table, gap=0))
        seen = names
    normalised = ["batchnorm_start"] if "batchnorm" in _kinds(model) else []
    lead = _about(book.texts, "open.start" if laid_open else "about.start", normalised)
    return add_sheet(book, "start", below(*layers), about=lead)


def add_training(book: Book, training: TableTraining, texts: NetworkTexts) -> Page:
    """Add the sheet of the training, every step a block."""
    model, words, forward = training.model, book.texts, training.forward
    kept = UPDATE_RULES[model.optimizer].states
    remembered = ({name: states[kind] for name, states in training.states.items()} for kind in kept)
    blocks = RowBlocks(
        columns=_step_columns(training, words),
        titles=[*step_titles(model, words), words["row.after"]],
        samples=model.step_rows,
        total=training.judgement.total_cost.tensor,
        symbol="C",
        groups=[
            bands.group(forward, forward.parameters, bands.PARAMETERS),
            *bands.aid_groups(forward),
            bands.group(forward, training.backward.gradients, bands.GRADIENTS),
            *(bands.group(forward, each, words[f"row.{kind}"]) for kind, each in training.stages.found.items()),
            *(bands.group(forward, each, SYMBOLS[kind]) for kind, each in zip(kept, remembered, strict=True)),
        ],
        unit_labels=bands.unit_labels(forward),
        remedy=lambda most: f"use epochs={max(1, (most - 1) // model.epoch_steps)} or fewer",
    )
    aside = order_of(training, words) if model.in_batches else None
    equations = "\n".join(texts.equations.training())
    also = [kind for kind in ("dropout", "batchnorm") if kind in _kinds(model)]
    about = _about(words, "about.training", also)
    return add_sheet(book, "training", blocks, equation=equations, about=about, aside=aside)


def add_validation(
    book: Book, training: TableTraining, validation: Validation, texts: NetworkTexts
) -> Page:  # fmt: skip
    """Add the sheet of the rows that are not learned from, every epoch a block."""
    model, words = training.model, book.texts
    blocks = RowBlocks(
        columns=_pass_columns(model, validation.forward, validation.judgement, words),
        titles=[words["row.epoch"].format(epoch=epoch + 1) for epoch in range(model.epochs)],
        samples=model.validation,
        total=validation.judgement.total_cost.tensor,
        symbol="C",
        remedy=lambda most: f"use epochs={most} or fewer",
    )
    return add_sheet(book, "validation", blocks)


def _about(texts: Texts, key: str, also: Sequence[str]) -> Text:
    """Return the paragraph below a title, with what is to be said of these settings besides."""
    found = texts[key]
    for each in also:
        found = texts["also.joined"].format(first=found, then=texts[f"also.{each}"])
    return found


def _kinds(model: TableNetwork) -> set[str]:
    return {node.layer.kind for node in model.network.nodes}


def _step_columns(training: TableTraining, texts: Texts) -> list[BlockColumns | None]:
    """Return the columns of a step: its rows, the way forward, the cost, the way back."""
    model, forward = training.model, training.forward
    found: list[BlockColumns | None] = []
    if training.fed.numbers is not None:
        found += [
            BlockColumns(training.fed.numbers, [texts["columns.row"]]),
            BlockColumns(training.fed.inputs.tensor, list(map(literal, model.columns)), texts["groups.inputs"]),
        ]
        if training.fed.targets.tensor is not training.fed.inputs.tensor:
            found.append(BlockColumns(training.fed.targets.tensor, outputs_of(model), texts["groups.targets"]))
        found.append(None)
    back: list[BlockColumns | None] = [
        BlockColumns(forward.layers[node.name].delta.tensor, units_of(node), forward.texts.picture(node, "delta"))
        for node in reversed(model.network.nodes)
    ]
    return [*found, *_pass_columns(model, forward, training.judgement, texts), None, *back]


def _pass_columns(
    model: TableNetwork, forward: ForwardPass, judgement: Judgement, texts: Texts
) -> list[BlockColumns | None]:  # fmt: skip
    """Return the columns of a forward pass, layer by layer, and the cost."""
    found: list[BlockColumns | None] = []
    for node in model.network.nodes:
        layer, names = forward.layers[node.name], outputs_of(model) if node is model.network.output else units_of(node)
        pictures = {kind: layer.pictures[kind] for kind in layer.kinds(node.layer)}
        masks = {kind: aid for kind, aid in layer.aids.items() if aid.by_sample}
        found += [
            BlockColumns(picture.tensor, names, forward.texts.picture(node, kind))
            for kind, picture in {**masks, **pictures}.items()
        ]
    return [*found, BlockColumns(judgement.cost.tensor, ["C"])]


def step_titles(model: TableNetwork, texts: Texts) -> list[Text]:
    """Return what each step is called: its epoch, and its number within it where there are several."""
    if model.epoch_steps == 1:
        return [texts["row.epoch"].format(epoch=epoch + 1) for epoch in range(model.epochs)]
    return [
        texts["row.step"].format(epoch=step // model.epoch_steps + 1, step=step % model.epoch_steps + 1)
        for step in range(model.steps)
    ]


def order_of(training: TableTraining, texts: Texts) -> Element:
    """Arrange the order in which the rows are seen, one row an epoch."""
    model = training.model
    numbers = [str(place + 1) for place in range(model.training_rows)]
    table = Table(counted(model.epochs, texts["columns.epoch"]), Column(training.order, numbers))
    return below(Caption(texts["row.order"], "heading"), table, gap=0)


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


def _kept_columns(validation: Validation, texts: Texts) -> list[Column]:
    """Return the validation cost of every epoch and, if stopping is marked, for how long it was no better."""
    columns = [Column(validation.cost, [texts["columns.kept"]])]
    if validation.stopping is not None:
        columns += [Column(validation.stopping.least, [texts["columns.least"]])]
        columns += [Column(validation.stopping.waited, [texts["columns.waited"]])]
    return columns


def _marks(validation: Validation, texts: Texts) -> list[Series]:
    """Mark the epoch of the least validation cost, and the one after which the training would have stopped."""
    found = [_mark(texts["charts.best"], validation.best, validation.best_cost, GREEN)]
    if validation.stopping is not None:
        found.append(_mark(texts["charts.stop"], validation.stopping.epoch, validation.stopping.cost, RED, cross=True))
    return found


def _mark(title: Text, epoch: Tensor, cost: Tensor, color: str, cross: bool = False) -> Series:
    return Series(title, epoch[()], cost[()], line=False, marker=True, color=color, mark=MARK, cross=cross)


def _curves(training: TableTraining, validation: Validation | None, texts: Texts) -> Chart:
    epochs = training.model.epochs
    marked = epochs <= MOST_MARKED
    series = [Series(texts["columns.learned"], training.epoch[...], training.cost[...], marker=marked, color=BLUE)]
    if validation is not None:
        curve = validation.cost[...]
        series.append(Series(texts["columns.kept"], training.epoch[...], curve, marker=marked, color=ORANGE))
        series += _marks(validation, texts)
    return Chart(
        texts["charts.cost"], texts["columns.epoch"], literal("C"), series,
        x_limits=(0, epochs), y_limits=(0, None), size=CURVES,
    )  # fmt: skip


def _answers(model: TableNetwork, data: TableData, result: Result, texts: Texts) -> list[Chart]:
    """Show what is told over what is true; with one column also both over it."""
    true = Series(texts["charts.row"], data.truth[...], result.told[...], line=False, marker=True, color=BLUE)
    perfect = Series(texts["charts.perfect"], data.truth[...], data.truth[...], color=GREY, width=1)
    target = literal(model.target)
    charts = [
        Chart(texts["charts.told"], texts["charts.true"].format(target=target), texts["columns.told"],
              [perfect, true], size=ANSWERS)
    ]  # fmt: skip
    off = Series(texts["charts.row"], result.told[...], result.residual[...], line=False, marker=True, color=ORANGE)
    charts.append(Chart(texts["charts.residual"], texts["columns.told"], literal("t − a"), [off], size=ANSWERS))
    if len(model.columns) == 1:
        given = data.features[:, 0]
        points = Series(target, given, data.truth[...], line=False, marker=True, color=GREY)
        curve = Series(texts["columns.told"], given, result.told[...], line=False, marker=True, color=ORANGE)
        charts.insert(
            0, Chart(texts["charts.fitted"], literal(model.columns[0]), target, [points, curve], size=ANSWERS)
        )
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


def _one_row(tensor: Tensor, names: Sequence[Text | str]) -> Table:
    """Arrange one row of cells below their names."""
    return Table(Column(tensor, [literal(name) if isinstance(name, str) else name for name in names]))
