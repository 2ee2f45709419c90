"""The sheet of an unrolled training: every epoch a block of rows, every sample a band of columns."""

from __future__ import annotations

from sheetnet.lessons.network.data import DELTA, Samples
from sheetnet.lessons.network.sheets import bands
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.network.training import TrainingEquations
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.update_rules import SYMBOLS
from sheetnet.models.update_rules import UPDATE_RULES
from sheetnet.texts import Text, literal
from sheetnet.workbook import Book, Page
from sheetnet.workbook.arrange import Bands, Caption, Element, Gap, arrange, below, beside

LEAD = 700
"""Width of the line below the title, in pixels: it ends where the images begin, as does what is held fast."""
GRADIENT = "∂C_T/∂w"
TIPS = 62.0
"""Width of the tips, in characters: they stand left of the images."""


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
    page.default_width = DELTA
    captions = Caption(texts["headings.training"], "title"), Caption(texts["about.training"], "lead", reach=LEAD)
    blocks = _blocks(training, samples, texts, _guide(book, training, texts))
    arrange(page, below(*captions, Gap(), blocks, gap=0))
    return page


def _guide(book: Book, training: TrainingEquations, texts: NetworkTexts) -> Element:
    """Lead to every kind of cell by its equation, those of the way forward beside those of the way back."""
    forward, gradients, step = training.forward, training.backward.gradients, texts.equations.step()
    (name, gradient), *_ = gradients.items()
    ahead = [*bands.forward_links(forward), bands.link(texts["row.cost"], training.judgement.cost.tensor)]
    back = [*bands.backward_links(forward), bands.link(texts["guide.gradient"] + " = Σ δ a", gradient.tensor)]
    back.append(bands.link(_in_words(step, texts), forward.parameters[name].tensor, epoch=1))
    lists = (below(Caption(texts[f"guide.{way}"], "heading"), *links, gap=0)
             for way, links in (("forward", ahead), ("backward", back)))  # fmt: skip
    tips = tips_of(book, "training", width=TIPS) if training.model.is_the_books else None
    return below(beside(*lists), *([] if tips is None else [tips]), gap=0)


def _in_words(step: str, texts: NetworkTexts) -> Text:
    """Write the gradient as a word: in a link LibreOffice shows no subscripts."""
    before, gradient, after = step.partition(GRADIENT)
    return literal(before) + (texts["guide.gradient"] + after if gradient else "")


def _blocks(training: TrainingEquations, samples: Samples, texts: NetworkTexts, guide: Element) -> Bands:
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
        corner=guide,
    )
