"""Sheets of what is learned: where it begins, every step, and the rows for validation after every epoch."""

from __future__ import annotations

from collections.abc import Mapping

from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.judgement import Judgement
from sheetnet.lessons.network.layers import LAYERS
from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.network.sheets import bands
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.table_network.evaluation import Validation
from sheetnet.lessons.table_network.names import outputs_of, units_of
from sheetnet.lessons.table_network.sheets.about import kinds_of, said_about, said_of_layers
from sheetnet.lessons.table_network.training import TableTraining
from sheetnet.lessons.update_rules import SYMBOLS
from sheetnet.models.table_network import TableNetwork
from sheetnet.models.update_rules import UPDATE_RULES
from sheetnet.texts import Text, Texts, literal
from sheetnet.workbook import Book, Page
from sheetnet.workbook.arrange import (
    BlockColumns,
    Caption,
    Column,
    Element,
    RowBlocks,
    Table,
    below,
    counted,
)


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
    normalised = ["batchnorm_start"] if "batchnorm" in kinds_of(model) else []
    lead = said_about(book.texts, "open.start" if laid_open else "about.start", normalised)
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
    about = said_about(words, "about.training", said_of_layers(model))
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
