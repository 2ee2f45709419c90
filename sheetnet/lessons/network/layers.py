"""What each kind of layer writes: its forward pass, what it sends back, and the gradients of its parameters.

dense         z = Σ w a + b        sent back: Σⱼ wⱼ δⱼ                     ∂C/∂w = Σ δ a over the samples
convolution   z = Σ F·window + b   sent back: Σ turned filter · δ window   ∂F = Σ δ · shifted picture
max pooling   the largest          sent back: δ to the winners
average       the mean             sent back: δ / cells
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import product
from operator import add
from typing import Any

from sheetnet.formula import Expression, Index, as_expression, call, where
from sheetnet.lessons.network.signals import Lead, Signal
from sheetnet.models.network import TIE_WIDTH, AveragePool2D, Conv2D, Dense, MaxPool2D, Stage

SentBack = Iterator[tuple[tuple[Any, ...], Expression]]
"""Cells of the picture below, each with the expression of ∂C/∂a that arrives there."""


@dataclass
class LaidOut(ABC):
    """A layer on the page.

    Args:
        stage: The layer in its place.
        below: The picture that it looks at.
        activation: Its own picture.
        z: Its weighted inputs; none for a pooling.
        delta: Its deltas, where the network learns.
        weights: Its weights, with an axis of epochs where there are several.
        bias: Its biases, likewise.
    """

    stage: Stage
    below: Signal
    activation: Signal
    z: Signal | None = None
    delta: Signal | None = None
    weights: Signal | None = None
    bias: Signal | None = None

    @abstractmethod
    def forward(self, epoch: Lead, sample: Lead) -> None:
        """Write the weighted inputs, or for a pooling its picture."""

    @abstractmethod
    def sent_back(self, epoch: Lead, sample: Lead) -> SentBack:
        """Go through the cells of the picture below with what arrives there."""

    def gradients(self, epoch: Lead, weights: Signal, bias: Signal) -> None:
        """Write the gradients of its parameters, summed over the samples; a pooling has none."""
        raise NotImplementedError(type(self).__name__)


@dataclass
class DenseLayer(LaidOut):
    """Units that each look at the whole picture below."""

    def forward(self, epoch: Lead, sample: Lead) -> None:
        """Write z = Σ w a + b: two equal blocks in one SUMPRODUCT."""
        assert self.z and self.weights and self.bias
        unit = Index("unit", self.stage.shape[0])
        seen = call("SUMPRODUCT", self.weights.at(epoch, (), unit), self.below.at(epoch, sample))
        self.z.define(epoch, sample, (unit,), seen + self.bias.at(epoch, (), unit))

    def sent_back(self, epoch: Lead, sample: Lead) -> SentBack:
        """Σⱼ wⱼ δⱼ, unit by unit."""
        assert self.weights and self.delta
        cells = self.below.cells()
        terms = (
            self.weights.at(epoch, (), unit, *cells) * self.delta.at(epoch, sample, unit)
            for unit in range(self.stage.shape[0])
        )
        yield cells, reduce(add, terms)

    def gradients(self, epoch: Lead, weights: Signal, bias: Signal) -> None:
        """Write Σ δ a and Σ δ: rows through all bands; what lies between two samples is blank or meets a blank."""
        assert self.delta
        unit, cells = Index("unit", self.stage.shape[0]), self.below.cells()
        deltas = self.delta.over_samples(epoch, unit)
        summed = call("SUMPRODUCT", deltas, self.below.over_samples(epoch, *cells))
        weights.define(epoch, (), (unit, *cells), summed)
        bias.define(epoch, (), (unit,), call("SUM", deltas))


@dataclass
class ConvolutionLayer(LaidOut):
    """Filters that slide over the picture below.

    Args:
        turned: The filters turned by 180°, where δ is sent further down.
    """

    turned: Signal | None = None

    @property
    def layer(self) -> Conv2D:
        """The layer."""
        assert isinstance(self.stage.layer, Conv2D)
        return self.stage.layer

    @property
    def _channels(self) -> list[tuple[int, ...]]:
        """The keys of the channels below; one empty key for a picture without channels."""
        shape = self.stage.input_shape
        return [(n,) for n in range(shape[0])] if len(shape) == 3 else [()]

    def forward(self, epoch: Lead, sample: Lead) -> None:
        """Write z = Σ filter · window + b, one SUMPRODUCT a channel."""
        assert self.z and self.weights and self.bias
        layer = self.layer
        f, i, j = self.z.cells()
        corner = (i * layer.stride - layer.padding, j * layer.stride - layer.padding)
        terms = (
            call(
                "SUMPRODUCT",
                self.weights.at(epoch, (), f, *channel),
                self.below.window(epoch, sample, channel, corner, layer.kernel),
            )
            for channel in self._channels
        )
        self.z.define(epoch, sample, (f, i, j), reduce(add, terms) + self.bias.at(epoch, (), f))

    def turn(self, epoch: Lead) -> None:
        """Write the turned filters."""
        if self.turned is None:
            return
        assert self.weights
        rows, columns = self.layer.kernel
        *leading, _, _ = self.turned.cells()
        for row, column in product(range(rows), range(columns)):
            original = self.weights.at(epoch, (), *leading, rows - 1 - row, columns - 1 - column)
            self.turned.define(epoch, (), (*leading, row, column), original)

    def sent_back(self, epoch: Lead, sample: Lead) -> SentBack:
        """Σ over filters of the turned filter times the δ whose windows met the cell."""
        assert self.turned and self.delta
        rows, columns = self.layer.kernel
        *_, y, x = self.below.cells()
        corner = (y + (self.layer.padding - rows + 1), x + (self.layer.padding - columns + 1))
        for channel in self._channels:
            terms = (
                call(
                    "SUMPRODUCT",
                    self.turned.at(epoch, (), f, *channel),
                    self.delta.window(epoch, sample, (f,), corner, (rows, columns)),
                )
                for f in range(self.layer.filters)
            )
            yield (*channel, y, x), reduce(add, terms)

    def gradients(self, epoch: Lead, weights: Signal, bias: Signal) -> None:
        """Write Σ δ · picture: all δ maps of a filter, and the picture under them, shifted by the weight's place."""
        assert self.delta
        layer, shape = self.layer, self.stage.shape
        f, row, column = (
            Index(name, size)
            for name, size in zip(("filter", "row", "column"), (layer.filters, *layer.kernel), strict=True)
        )
        deltas = self.delta.over_samples(epoch, f)
        extent = ((shape[1] - 1) * layer.stride + 1, as_expression(deltas).shape[1])
        everywhere = (0,) if self.below.by_sample else ()
        for channel in self._channels:
            corner = (row - layer.padding, column - layer.padding)
            under = self.below.window(epoch, everywhere, channel, corner, extent)
            weights.define(epoch, (), (f, *channel, row, column), call("SUMPRODUCT", deltas, under))
        bias.define(epoch, (), (f,), call("SUM", deltas))


@dataclass
class PoolingLayer(LaidOut):
    """Blocks of the picture below, each made one cell."""

    @property
    def layer(self) -> MaxPool2D | AveragePool2D:
        """The layer."""
        assert isinstance(self.stage.layer, (MaxPool2D, AveragePool2D))
        return self.stage.layer

    def forward(self, epoch: Lead, sample: Lead) -> None:
        """Write the largest, or the mean, of each block."""
        layer = self.layer
        *channel, i, j = self.activation.cells()
        corner = (i * layer.step, j * layer.step)
        block = self.below.window(epoch, sample, tuple(channel), corner, (layer.size, layer.size))
        function = "MAX" if isinstance(layer, MaxPool2D) else "AVERAGE"
        self.activation.define(epoch, sample, (*channel, i, j), call(function, block))

    def sent_back(self, epoch: Lead, sample: Lead) -> SentBack:
        """δ of every block that the cell lies in, if the cell wins there; cells of no block get 0."""
        *channel, _, _ = self.below.cells()
        height, width = self.stage.input_shape[-2:]
        for y, x in product(range(height), range(width)):
            terms = [
                self._share(epoch, sample, tuple(channel), (y, x), block)
                for block in product(*(range(n) for n in self.stage.shape[-2:]))
                if all(0 <= at - b * self.layer.step < self.layer.size for at, b in zip((y, x), block, strict=True))
            ]
            yield (*channel, y, x), reduce(add, terms) if terms else as_expression(0)

    def _share(
        self, epoch: Lead, sample: Lead, channel: tuple[Any, ...], cell: tuple[int, int], block: tuple[int, ...]
    ) -> Expression:
        assert self.delta
        delta = self.delta.at(epoch, sample, *channel, *block)
        if isinstance(self.layer, AveragePool2D):
            return delta / self.layer.size**2
        largest = self.activation.at(epoch, sample, *channel, *block)

        def behind(place: tuple[int, int]) -> Expression:
            return largest - self.below.at(epoch, sample, *channel, *place)

        wins = behind(cell) <= TIE_WIDTH
        earlier = self._earlier(cell, block)
        if self.layer.ties == "first" and earlier:
            wins = call("AND", wins, *(behind(place) > TIE_WIDTH for place in earlier))
        return where(wins, delta, 0)

    def _earlier(self, cell: tuple[int, int], block: tuple[int, ...]) -> list[tuple[int, int]]:
        """Return the cells of a block that stand before a cell in reading order."""
        top, left = (b * self.layer.step for b in block)
        size = self.layer.size
        places = product(range(top, top + size), range(left, left + size))
        return [place for place in places if place < cell]


def laid_out(stage: Stage, **signals: Any) -> LaidOut:
    """Make the layer on the page for a layer of the network."""
    if isinstance(stage.layer, Dense):
        return DenseLayer(stage, **signals)
    if isinstance(stage.layer, Conv2D):
        return ConvolutionLayer(stage, **signals)
    return PoolingLayer(stage, **signals)
