"""What a formula refers to, read off its text by openpyxl's tokenizer."""

from __future__ import annotations

from sheetnet.xlsx.read.stored import Rectangle


def references(formula: str, home: str) -> list[tuple[str, Rectangle]]:
    """Return the ranges that a formula refers to.

    Args:
        formula: Its text, with the leading ``=``.
        home: The sheet on which it stands.

    Returns:
        Each range with its sheet; what cannot be read, names and whole columns are left out.
    """
    from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError
    from openpyxl.utils.cell import range_boundaries

    found = []
    try:
        operands = [t.value for t in Tokenizer(formula).items if t.type == Token.OPERAND and t.subtype == Token.RANGE]
    except (TokenizerError, IndexError):  # a bracket that closes nothing is an IndexError
        return []
    for operand in operands:
        sheet, _, area = operand.rpartition("!")
        try:
            left, top, right, bottom = range_boundaries(area)
        except (ValueError, TypeError):
            continue
        if None not in (left, top, right, bottom):
            found.append((sheet.strip("'").replace("''", "'") or home, (top, left, bottom, right)))
    return found
