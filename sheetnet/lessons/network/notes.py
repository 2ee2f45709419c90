"""What a reader who clicks on a cell of a network needs to know of its formula."""

from __future__ import annotations

from sheetnet.lessons.network.activations import LOWEST
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.layers.base import WeightedLayer
from sheetnet.models.network import Network
from sheetnet.texts import Text


def formula_notes(network: Network, texts: NetworkTexts, *, sums_over_bands: bool = False) -> list[Text]:
    """Explain what stands in the formulas beside the mathematics.

    Args:
        network: The layers.
        texts: The labels.
        sums_over_bands: Whether gradients are summed over images that blank columns part.
    """
    layers = [node.layer for node in network.nodes]
    notes = []
    if any(isinstance(layer, WeightedLayer) and layer.activation == "sigmoid" for layer in layers):
        notes.append(texts["notes.sigmoid"].format(lowest=LOWEST))
    if any(any(getattr(layer, "padding", (0, 0))) for layer in layers):
        notes.append(texts["notes.padding"])
    if sums_over_bands or any(len(shape) == 3 for node in network.nodes for shape in (*node.input_shapes, node.shape)):
        notes.append(texts["notes.blanks"])
    return notes
