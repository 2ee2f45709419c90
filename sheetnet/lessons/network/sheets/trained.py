"""The sheet of stored parameters: one block, the same as that of Fit, and a drawing of the network that they make."""

from __future__ import annotations

from collections.abc import Mapping

from sheetnet.lessons.network.compared import ComparedEquations
from sheetnet.lessons.network.drawing import DrawingEquations
from sheetnet.lessons.network.fitting import FittingEquations
from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.parameters import ParameterSet
from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.network.sheets import bands
from sheetnet.lessons.network.sheets.data import WEIGHT
from sheetnet.lessons.network.sheets.drawing import drawing_chart, drawing_numbers
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.drawing import is_drawn
from sheetnet.texts import Text
from sheetnet.workbook import Book, Page
from sheetnet.workbook.arrange import Bands, Caption, Element, Form, Gap, UnitBlock, below, beside
from sheetnet.workbook.arrange.form import Heads
from sheetnet.workbook.page import Target

TIPS = 36.0
"""Width of the tips, in characters: they stand at the right."""
SIZE = (10.6, 10.6)
"""Of the drawing, in centimetres: results stand above it, and all of it is on the first screen."""
FAR = 8
"""Columns before what stands aside."""


def add_trained(
    book: Book,
    fitting: FittingEquations,
    trained: Mapping[str, Recurring],
    compared: ComparedEquations | None,
    texts: NetworkTexts,
    link: tuple[Text, Target],
    about: Text,
) -> Page:
    """Add the sheet.

    Args:
        book: The book.
        fitting: The network whose parameters these can take the place of.
        trained: The parameters.
        compared: What they come to, beside those of Fit; None if that is not said.
        texts: The labels.
        link: Where they can be used.
        about: The paragraph below the title.
    """
    forward, network = fitting.forward, fitting.model.network
    (words, target), aside = link, list[Element]()
    heading = Caption(texts["tabs.trained"], "heading")
    blocks = [_block(forward, trained, heading)]
    right: list[Element] = [Caption(words, "link", target=target)]
    if compared is not None:
        blocks.append(_block(forward, compared.now, Caption(texts["trained.now"], "link", target=target)))
        right = [_results(compared, texts)]
        aside.append(_work(compared, texts))
    if is_drawn(network):
        drawing = DrawingEquations(network, ParameterSet(trained), texts)
        right.append(drawing_chart(drawing, SIZE))
        aside.insert(0, drawing_numbers(drawing))
    tips = tips_of(book, "trained", width=TIPS) if fitting.model.is_the_books else None
    body = beside(*blocks, below(*right), *([] if tips is None else [tips]))
    return add_sheet(
        book,
        "trained",
        body,
        about=about,
        texts=texts.table,
        default_width=WEIGHT,
        even_rows=True,
        aside=below(*aside) if aside else None,
    )


def _block(forward: ForwardPass, parameters: Mapping[str, Recurring], heading: Element) -> Element:
    """Arrange a set of parameters as the sheet Fit does."""
    block = UnitBlock(bands.group(forward, parameters, bands.PARAMETERS), bands.unit_labels(forward))
    return below(heading, block, gap=0)


def _results(compared: ComparedEquations, texts: NetworkTexts) -> Element:
    """Arrange what both sets come to."""
    heads = Heads([texts["trained.now"], texts["tabs.trained"]])
    return Form(heads, compared.costs, compared.rights)


def _work(compared: ComparedEquations, texts: NetworkTexts) -> Element:
    """Arrange how all images go through the network with the stored parameters."""
    strips = [*bands.forward_strips(compared.forward), *bands.judgement_strips(compared.judgement)]
    heads = bands.heads(compared.judgement)[:1]
    work = Bands(strips, [], [], [texts["tabs.trained"]], heads, samples=compared.forward.scope.samples)
    return beside(Gap(FAR), work)
