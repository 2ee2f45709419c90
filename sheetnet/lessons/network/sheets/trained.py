"""The sheet of stored parameters: one block, the same as that of Fit, and a drawing of the network that they make."""

from __future__ import annotations

from collections.abc import Mapping

from sheetnet.lessons.network.drawing import DrawingEquations
from sheetnet.lessons.network.fitting import FittingEquations
from sheetnet.lessons.network.parameters import ParameterSet
from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.network.sheets import bands
from sheetnet.lessons.network.sheets.data import WEIGHT
from sheetnet.lessons.network.sheets.drawing import drawing_chart, drawing_numbers
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.drawing import is_drawn
from sheetnet.texts import Text
from sheetnet.workbook import Book, Page
from sheetnet.workbook.arrange import Element, UnitBlock, below, beside


def add_trained(
    book: Book,
    fitting: FittingEquations,
    trained: Mapping[str, Recurring],
    texts: NetworkTexts,
    outcome: Element,
    about: Text,
) -> Page:
    """Add the sheet.

    Args:
        book: The book.
        fitting: The network whose parameters these can take the place of.
        trained: The parameters.
        texts: The labels.
        outcome: Where they can be used, and what to try.
        about: The paragraph below the title.
    """
    forward, network = fitting.forward, fitting.model.network
    block = UnitBlock(bands.group(forward, trained, bands.PARAMETERS), bands.unit_labels(forward))
    body, aside = beside(block, outcome), None
    if is_drawn(network):
        drawing = DrawingEquations(network, ParameterSet(trained), texts)
        body, aside = beside(block, below(drawing_chart(drawing), outcome)), drawing_numbers(drawing)
    return add_sheet(
        book, "trained", body, about=about, texts=texts.table, default_width=WEIGHT, aside=aside, even_rows=True
    )
