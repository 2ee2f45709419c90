"""What each kind of layer is in formulas: one class a kind, by the word that the layer is written with."""

from __future__ import annotations

from typing import Any, TypeAlias

from sheetnet.lessons.network.layers.addition import AdditionFormulas
from sheetnet.lessons.network.layers.average_pooling import AveragePoolingFormulas
from sheetnet.lessons.network.layers.base import LayerFormulas, Room
from sheetnet.lessons.network.layers.batch_normalisation import BatchNormalisationFormulas
from sheetnet.lessons.network.layers.concatenation import ConcatenationFormulas
from sheetnet.lessons.network.layers.convolution import ConvolutionFormulas
from sheetnet.lessons.network.layers.dense import DenseFormulas
from sheetnet.lessons.network.layers.dropout import DropoutFormulas
from sheetnet.lessons.network.layers.global_average_pooling import GlobalAveragePoolingFormulas
from sheetnet.lessons.network.layers.max_pooling import MaxPoolingFormulas
from sheetnet.models import layers

__all__ = ["LAYERS", "AnyLayer", "Room"]

AnyLayer: TypeAlias = LayerFormulas[Any]
"""A layer of whatever kind: what it needs of its own kind, only its class knows."""

LAYERS: dict[str, type[AnyLayer]] = {
    layers.Dense.kind: DenseFormulas,
    layers.Conv2D.kind: ConvolutionFormulas,
    layers.MaxPool2D.kind: MaxPoolingFormulas,
    layers.AveragePool2D.kind: AveragePoolingFormulas,
    layers.GlobalAveragePool2D.kind: GlobalAveragePoolingFormulas,
    layers.Add.kind: AdditionFormulas,
    layers.Concatenate.kind: ConcatenationFormulas,
    layers.Dropout.kind: DropoutFormulas,
    layers.BatchNormalisation.kind: BatchNormalisationFormulas,
}
"""``flatten`` has no formulas: what stands after it takes the picture before it."""
