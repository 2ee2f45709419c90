"""Colours by value: scales with fixed end points, so that pictures can be compared, light enough to read the digits."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.workbook.tensor import Tensor

MOST_RECTANGLES = 200
"""Rectangles that one colour rule covers; in longer trainings the later epochs stay white."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A colour scale.

    Args:
        low: Value and colour of the low end; None for a value takes the least, the middle or the largest of the cells.
        middle: The same of the middle, or None for two colours.
        high: The same of the high end.
    """

    low: tuple[float | None, str]
    middle: tuple[float | None, str] | None
    high: tuple[float | None, str]


MARK, DEEP = "FFC76B", "E8963A"
"""Of cells that a lesson points at, and of those among them that are not 0 where that is to be seen."""
ORANGE, WHITE, BLUE, GREEN, INK = "FDB98E", "FFFFFF", "74ADD1", "A6D96A", "A3BDD6"
REGIONS = ("BDD7EE", "F8CBAD", "C6E0B4", "FFE699", "E4C8E8", "C9E7F2", "D9D9D9", "DDC8B6")
"""Of regions: pale enough for the digits in them."""
BAR, BAR_COLOR = "bar", "70AD47"
"""Instead of a scale: a bar from 0 to 1 that shows the value."""
SCALES = {
    "weights": Scale((-2, ORANGE), (0, WHITE), (2, BLUE)),
    "sums": Scale((-5, ORANGE), (0, WHITE), (5, BLUE)),
    "activation": Scale((0, WHITE), None, (1, GREEN)),
    "map": Scale((0, WHITE), None, (None, GREEN)),
    "signed": Scale((-1, ORANGE), (0, WHITE), (1, BLUE)),
    "pixels": Scale((0, WHITE), None, (1, INK)),
    "shades": Scale((0, WHITE), None, (None, INK)),
    "grey": Scale((0, WHITE), None, (None, "404040")),
    "range": Scale((None, ORANGE), (None, WHITE), (None, BLUE)),
    "traits": Scale((-0.5, ORANGE), (0, WHITE), (0.5, BLUE)),
    "gradients": Scale((-0.5, ORANGE), (0, WHITE), (0.5, BLUE)),
    "deltas": Scale((-0.1, ORANGE), (0, WHITE), (0.1, BLUE)),
}


@dataclass(frozen=True, slots=True)
class Marked:
    """Cells of a tensor that have a colour where another tensor holds a 1.

    Args:
        tensor: The tensor.
        marks: 1 or 0 for each of its entries, or for each of its rows; on the same sheet, its entries as far apart.
        fill: The colour.
        deep: The colour of those that are not 0, where it is another.
        value: What the marks hold there, if it is not 1.
        plain: Whether such cells have no line around them.
    """

    tensor: Tensor
    marks: Tensor
    fill: str
    deep: str = ""
    value: float = 1
    plain: bool = False


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Cells of a tensor coloured by value.

    Args:
        tensor: The tensor.
        leading: So many axes lead from one rectangle of colours to the next (epochs); the others lie within.
    """

    tensor: Tensor
    leading: int = 0

    @property
    def scale(self) -> Scale | None:
        """The scale that the tensor's look names; None for bars."""
        return None if self.tensor.look.colors == BAR else SCALES[self.tensor.look.colors]

    def rectangles(self) -> list[tuple[int, int, int, int]]:
        """Return first row, first column, last row, last column of each rectangle, as far as colours reach."""
        shape = self.tensor.shape[: self.leading]
        rows, columns = (places.reshape(*shape, -1) for places in self.tensor.cells())
        corners = (rows.min(-1), columns.min(-1), rows.max(-1), columns.max(-1))
        found = zip(*(corner.ravel().tolist() for corner in corners), strict=True)
        return list(found)[:MOST_RECTANGLES]
