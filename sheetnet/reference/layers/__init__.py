"""The arithmetic of the layers, by the words of ``models.layers``; ``flatten`` has none."""

from __future__ import annotations

from typing import Any

from sheetnet.reference.layers.addition import Addition
from sheetnet.reference.layers.average_pooling import AveragePooling
from sheetnet.reference.layers.base import Backward, Layer
from sheetnet.reference.layers.batch_normalisation import Normalisation
from sheetnet.reference.layers.concatenation import Concatenation
from sheetnet.reference.layers.convolution import Convolution
from sheetnet.reference.layers.dense import Dense
from sheetnet.reference.layers.dropout import Dropout
from sheetnet.reference.layers.global_average_pooling import GlobalAveragePooling
from sheetnet.reference.layers.max_pooling import MaxPooling

__all__ = ["LAYERS", "Backward", "Layer"]

LAYERS: dict[str, Layer[Any]] = {
    "dense": Dense(),
    "conv": Convolution(),
    "maxpool": MaxPooling(),
    "avgpool": AveragePooling(),
    "global_avgpool": GlobalAveragePooling(),
    "add": Addition(),
    "concatenate": Concatenation(),
    "dropout": Dropout(),
    "batchnorm": Normalisation(),
}
