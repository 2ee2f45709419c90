"""Which way the axes of arrays run: samples as rows of a table, or as bands of pictures side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheetnet.models.operator_graph.operators import Shape
from sheetnet.workbook import Axis, down, right
from sheetnet.workbook.axis import Direction

NO_MARGIN = (0, 0)


@dataclass(frozen=True)
class Layout:
    """How arrays lie.

    Args:
        in_rows: Whether a sample is a row; else a band of columns in which units, or rows of pictures, run down.
    """

    in_rows: bool

    def value(self, shape: Shape, margin: tuple[int, int] = NO_MARGIN) -> list[Axis]:
        """Return the axes of an array of samples.

        Args:
            shape: Its shape, samples first.
            margin: Blank cells above and below, left and right of each picture.
        """
        if len(shape) < 2 or self.in_rows:
            return [*(down(size) if self.in_rows else right(size) for size in shape[:1]), *map(right, shape[1:])]
        return [right(shape[0]), *self.one(shape[1:], margin)]

    def one(self, shape: Shape, margin: tuple[int, int] = NO_MARGIN) -> list[Axis]:
        """Return the axes of what belongs to a single sample."""
        if len(shape) < 2:
            return [right(size) if self.in_rows else down(size) for size in shape]
        rows = down(shape[-2], margin=margin[0] if len(shape) > 2 else 0)
        return [*map(down, shape[:-2]), rows, right(shape[-1], margin=margin[1])]


def constant(shape: Shape, spread: Sequence[int] = ()) -> list[Axis]:
    """Return the axes of a constant: a matrix as it is written, filters down and their channels to the right.

    Args:
        shape: Its shape.
        spread: Cells from entry to entry along the last axes, in a filter that is dilated.
    """
    steps = [1] * (len(shape) - len(spread)) + [*spread]
    runs = {
        1: "r", 2: "dr", 3: "drr" if spread else "ddr", 4: "drdr", 5: "drddr",
    }.get(len(shape), "")  # fmt: skip
    return [(down if run == "d" else right)(size, step) for run, size, step in zip(runs, shape, steps, strict=True)]


def is_whole(axes: Sequence[Axis], reduced: Sequence[int]) -> bool:
    """Tell whether the entries along some axes are a rectangle in which no others lie."""
    for direction in Direction:
        within = False
        for number, axis in enumerate(axes):
            if axis.direction is not direction or axis.size == 1:
                continue
            if number in reduced:
                within = True
            elif within:
                return False
    return True


def is_tight(axes: Sequence[Axis], number: int) -> bool:
    """Tell whether the entries along an axis lie side by side."""
    axis = axes[number]
    inner = (other for other in axes[number + 1 :] if other.direction is axis.direction)
    return axis.spread == 1 and all(other.size == 1 and not other.margin for other in inner)
