"""A convolution: z = Σ F · window + b; sent back Σ flipped filter · δ window; ∂C_T/∂F = Σ δ · shifted picture.

A strided convolution's deltas stand as far apart as its windows do, so that one rectangle of them meets the windows'
cells; around them are blanks for the flipped filter to reach over. A dilated filter stands spread out in the same way.
"""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import ClassVar

from sheetnet.formula import Affine, Expression, call
from sheetnet.lessons.network.layers.base import Room, channels_of
from sheetnet.lessons.network.layers.weighted import WeightedFormulas, activation_equation
from sheetnet.lessons.network.recurring import Cells, Moment, Position, Recurring
from sheetnet.lessons.positions import position
from sheetnet.models.layers import Conv2D
from sheetnet.models.layers.base import Pair
from sheetnet.texts import Text, Texts, literal


class ConvolutionFormulas(WeightedFormulas[Conv2D]):
    """Filters that slide over the picture."""

    flips_weights: ClassVar[bool] = True

    @classmethod
    def z_equation(cls, layer: Conv2D) -> str:
        """Return the equation of z, in symbols; positions are counted from 0."""
        return f"z[i, j] = Σ w[k, l] a[{_under_weight(layer)}] + b"

    @classmethod
    def described(cls, layer: Conv2D, texts: Texts) -> list[Text]:
        """Give z and the activation."""
        return [literal(cls.z_equation(layer)), literal(activation_equation(layer))]

    @classmethod
    def remarks(cls, layer: Conv2D, texts: Texts) -> list[Text]:
        """Say what the gradient of a filter is."""
        return [texts["own.filters"].format(under=_under_weight(layer))]

    @classmethod
    def input_margin(cls, layer: Conv2D) -> Pair:
        """Return its padding."""
        return layer.padding

    def delta_room(self, sends_back: bool) -> Room:
        """Spread the deltas as the windows are; the flipped filter reaches over blanks around them."""
        (rows, down), (columns, right) = self._step_and_margin(0), self._step_and_margin(1)
        return Room((rows, columns), (down, right)) if sends_back else Room((rows, columns))

    def _step_and_margin(self, axis: int) -> tuple[int, int]:
        """Return, along an axis, the cells from one δ to the next, and the blanks for what reaches over their ends."""
        layer, size, windows = self.layer, self.node.input_shapes[0][-2:][axis], self.node.shape[1:][axis]
        reach, padding, stride = layer.reach[axis], layer.padding[axis], layer.stride[axis]
        before, after = reach - 1 - padding, size - 1 + padding - (windows - 1) * stride
        return stride if windows > 1 else 1, max(before, after, 0)

    def weighted_sum(self, now: Moment, cells: Cells) -> Expression:
        """Return one SUMPRODUCT a channel, and the bias."""
        f, i, j = cells
        (picture,), layer = self.inputs, self.layer
        corner = (_stepped(i, layer.stride[0], -layer.padding[0]), _stepped(j, layer.stride[1], -layer.padding[1]))
        terms = (
            call(
                "SUMPRODUCT",
                self.parameters["weights"].at(now, f, *channel),
                picture.window(now, channel, corner, layer.reach),
            )
            for channel in channels_of(self.node.input_shapes[0])
        )
        return reduce(add, terms) + self.parameters["bias"].at(now, f)

    def flip_weights(self, now: Moment) -> None:
        """Write the filters turned by 180°."""
        flipped = self.pictures["flipped"]
        *leading, row, column = flipped.indices()
        rows, columns = self.layer.kernel
        opposite = Affine(rows - 1) - row, Affine(columns - 1) - column
        flipped.define(now, (*leading, row, column), self.parameters["weights"].at(now, *leading, *opposite))

    def grad_input(self, position: int, now: Moment, cells: Cells) -> Expression:
        """Return the sum over filters of the flipped filter times the δ whose windows met the cell."""
        *channel, y, x = cells
        flipped, layer = self.pictures["flipped"], self.layer
        down, right = (pad - reach + 1 for pad, reach in zip(layer.padding, layer.reach, strict=True))
        terms = (
            call(
                "SUMPRODUCT",
                flipped.at(now, f, *channel),
                self.delta.window(now, (f,), (_stepped(y, 1, down), _stepped(x, 1, right)), layer.reach),
            )
            for f in range(layer.filters)
        )
        return reduce(add, terms)

    def gradient(self, parameter: str, now: Moment, cells: Cells) -> Expression:
        """Return Σ δ · picture: all δ maps of a filter, and the picture under them, shifted by the weight's place."""
        f, *place = cells
        deltas = self.delta.at(now.of_all_samples, f)
        if parameter == "bias":
            return call("SUM", deltas)
        *channel, row, column = place
        return call("SUMPRODUCT", deltas, self._under(self.inputs[0], now, tuple(channel), (row, column)))

    def _under(self, picture: Recurring, now: Moment, channel: Cells, place: Cells) -> Expression:
        """Refer to the cells of all samples that lie under a filter's weight, window by window."""
        layer = self.layer
        extent = [(count - 1) * step + 1 for count, step in zip(self.node.shape[1:], layer.stride, strict=True)]
        down, right = (
            _stepped(at, gap, -pad) for at, gap, pad in zip(place, layer.dilation, layer.padding, strict=True)
        )
        return picture.window(now.of_all_samples, channel, (down, right), (extent[0], extent[1]))


def _under_weight(layer: Conv2D) -> str:
    """Say which cell lies under the weight [k, l] when the filter stands at [i, j]."""
    along = zip("ij", "kl", layer.stride, layer.dilation, layer.padding, strict=True)
    return ", ".join(position((step, at), (gap, weight), (-pad, "")) for at, weight, step, gap, pad in along)


def _stepped(position: Position, step: int, offset: int) -> Affine:
    """Return a position times a step, moved by an offset."""
    return Affine.of(position) * step + offset
