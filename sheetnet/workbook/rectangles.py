"""Cells covered by few rectangles: what names, rules and the Solver call them by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Cell: TypeAlias = tuple[int, int]
"""Row and column, counted from 1."""
Rectangle: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


def rectangles(cells: Iterable[Cell]) -> list[Rectangle]:
    """Cover cells by few rectangles: runs along rows, then equal runs of adjacent rows joined."""
    joined: list[list[int]] = []
    open_runs: dict[tuple[int, int, int], list[int]] = {}  # by the row below, first and last column
    for run in _runs(sorted(cells)):
        above = open_runs.pop((run[0], run[1], run[3]), None)
        if above is None:
            joined.append(above := run)
        above[2] = run[2]
        open_runs[above[2] + 1, above[1], above[3]] = above
    return [(top, left, bottom, right) for top, left, bottom, right in joined]


def rectangles_by_columns(cells: Iterable[Cell]) -> list[Rectangle]:
    """Cover cells by few rectangles: runs down columns, then equal runs of adjacent columns joined."""
    turned = rectangles((column, row) for row, column in cells)
    return [(top, left, bottom, right) for left, top, right, bottom in turned]


def _runs(cells: list[Cell]) -> list[list[int]]:
    """Join cells, row by row, that lie side by side."""
    runs: list[list[int]] = []
    for row, column in cells:
        if runs and runs[-1][0] == row and runs[-1][3] == column - 1:
            runs[-1][3] = column
        else:
            runs.append([row, column, row, column])
    return runs
