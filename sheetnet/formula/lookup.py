"""Looking an entry up at a position that a formula computes, such as the epoch that a reader has typed.

How far apart the entries lie is the arrangement's business. So the formula holds ``Step``s: numbers that are known once
the tensor has its place, as the addresses in it are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import add

from sheetnet.errors import FormulaError
from sheetnet.formula.expression import Expression, Operandlike, as_expression
from sheetnet.formula.limits import check_depth
from sheetnet.formula.reference import Source, Step


def moved(source: Source, axis: int, entry: Operandlike) -> Expression:
    """Return how many rows or columns lie between the first entry of an axis and another.

    Args:
        source: The tensor.
        axis: Which of its axes.
        entry: The number of the other entry, counted from 0: a formula for a single cell.
    """
    return as_expression(entry) * Expression((Step(source, axis),))


def looked_up(cells: Expression, down: Sequence[Expression], right: Sequence[Expression]) -> Expression:
    """Take one cell of a range: ``INDEX(B5:B2005,1+$C$4*40,1)``.

    The range may have gaps, and other tensors' cells in them, unlike one that ``call("INDEX", …)`` takes: its positions
    count rows and columns, not entries.

    Args:
        cells: A reference.
        down: So many rows, added up, from its first row.
        right: So many columns, added up, from its first column.

    Raises:
        FormulaError: What is looked up in is no reference, or a distance is no number for a single cell.
    """
    if not cells.reference:
        raise FormulaError("only in a reference can an entry be looked up")
    row, column = (reduce(add, moves, as_expression(1)) for moves in (down, right))
    if not (row.single and column.single):
        raise FormulaError("an entry is looked up at a row and a column, each a number for a single cell")
    depth = 1 + max(row.depth, column.depth)
    check_depth(depth, "INDEX")
    (reference,) = cells.references
    area = replace(reference, looked_up=True)
    return Expression(("INDEX(", area, ",", *row.pieces, ",", *column.pieces, ")"), plain=False, depth=depth)
