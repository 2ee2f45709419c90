"""The limits of the file format, the same in Excel and LibreOffice, checked before anything is written."""

from __future__ import annotations

from sheetnet.errors import FormulaError, LimitError

FORMULA_CHARACTERS = 8_192
NESTING_LEVELS = 64
ARGUMENTS = 255
ROWS = 1_048_576
COLUMNS = 16_384
SIGNIFICANT_DIGITS = 15
SHEET_NAME_CHARACTERS = 31
TEXT_CHARACTERS = 32_767
"""Of a text in a cell."""

DEPTH = 500
"""Brackets and operators above each other in a formula that somebody else wrote.

Engines go down such a tree by recursion. IronCalc 0.9.1 overflows a stack of 8 MB at 2,200 levels of braces or 2,400 of
``^`` or brackets, one of 2 MB at a quarter of that; the lessons need 17. A chain is deep too: 1+1+1 has two levels.
"""
RANGE_CELLS = ROWS
"""Cells of the largest block that a formula makes: a whole column. IronCalc takes up to 150 bytes for each."""
FORMULA_CELLS = 2 * ROWS
"""Cells of all ranges of a formula: two whole columns, for which IronCalc takes 650 MB and one second."""
WORK_OF_ALL = 100_000_000
"""Cells that all formulas together may take from their ranges, however few the formulas are."""
WORK_OF_EACH = 10_000
"""And so many more for each cell with a formula. The lessons need 20; a network of large pictures some thousands."""


def check_depth(depth: int, what: str) -> None:
    """Refuse an expression nested deeper than a spreadsheet reads.

    Args:
        depth: Levels of calls and parentheses.
        what: What nests so deep, for the message.

    Raises:
        LimitError: There are more than ``NESTING_LEVELS``.
    """
    if depth > NESTING_LEVELS:
        raise LimitError(f"{what} nests {depth} levels deep; a spreadsheet reads {NESTING_LEVELS}: split it over cells")


def check_length(length: int, where: str) -> None:
    """Refuse a formula with more characters than a cell takes.

    Args:
        length: Characters, without the leading ``=``.
        where: Whose formula it is, for the message.

    Raises:
        LimitError: There are more than ``FORMULA_CHARACTERS``.
    """
    if length > FORMULA_CHARACTERS:
        raise LimitError(
            f"the formula of {where} has {length} characters; a cell takes {FORMULA_CHARACTERS}: "
            "use smaller layers or split the sum over cells"
        )


def check_sheet_name(name: str) -> str:
    """Return the name of a sheet, or refuse it.

    Raises:
        FormulaError: It is empty, too long, or has a character that no sheet name may have.
    """
    if not name or len(name) > SHEET_NAME_CHARACTERS:
        raise FormulaError(f"sheet name {name!r} has {len(name)} characters; allowed are 1 to {SHEET_NAME_CHARACTERS}")
    if any(character in ":\\/?*[]" for character in name) or name.startswith("'") or name.endswith("'"):
        raise FormulaError(f"sheet name {name!r} holds one of : \\ / ? * [ ] or an apostrophe at an end")
    return name
