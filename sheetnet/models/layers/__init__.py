"""The layers by the word that is written; each says what it is, and each side has a table of the same words."""

from __future__ import annotations

from sheetnet.models.layers.addition import Add
from sheetnet.models.layers.average_pooling import AveragePool2D
from sheetnet.models.layers.base import Layer, Pair, Shape, WeightedLayer
from sheetnet.models.layers.batch_normalisation import BatchNormalisation
from sheetnet.models.layers.concatenation import Concatenate
from sheetnet.models.layers.convolution import Conv2D
from sheetnet.models.layers.dense import Dense
from sheetnet.models.layers.dropout import Dropout
from sheetnet.models.layers.flatten import Flatten
from sheetnet.models.layers.global_average_pooling import GlobalAveragePool2D
from sheetnet.models.layers.max_pooling import MaxPool2D

__all__ = [
    "LAYERS",
    "Add",
    "AveragePool2D",
    "BatchNormalisation",
    "Concatenate",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
    "GlobalAveragePool2D",
    "Layer",
    "MaxPool2D",
    "Pair",
    "Shape",
    "WeightedLayer",
]

LAYERS: dict[str, type[Layer]] = {
    layer.kind: layer
    for layer in (
        Dense,
        Conv2D,
        MaxPool2D,
        AveragePool2D,
        GlobalAveragePool2D,
        Flatten,
        Add,
        Concatenate,
        Dropout,
        BatchNormalisation,
    )
}
