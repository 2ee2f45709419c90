"""Shared formulas: cells whose formulas differ only by where the cells stand store one formula between them.

Spreadsheets write a formula that was filled over a range once, with the first cell; the others say which one is theirs.
A training of a million cells is a few thousand such formulas, and half as large a file. Which cells can share is read
off the affine coordinates: along an index by which every reference moves just as the cell itself does. Small ranges are
written out, so that other programs that look into a small workbook find a formula in every cell.

Formulas that refer to another sheet are written out: Excel refuses to share them unless every such reference is
absolute, and there are too few of them to matter. Nor are formulas shared in which a SUMPRODUCT compares with an
aggregate of fixed rows, as in ``SUMPRODUCT((A5:A6>=B1)*(A$2:A$3<MAX(A$2:A$3)))``: a widely used commercial engine
computes them wrongly then, and only then. The range that is named with a shared formula is the smallest around
its cells; other cells may lie in it ([MS-XLS] 2.4.260: cells in this range do not have to use the shared formula).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import TypeAlias
from xml.sax.saxutils import escape

from sheetnet.formula import Affine, Area, Expression, Index
from sheetnet.formula.template import Coordinate, Template

SMALLEST = 1_000
"""Cells of a range that is worth sharing."""

_NEVER_SHARED = re.compile(r"SUMPRODUCT\(.*\b(?:MAX|MIN|SUM|SUMSQ|AVERAGE|COUNT)\([$]?[A-Z]+[$]")

Parts: TypeAlias = tuple[str | Coordinate, ...]


@dataclass(frozen=True, slots=True)
class CellFormula:
    """A range's formula as the XML of its cells.

    Args:
        leading: In a cell that holds the text of the formula.
        following: In a cell that takes the text from its group's first cell.
        within: The indices that run within a group; a cell leads if all of them are 0.
        groups: How many shared formulas the range has; 0 if every cell has its own text.
    """

    leading: Parts = ()
    following: Parts = ()
    within: tuple[Index, ...] = ()
    groups: int = 0


NOTHING = CellFormula()
"""The formula of cells that have none."""


def cell_formula(
    formula: Template, expression: Expression, home: Area, indices: Sequence[Index], number: int
) -> CellFormula:
    """Write a range's formula, shared as far as possible.

    Args:
        formula: The formula laid out.
        expression: The same as it was before.
        home: The cell that it fills.
        indices: The indices that the range runs over.
        number: The first number that is free for a shared formula on this sheet.
    """
    text = tuple(escape(part) if isinstance(part, str) else part for part in formula)
    large = prod(index.size for index in indices) >= SMALLEST
    shareable = large and not _leaves(expression, home) and not _compares_with_fixed_rows(formula)
    within = tuple(index for index in indices if shareable and moves_along(formula, home, index))
    if prod(index.size for index in within) == 1:
        return CellFormula(("<f>", *text, "</f>"))
    group, groups = Affine(number), 1
    for index in indices:
        if index not in within:
            group, groups = group + index * groups, groups * index.size
    name = (' si="', Coordinate(group, letters=False), '"')
    leading = ('<f t="shared" ref="', *_corner(home, within, 0), ":", *_corner(home, within, 1), '"', *name, ">", *text)
    return CellFormula((*leading, "</f>"), ('<f t="shared"', *name, "/>"), within, groups)


def _leaves(expression: Expression, home: Area) -> bool:
    """Tell whether a formula refers to another sheet."""
    return any(reference.area.page is not home.page for reference in expression.references)


def _compares_with_fixed_rows(formula: Template) -> bool:
    """Tell whether a SUMPRODUCT compares with an aggregate whose rows have a ``$``."""
    text = "".join(part if isinstance(part, str) else "A" if part.letters else "1" for part in formula)
    return _NEVER_SHARED.search(text) is not None


def moves_along(formula: Template, home: Area, index: Index) -> bool:
    """Tell whether every reference moves with an index as the cell itself does.

    Coordinates with a ``$`` never move: they are text already, and only inputs of one cell are fixed beyond that.
    """
    row, column = (dict(position.terms).get(index, 0) for position in (home.row, home.column))
    moving = (part for part in formula if isinstance(part, Coordinate))
    # The first cell of the file's order leads: no index may run upwards or to the left.
    return min(row, column) >= 0 and all(
        dict(part.position.terms).get(index, 0) == (column if part.letters else row) for part in moving
    )


def _corner(home: Area, within: Sequence[Index], end: int) -> tuple[Coordinate, Coordinate]:
    """Return the first corner of a group's cells, or the last."""

    def settled(position: Affine) -> Affine:
        reach = sum(factor * (index.size - 1) * end for index, factor in position.terms if index in within)
        return Affine(position.constant + reach, tuple(term for term in position.terms if term[0] not in within))

    return Coordinate(settled(home.column), letters=True), Coordinate(settled(home.row), letters=False)
