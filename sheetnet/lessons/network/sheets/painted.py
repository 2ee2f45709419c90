"""The Test sheet: the reader paints a picture and sees every unit work."""

from __future__ import annotations

from sheetnet.lessons.network.data import NARROW
from sheetnet.lessons.network.notes import formula_notes
from sheetnet.lessons.network.painted import PaintedEquations
from sheetnet.lessons.network.sheets import bands
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.sheets import add_sheet
from sheetnet.workbook import Book, Page
from sheetnet.workbook.arrange import Answer, Bands, Caption, Form, Gap, Strip, below, beside


def add_painted(book: Book, painted: PaintedEquations, texts: NetworkTexts, kind: str) -> Page:
    """Add the sheet.

    Args:
        book: The book.
        painted: The equations.
        texts: The labels.
        kind: ``training`` or ``fitted``: what the paragraph below the title tells of the parameters.
    """
    forward = painted.forward
    network = Bands(
        strips=list(bands.forward_strips(forward)),
        groups=[bands.group(forward, forward.parameters, bands.PARAMETERS)],
        unit_labels=bands.unit_labels(forward),
        titles=[],
        on_top=[Strip(painted.image, [texts["row.paint"]], gap=1)],
    )
    body = beside(below(Form(painted.switch), network), Answer(painted.answer, texts["row.answer"]))
    notes = (Caption(note, "muted") for note in formula_notes(forward.network, texts))
    about = texts[f"about.test_{kind}"]
    return add_sheet(
        book, "test", below(*notes, Gap(), body, gap=0), about=about, texts=texts.table, default_width=NARROW
    )
