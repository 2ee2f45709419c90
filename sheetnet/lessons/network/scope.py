"""How often a network is there: over how many epochs and samples its tensors recur, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.formula import Index
from sheetnet.lessons.network.layers import LAYERS
from sheetnet.lessons.network.recurring import Moment
from sheetnet.models.layers.base import Pair, Shape
from sheetnet.models.network import Network, Node
from sheetnet.workbook import Axis, Carried, down, right
from sheetnet.workbook.axis import picture_axes

CURVE = "cost_curve"
"""The tensor that tells where a training runs away."""


@dataclass(frozen=True)
class Scope:
    """How often a network is there, and what its tensors are called.

    Args:
        epochs: How many epochs; None for a network without an axis of epochs.
        samples: How many samples; None for one picture without an axis of samples.
        prefix: Put before the tensors' names.
        equation: How its parameters are computed.
        carried: Through how many steps rounding is carried on in its tensors.
        passes: How many forward passes, where the last parameters have none; by default one an epoch.
        in_rows: Whether a sample is a row of a table, whose columns are its features and the units; otherwise it is a
            band of columns, in which pictures and units stand below each other.
        mean: Whether gradients and costs are means over the samples, not sums.
        curve: The tensor with the cost of each step, which tells where a training runs away.
        after: The steps after which the entries along the axis of epochs stand, where they are not counted alike.
    """

    epochs: int | None = None
    samples: int | None = None
    prefix: str = ""
    equation: str = ""
    carried: int = 0
    passes: int | None = None
    in_rows: bool = False
    mean: bool = False
    curve: str = CURVE
    after: tuple[int, ...] = ()

    @property
    def forwards(self) -> int | None:
        """How many epochs have a forward pass."""
        return self.epochs if self.passes is None else self.passes

    @property
    def rounding(self) -> Carried | None:
        """How rounding is carried on in its tensors, where it is."""
        if not self.carried:
            return None
        return Carried(self.carried, curve=self.curve, after=(self.carried,) if self.epochs is None else self.after)

    @property
    def updates(self) -> int | None:
        """How many epochs have deltas and gradients: where there are several, the last one is not learned from."""
        return None if self.epochs is None else self.epochs - 1

    def axes(self, epochs: int | None, samples: int | None) -> tuple[Axis, ...]:
        """Return the leading axes: epochs downwards, samples to the right or, in rows, downwards too."""
        along = down if self.in_rows else right
        return (*(() if epochs is None else (down(epochs),)), *(() if samples is None else (along(samples),)))

    def picture(self, shape: Shape, spread: Pair = (1, 1), margin: Pair = (0, 0)) -> list[Axis]:
        """Return the axes of a picture, or of the units of a dense layer; see ``picture_axes``."""
        return [right(size) for size in shape] if self.in_rows else picture_axes(shape, spread, margin)

    def parameter(self, shape: Shape, spread: Pair = (1, 1)) -> list[Axis]:
        """Return the axes of a parameter: units downwards, and for each of them what it looks at."""
        return [down(shape[0]), *self.picture(shape[1:], spread)]

    def moment(self, epochs: int | None) -> Moment:
        """Return indices that run over so many epochs and over all samples."""
        return Moment(
            () if epochs is None else (Index("epoch", epochs),),
            () if self.samples is None else (Index("sample", self.samples),),
        )


def input_margin(network: Network, name: str) -> Pair:
    """Return the blank cells that are needed around what a node gives, by those who take it."""
    margins = [LAYERS[node.layer.kind].input_margin(node.layer) for node, _ in network.consumers(name)]
    return max((rows for rows, _ in margins), default=0), max((columns for _, columns in margins), default=0)


def parameter_uses(network: Network) -> dict[str, list[tuple[Node, str]]]:
    """Return for each parameter the nodes that use it, with its name within them; the first one has made it."""
    uses: dict[str, list[tuple[Node, str]]] = {name: [] for name in network.parameter_shapes}
    for node in network.nodes:
        for local, name in node.parameters.items():
            uses[name].append((node, local))
    return uses
