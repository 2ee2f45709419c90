"""The sheet of all images, with the parameters that the Solver changes at the left."""

from __future__ import annotations

from sheetnet.lessons.network.cover import is_solvable
from sheetnet.lessons.network.data import NARROW, Samples
from sheetnet.lessons.network.fitting import FittingEquations
from sheetnet.lessons.network.sheets import bands
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.panel import tips_of
from sheetnet.models.fitted import TILES_IN_LINE
from sheetnet.workbook import Book, Page
from sheetnet.workbook.arrange import Bands, Caption, Element, Form, Tiles, arrange, below, make_rows_even
from sheetnet.workbook.solver import MOST_VARIABLES

TIPS = (42.0, slice(0, 1)), (36.0, slice(1, None))
"""Width of the first tip, in characters, and of the others: they stand left of the images."""
LINES = 8
"""Of answers, before lines are twice as long."""
LOW = 13.5
"""Height of the rows in points: the weights of the outputs begin on the first screen."""
LEAD = 560
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
    first, further = (
        [tips_of(book, "train", width, part) for width, part in TIPS] if model.is_the_books else [None, None]
    )
    network = Bands(
        strips=[*bands.forward_strips(forward), *bands.judgement_strips(judgement)],
        groups=[bands.group(forward, forward.parameters, bands.PARAMETERS)],
        unit_labels=bands.unit_labels(forward),
        titles=[texts["row.adjustable"]],
        heads=bands.heads(judgement)[:1],  # how many are right stands above
        on_top=bands.sample_strips(samples, texts, fitting.said, "row.said"),
        samples=model.samples,
        corner=_count(fitting) if first is None else below(_count(fitting), first),
        overview=_overview(fitting, texts),
        hanging=further,
    )
    large = texts["about.train_large"].format(most=MOST_VARIABLES, count=model.parameter_count)
    about = texts["about.train"] if is_solvable(model) else large
    page = book.page("train", texts["tabs.train"])
    page.default_width, page.default_height = NARROW, LOW
    captions = below(Caption(texts["headings.train"], "title"), Caption(about, "lead", reach=LEAD), gap=0)
    arrange(page, below(captions, network))
    make_rows_even(page)
    return page


def _overview(fitting: FittingEquations, texts: NetworkTexts) -> Tiles | None:
    """Arrange all answers, so that a change of a weight shows which of them it turns."""
    if fitting.answers is None:
        return None
    longer = fitting.model.samples > TILES_IN_LINE * LINES
    return Tiles(fitting.answers, texts["row.all_answers"], TILES_IN_LINE * (2 if longer else 1))


def _count(fitting: FittingEquations) -> Element:
    """Say how many answers are right."""
    return Form(fitting.right, over=True)
