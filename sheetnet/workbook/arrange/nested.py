"""Axes within each other: how they run, and how many rows and columns that takes."""

from __future__ import annotations

from collections.abc import Sequence

from sheetnet.workbook.axis import Axis, Direction, Run


def runs_of(axes: Sequence[Axis], least: int = 0) -> list[Run]:
    """Return how axes run that lie within each other, the last ones closest together.

    Args:
        axes: The axes, from the outermost to the innermost.
        least: Columns from one sample's band to the next, at least, if the first axis runs to the right.
    """
    runs: list[Run] = []
    content, margin = dict.fromkeys(Direction, 0), dict.fromkeys(Direction, 0)
    for number, axis in reversed(list(enumerate(axes))):
        way = axis.direction
        is_block = content[way] > 1 or margin[way] > 0
        step = content[way] + max(margin[way], 1) if is_block else axis.spread
        step = max(step, least) if number == 0 else step
        runs.append(Run.of(axis, step))
        content[way] = (axis.size - 1) * step + max(content[way], 1)
        margin[way] = max(margin[way], axis.margin)
    return runs[::-1]


def extent_of(axes: Sequence[Axis], runs: Sequence[Run]) -> tuple[int, int]:
    """Return rows and columns that entries take, margins included."""
    rows = 1 + sum((run.size - 1) * run.down for run in runs) + 2 * corner_of(axes)[0]
    columns = 1 + sum((run.size - 1) * run.right for run in runs) + 2 * corner_of(axes)[1]
    return rows, columns


def corner_of(axes: Sequence[Axis]) -> tuple[int, int]:
    """Return rows and columns from the upper left corner to the first entry."""
    margins = {
        direction: max([0, *(axis.margin for axis in axes if axis.direction is direction)]) for direction in Direction
    }
    return margins[Direction.DOWN], margins[Direction.RIGHT]
