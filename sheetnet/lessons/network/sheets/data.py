"""The sheets of what the reader changes: the images with their targets, and sets of parameters."""

from __future__ import annotations

from collections.abc import Mapping

from sheetnet.lessons.network.data import Data
from sheetnet.lessons.network.drawing import DrawingEquations
from sheetnet.lessons.network.layers import LAYERS
from sheetnet.lessons.network.parameters import ParameterSet
from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.network.scope import parameter_uses
from sheetnet.lessons.network.sheets.drawing import drawing_chart, drawing_numbers
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.sheets import LEAD, add_sheet
from sheetnet.models.drawing import is_drawn
from sheetnet.models.network import Network
from sheetnet.texts import Text
from sheetnet.workbook import Book, Page
from sheetnet.workbook.arrange import Caption, Element, Form, Gallery, UnitPictures, below, beside
from sheetnet.workbook.text_size import pixels

WEIGHT = 6.2
"""Width of a column of weights."""
BEYOND = 1.25
"""Of the width of the first screen: an image that only its edge cuts is no reason to say that there are more."""
LOW = 12.5
"""Height of the rows of images, in points: an image of each answer is on the first screen."""


def add_data(book: Book, data: Data, texts: NetworkTexts, outcome: Element) -> Page:
    """Add the sheet of all images.

    Args:
        book: The book.
        data: The images and targets.
        texts: The labels.
        outcome: What they come to.
    """
    rows = [(texts["row.images"], data.images), (texts["row.targets"], data.targets)]
    pictures = Gallery(rows, data.in_a_line, even=True)
    top = below(beside(Form(data.class_labels), outcome), *_goes_on(data, texts), gap=0)
    body = below(top, pictures)
    return add_sheet(book, "data", body, texts=texts.table, default_width=data.width, default_height=LOW)


def _goes_on(data: Data, texts: NetworkTexts) -> list[Element]:
    """Say how many images there are, where not all of them are on the first screen."""
    samples, *_, columns = data.images.shape
    if min(samples, data.in_a_line) * (columns + 1) * pixels(data.width) <= BEYOND * LEAD:
        return []
    return [Caption(texts["outcome.goes_on"].format(line=min(samples, data.in_a_line), samples=samples), "muted")]


def add_parameters(
    book: Book, network: Network, parameters: Mapping[str, Recurring], texts: NetworkTexts, outcome: Element
) -> Page:
    """Add the sheet of initial weights and biases, the units of a layer side by side, and a drawing of the network.

    Args:
        book: The book.
        network: The layers.
        parameters: The numbers.
        texts: The labels.
        outcome: What they come to.
    """
    rows: dict[str, list[tuple[Text, Recurring]]] = {}
    for name, ((node, local), *_) in parameter_uses(network).items():
        label = texts.layer(node) + f"  {LAYERS[node.layer.kind].parameter_symbols[local]}"
        rows.setdefault(node.name, []).append((label, parameters[name]))
    layers = (UnitPictures([(label, each.tensor) for label, each in layer]) for layer in rows.values())
    pictures = below(*layers, outcome)
    body, aside = pictures, None
    if is_drawn(network):
        drawing = DrawingEquations(network, ParameterSet(parameters), texts)
        body, aside = beside(pictures, drawing_chart(drawing)), drawing_numbers(drawing)
    return add_sheet(
        book, "start", body, texts=texts.table, default_width=WEIGHT, aside=aside, even_rows=True
    )  # fmt: skip
