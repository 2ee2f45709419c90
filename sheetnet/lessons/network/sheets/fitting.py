"""The sheet of all images, with the parameters that the Solver changes at the left."""

from __future__ import annotations

from sheetnet.lessons.network.cover import is_solvable
from sheetnet.lessons.network.data import NARROW, Samples
from sheetnet.lessons.network.fitting import FittingEquations
from sheetnet.lessons.network.sheets import bands
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.panel import tips_of
from sheetnet.models.fitted import MOST_LINES, TILES_IN_LINE
from sheetnet.workbook import Book, Page
from sheetnet.workbook.arrange import Bands, Caption, Form, Tiles, arrange, below
from sheetnet.workbook.solver import MOST_VARIABLES

TIPS = 42.0
"""Width of the tips, in characters: they stand left of the images."""
LEAD = 440
"""Width of the line below the title, in pixels: it ends where the images begin, as does what is held fast."""


def add_fitting(book: Book, fitting: FittingEquations, samples: Samples, texts: NetworkTexts) -> Page:
    """Add the sheet.

    Args:
        book: The book.
        fitting: The equations.
        samples: The images and targets that they work on.
        texts: The labels.

    Returns:
        The sheet.
    """
    model, forward, judgement = fitting.model, fitting.forward, fitting.judgement
    tips = tips_of(book, "train", width=TIPS) if model.is_the_books else None
    network = Bands(
        strips=[*bands.forward_strips(forward), *bands.judgement_strips(judgement)],
        groups=[bands.group(forward, forward.parameters, bands.PARAMETERS)],
        unit_labels=bands.unit_labels(forward),
        titles=[texts["row.adjustable"]],
        heads=bands.heads(judgement),
        on_top=bands.sample_strips(samples, texts, fitting.said, "row.said"),
        samples=model.samples,
        corner=below(Form(fitting.right, fitting.wrong), *([] if tips is None else [tips])),
        overview=_overview(fitting, texts),
    )
    large = texts["about.train_large"].format(most=MOST_VARIABLES, count=model.parameter_count)
    about = texts["about.train"] if is_solvable(model) else large
    page = book.page("train", texts["tabs.train"])
    page.default_width = NARROW
    captions = below(Caption(texts["headings.train"], "title"), Caption(about, "lead", reach=LEAD), gap=0)
    arrange(page, below(captions, network))
    return page


def _overview(fitting: FittingEquations, texts: NetworkTexts) -> Tiles | None:
    """Arrange all answers, so that a change of a weight shows which of them it turns."""
    if fitting.answers is None:
        return None
    longer = fitting.model.samples > TILES_IN_LINE * MOST_LINES
    return Tiles(fitting.answers, texts["row.all_answers"], TILES_IN_LINE * (2 if longer else 1))
