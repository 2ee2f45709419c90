"""Looking an entry up at a position that a formula computes, such as the epoch that a reader has typed.

How far apart the entries lie is the arrangement's business. So the formula holds ``Step``s: numbers that are known once
the tensor has its place, as the addresses in it are.
"""

from __future__ import annotations

from dataclasses import replace

from sheetnet.errors import FormulaError
from sheetnet.formula.expression import Expression, Operandlike, as_expression
from sheetnet.formula.limits import check_depth
from sheetnet.formula.reference import Source, Step

FIRST = as_expression(1)
"""The position of the first row and column of a range."""


def position(source: Source, axis: int, entry: Operandlike) -> Expression:
    """Return which row or column of a range an entry lies in that begins with the axis' first entry.

    Args:
        source: The tensor.
        axis: Along which of its axes.
        entry: The number of the entry, counted from 0: a formula for a single cell.
    """
    return 1 + as_expression(entry) * Expression((Step(source, axis),))


def looked_up(cells: Expression, row: Expression, column: Expression) -> Expression:
    """Take one cell of a range: ``INDEX(B5:B2005,1+$C$4*40,1)``.

    The range may have gaps, unlike one that ``call("INDEX", …)`` takes: its positions count rows and columns, not
    entries.

    Args:
        cells: A reference.
        row: Which of its rows, counted from 1.
        column: Which of its columns, counted from 1.

    Raises:
        FormulaError: The range is no reference, or a position is no number for a single cell.
    """
    if not cells.reference:
        raise FormulaError("only in a reference can an entry be looked up")
    if not all(each.single and not each.truth for each in (row, column)):
        raise FormulaError("an entry is looked up at a row and a column, each a number for a single cell")
    depth = 1 + max(row.depth, column.depth)
    check_depth(depth, "INDEX")
    (reference,) = cells.references
    cells = Expression.referring(replace(reference, looked_up=True), cells.shape)
    return Expression(("INDEX(", *cells.pieces, ",", *row.pieces, ",", *column.pieces, ")"), plain=False, depth=depth)
