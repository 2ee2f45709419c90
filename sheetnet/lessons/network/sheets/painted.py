"""The Test sheet: the reader paints a picture and sees every unit work."""

from __future__ import annotations

from sheetnet.lessons.network.data import NARROW
from sheetnet.lessons.network.painted import PaintedEquations
from sheetnet.lessons.network.sheets import bands
from sheetnet.lessons.network.words import NetworkWords
from sheetnet.lessons.sheets import add_sheet
from sheetnet.workbook import Book, Page
from sheetnet.workbook.arrange import Answer, Bands, Form, Strip, Words, below, beside


def add_painted(book: Book, painted: PaintedEquations, words: NetworkWords, kind: str) -> Page:
    """Add the sheet.

    Args:
        book: The book.
        painted: The equations.
        words: The labels.
        kind: ``training`` or ``fitted``: what the paragraph below the title tells of the parameters.
    """
    passes = painted.passes
    network = Bands(
        strips=list(bands.forward_strips(passes)),
        groups=[bands.group(passes, passes.parameters, bands.PARAMETERS)],
        unit_labels=bands.unit_labels(passes),
        titles=[],
        on_top=[Strip(painted.image, [words["row.paint"]], gap=1)],
    )
    switch = below(Form(painted.switch), Words(words[f"row.sets_{kind}"], "muted"), gap=0)
    body = beside(below(switch, network), Answer(painted.answer, words["row.answer"]))
    about = words[f"about.test_{kind}"]
    return add_sheet(book, "test", body, about=about, words=words.texts, default_width=NARROW)
