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
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.drawing import is_drawn
from sheetnet.texts import Text
from sheetnet.workbook import Book, Page
from sheetnet.workbook.arrange import Bands, Caption, Element, Form, Gap, UnitBlock, below, beside
from sheetnet.workbook.arrange.form import Heads

SIZE = (14.0, 8.9)
"""Of the drawing, in centimetres: it stands below results and what is to be tried, on the first screen."""
FAR = 8
"""Columns before what stands aside."""


def add_trained(
    book: Book,
    fitting: FittingEquations,
    trained: Mapping[str, Recurring],
    compared: ComparedEquations | None,
    texts: NetworkTexts,
    outcome: Element,
    about: Text,
) -> Page:
    """Add the sheet.

    Args:
        book: The book.
        fitting: The network whose parameters these can take the place of.
        trained: The parameters.
        compared: What they come to, beside those of Fit; None if that is not said.
        texts: The labels.
        outcome: Where they can be used, and what to try.
        about: The paragraph below the title.
    """
    forward, network = fitting.forward, fitting.model.network
    blocks, right, aside = [_block(forward, trained, texts["tabs.trained"])], [outcome], []
    if compared is not None:
        blocks.append(_block(forward, compared.now, texts["trained.now"]))
        right = [beside(_results(compared, texts), outcome)]
        aside.append(_work(compared, texts))
    if is_drawn(network):
        drawing = DrawingEquations(network, ParameterSet(trained), texts)
        right.append(drawing_chart(drawing, SIZE))
        aside.insert(0, drawing_numbers(drawing))
    body = beside(*blocks, below(*right))
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


def _block(forward: ForwardPass, parameters: Mapping[str, Recurring], heading: Text) -> Element:
    """Arrange a set of parameters as the sheet Fit does."""
    block = UnitBlock(bands.group(forward, parameters, bands.PARAMETERS), bands.unit_labels(forward))
    return below(Caption(heading, "heading"), block, gap=0)


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
