"""The sheets of pictures that layers look at through windows: each picture a band of columns, each step a block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheetnet.lessons.network.data import NARROW
from sheetnet.lessons.network.judgement import Judgement
from sheetnet.lessons.network.layers import LAYERS
from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.network.scope import parameter_uses
from sheetnet.lessons.network.sheets import bands
from sheetnet.lessons.network.sheets.data import WEIGHT
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.table_network.evaluation import Answered, Validation
from sheetnet.lessons.table_network.fed import Fed
from sheetnet.lessons.table_network.sheets.about import kinds_of, said_about, said_of_layers
from sheetnet.lessons.table_network.sheets.training import order_of, step_titles
from sheetnet.lessons.table_network.training import TableTraining
from sheetnet.lessons.update_rules import SYMBOLS
from sheetnet.models.table_network import TableNetwork
from sheetnet.models.update_rules import UPDATE_RULES
from sheetnet.texts import Text, literal
from sheetnet.workbook import Book, Page
from sheetnet.workbook.arrange import Bands, Head, Strip, UnitPictures, below


def add_banded_training(book: Book, training: TableTraining, texts: NetworkTexts) -> Page:
    """Add the sheet of the training, every step a block."""
    model, forward, words = training.model, training.forward, book.texts
    kept = UPDATE_RULES[model.optimizer].states
    remembered = ({name: states[kind] for name, states in training.states.items()} for kind in kept)
    fed = _fed_strips(training.fed, texts, words["columns.row"])
    blocks = Bands(
        strips=[
            *(fed if model.in_batches else []), *bands.forward_strips(forward), _cost(training.judgement, texts),
            *bands.backward_strips(forward),
        ],
        groups=[
            bands.group(forward, forward.parameters, bands.PARAMETERS),
            *bands.aid_groups(forward),
            bands.group(forward, training.backward.gradients, bands.GRADIENTS),
            *bands.flipped_groups(forward),
            *(bands.group(forward, each, words[f"row.{kind}"]) for kind, each in training.stages.found.items()),
            *(bands.group(forward, each, SYMBOLS[kind]) for kind, each in zip(kept, remembered, strict=True)),
        ],
        unit_labels=bands.unit_labels(forward),
        titles=[*step_titles(model, words), words["row.after"]],
        heads=[Head("C", training.judgement.total_cost.tensor)],
        on_top=[] if model.in_batches else fed,
        blocks=model.steps + 1,
        samples=model.step_rows,
        remedy=lambda most: f"use epochs={max(1, (most - 1) // model.epoch_steps)} or fewer",
        outlined=True,
    )  # fmt: skip
    equations = "\n".join(texts.equations.training())
    about = said_about(words, "pictures.training", said_of_layers(model))
    aside = order_of(training, words) if model.in_batches else None
    return add_sheet(book, "training", blocks, equation=equations, about=about, aside=aside, default_width=NARROW)


def add_banded_validation(book: Book, validation: Validation, model: TableNetwork, texts: NetworkTexts) -> Page:
    """Add the sheet of the pictures that are not learned from, every epoch a block."""
    blocks = Bands(
        strips=[*bands.forward_strips(validation.forward), _cost(validation.judgement, texts)],
        groups=[],
        unit_labels=[],
        titles=[book.texts["row.epoch"].format(epoch=epoch + 1) for epoch in range(model.epochs)],
        heads=[Head("C", validation.judgement.total_cost.tensor)],
        on_top=_fed_strips(validation.fed, texts),
        blocks=model.epochs,
        samples=model.validation,
        remedy=lambda most: f"use epochs={most} or fewer",
        outlined=True,
    )
    return add_sheet(book, "validation", blocks, about=book.texts["pictures.validation"], default_width=NARROW)


def add_passes(book: Book, result: Answered, model: TableNetwork, texts: NetworkTexts) -> Page:
    """Add the sheet of all pictures on their way through the trained network."""
    blocks = Bands(
        strips=list(bands.forward_strips(result.forward)),
        groups=[],
        unit_labels=[],
        titles=[book.texts["row.passes"]],
        on_top=_fed_strips(result.fed, texts),
        samples=model.rows,
    )
    return add_sheet(book, "passes", blocks, default_width=NARROW)


def add_start_pictures(
    book: Book, model: TableNetwork, start: Mapping[str, Recurring], texts: NetworkTexts, laid_open: bool = False
) -> Page:
    """Add the sheet of the initial weights and biases, the units of a layer side by side."""
    rows: dict[str, list[tuple[Text, Recurring]]] = {}
    for name, ((node, local), *_) in parameter_uses(model.network).items():
        label = texts.heading(node) + f"  {LAYERS[node.layer.kind].parameter_symbols[local]}"
        rows.setdefault(node.name, []).append((label, start[name]))
    layers = (UnitPictures([(label, each.tensor) for label, each in layer]) for layer in rows.values())
    normalised = ["batchnorm_start"] if "batchnorm" in kinds_of(model) else []
    said = said_about(book.texts, "open.pictures" if laid_open else "pictures.start", normalised)
    return add_sheet(book, "start", below(*layers), about=said, default_width=WEIGHT)


def _fed_strips(fed: Fed, texts: NetworkTexts, row: Text | None = None) -> Sequence[Strip]:
    """Return what the network takes and should tell, with the numbers of the rows where a step sees some of them."""
    numbers = [] if fed.numbers is None or row is None else [Strip(fed.numbers, [row])]
    inputs = Strip(fed.inputs.tensor, [literal("x")])
    return [*numbers, inputs, Strip(fed.targets.tensor, [texts["row.targets"]], gap=1)]


def _cost(judgement: Judgement, texts: NetworkTexts) -> Strip:
    return Strip(judgement.cost.tensor, [texts["row.cost"]], gap=1)
