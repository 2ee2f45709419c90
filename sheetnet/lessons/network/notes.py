"""What a reader who clicks on a cell of a network needs to know of its formula."""

from __future__ import annotations

from sheetnet.lessons.network.activations import LOWEST
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.layers.base import WeightedLayer
from sheetnet.models.network import Network
from sheetnet.texts import Text
from sheetnet.workbook import Page
from sheetnet.workbook.map import COLUMNS

MEANING = COLUMNS.index("meaning") + 1
"""The column of that list in which sentences stand."""


def add_notes(page: Page, network: Network, texts: NetworkTexts, *, sums_over_bands: bool = False) -> None:
    """Explain below the list of all cells what stands in the formulas beside the mathematics.

    Args:
        page: The Map.
        network: The layers.
        texts: The labels.
        sums_over_bands: Whether gradients are summed over images that blank columns part.
    """
    row = page.extent()[2] + 2
    for line, note in enumerate(_notes(network, texts, sums_over_bands)):
        page.text(row + line, MEANING, note, "muted")


def _notes(network: Network, texts: NetworkTexts, sums_over_bands: bool) -> list[Text]:
    layers = [node.layer for node in network.nodes]
    notes = []
    if any(isinstance(layer, WeightedLayer) and layer.activation == "sigmoid" for layer in layers):
        notes.append(texts["notes.sigmoid"].format(lowest=LOWEST))
    if any(any(getattr(layer, "padding", (0, 0))) for layer in layers):
        notes.append(texts["notes.padding"])
    if sums_over_bands or any(len(shape) == 3 for node in network.nodes for shape in (*node.input_shapes, node.shape)):
        notes.append(texts["notes.blanks"])
    return notes
