"""Where pictures lie: in a sample's band of columns, in an epoch's block of rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from sheetnet.models.network import Conv2D, Network, Shape, Stage
from sheetnet.workbook import Axis, down, right


@dataclass(frozen=True)
class Picture:
    """How a picture of some shape lies on the page: channels below each other, rows and columns as in the picture.

    Args:
        shape: (units,), (rows, columns) or (channels, rows, columns).
        step: Cells from one entry to the next; more than 1 leaves blanks between, for strided convolutions.
        margin: Blank cells around each channel, which count as 0.
    """

    shape: Shape
    step: int = 1
    margin: int = 0

    @property
    def is_list(self) -> bool:
        """Whether it is a list of units, one below the other."""
        return len(self.shape) == 1

    @property
    def channel_rows(self) -> int:
        """Rows from one channel to the next: neighbours share a margin, and a blank row at least parts them."""
        return self._extent + max(self.margin, 1)

    @property
    def _extent(self) -> int:
        """Rows from a channel's first cell to its last."""
        return (self.shape[-2] - 1) * self.step + 1

    @property
    def axes(self) -> list[Axis]:
        """The axes of a tensor that holds the picture."""
        if self.is_list:
            return [down(self.shape[0])]
        picture = [down(self.shape[-2], self.step), right(self.shape[-1], self.step)]
        return [down(self.shape[0], self.channel_rows), *picture] if len(self.shape) == 3 else picture

    @property
    def height(self) -> int:
        """Rows it takes, margins included."""
        if self.is_list:
            return self.shape[0]
        channels = self.shape[0] if len(self.shape) == 3 else 1
        return (channels - 1) * self.channel_rows + self._extent + 2 * self.margin

    @property
    def width(self) -> int:
        """Columns it takes, margins included."""
        return 1 if self.is_list else (self.shape[-1] - 1) * self.step + 1 + 2 * self.margin


def input_picture(network: Network) -> Picture:
    """Return how the images lie: with blanks around if the first layer's windows reach beyond."""
    return Picture(network.input_shape, margin=_padding(network.stages[0]))


def activation_picture(network: Network, number: int) -> Picture:
    """Return how a layer's activations lie: with blanks around if the next layer's windows reach beyond."""
    after = network.stages[number + 1] if number + 1 < len(network.stages) else None
    return Picture(network.stages[number].shape, margin=_padding(after) if after else 0)


def delta_picture(network: Network, number: int) -> Picture:
    """Return how a layer's deltas lie.

    A strided convolution's stand as far apart as its windows do, so that one rectangle of them meets the windows'
    cells. If they are sent further down, there are blanks around for the turned filter to reach over.
    """
    stage = network.stages[number]
    layer = stage.layer
    if not isinstance(layer, Conv2D):
        return Picture(stage.shape)
    return Picture(stage.shape, step=layer.stride, margin=max(layer.kernel) - 1 + layer.stride - 1 if number else 0)


def _padding(stage: Stage) -> int:
    return stage.layer.padding if isinstance(stage.layer, Conv2D) else 0


@dataclass
class Rows:
    """Rows handed out from top to bottom, by name."""

    next: int
    taken: dict[str, int] = field(default_factory=dict)

    def take(self, name: str, height: int, gap: int = 0) -> int:
        """Reserve rows and return the first of them."""
        row = self.taken[name] = self.next
        self.next += height + gap
        return row
