"""Arrows, as the points of a line: foot, tip, one end of the head, the tip again, the other end."""

from __future__ import annotations

from sheetnet.formula import Operand
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.taylor import ARROW_HALF_WIDTH, ARROW_HEAD
from sheetnet.workbook import Tensor, down, right

POINTS = 5


def arrow(quantities: Quantities, name: str, foot: tuple[Operand, Operand], tip: tuple[Operand, Operand]) -> Tensor:
    """Return the points of an arrow, (points, 2).

    Args:
        quantities: Makes the tensor.
        name: Its name.
        foot: Where it begins.
        tip: Where it ends.
    """
    found = quantities.tensor(name, down(POINTS), right(2))
    (x, y), (across, up) = tip, (tip[0] - foot[0], tip[1] - foot[1])
    back_x, back_y = x - ARROW_HEAD * across, y - ARROW_HEAD * up
    ends = [(back_x - sign * ARROW_HALF_WIDTH * up, back_y + sign * ARROW_HALF_WIDTH * across) for sign in (1, -1)]
    for row, place in enumerate((foot, tip, ends[0], tip, ends[1])):
        found[row, 0], found[row, 1] = place
    return found
