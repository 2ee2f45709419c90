"""The sheet of an unrolled training: every epoch a block of rows, every sample a band of columns."""

from __future__ import annotations

from sheetnet.lessons.network.data import NARROW, Samples
from sheetnet.lessons.network.notes import formula_notes
from sheetnet.lessons.network.sheets import bands
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.network.training import TrainingEquations
from sheetnet.lessons.sheets import LEAD
from sheetnet.lessons.update_rules import SYMBOLS
from sheetnet.models.update_rules import UPDATE_RULES
from sheetnet.workbook import Book, Page
from sheetnet.workbook.arrange import Bands, Caption, arrange, below


def add_training(book: Book, training: TrainingEquations, samples: Samples, texts: NetworkTexts) -> Page:
    """Add the sheet.

    Args:
        book: The book.
        training: The equations.
        samples: The images and targets that it works on.
        texts: The labels.

    Returns:
        The sheet.
    """
    page = book.page("training", texts["tabs.training"])
    page.default_width = NARROW
    equations = (Caption(line, "equation") for line in texts.equations.training())
    notes = (Caption(note, "muted") for note in formula_notes(training.model.network, texts, sums_over_bands=True))
    body = below(
        Caption(texts["headings.training"], "title"), Caption(texts["about.training"], "lead", width=LEAD),
        *equations, *notes, _blocks(training, samples, texts), gap=0,
    )  # fmt: skip
    arrange(page, body)
    return page


def _blocks(training: TrainingEquations, samples: Samples, texts: NetworkTexts) -> Bands:
    forward, judgement, epochs = training.forward, training.judgement, training.model.epochs
    states = UPDATE_RULES[training.model.optimizer].states
    remembered = ({name: kept[kind] for name, kept in training.states.items()} for kind in states)
    return Bands(
        strips=[*bands.forward_strips(forward), *bands.judgement_strips(judgement), *bands.backward_strips(forward)],
        groups=[
            bands.group(forward, forward.parameters, bands.PARAMETERS),
            bands.group(forward, training.backward.gradients, bands.GRADIENTS),
            *bands.flipped_groups(forward),
            *(bands.group(forward, kept, SYMBOLS[kind]) for kind, kept in zip(states, remembered, strict=True)),
        ],
        unit_labels=bands.unit_labels(forward),
        titles=[texts["row.epoch"].format(epoch=epoch) for epoch in range(epochs + 1)],
        heads=bands.heads(judgement),
        on_top=bands.sample_strips(samples, texts, training.said, "row.said_at_last"),
        blocks=epochs + 1,
        samples=training.model.samples,
        remedy=lambda most: f"use epochs={most - 1} or fewer",
        outlined=True,
    )
