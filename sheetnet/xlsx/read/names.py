"""Formulas that call cells by their defined names, as Excel writes them when somebody clicks on such a cell.

Engines know names to different degrees, and a name hides how many cells it stands for. So names that stand for cells
are replaced by the addresses of these; others (of constants, of formulas) stay, for an engine to make of them what it
can.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sheetnet.xlsx.read.contents import StoredName
from sheetnet.xlsx.read.stored import Formula, StoredSheet

_CELLS = re.compile(r"(?:'(?:[^']|'')+'|[\w.]+)!\$[A-Z]{1,3}\$[0-9]{1,7}(?::\$[A-Z]{1,3}\$[0-9]{1,7})?")
"""Cells on one sheet with all their dollars, as defined names have them."""


def without_names(sheets: Mapping[str, StoredSheet], names: Sequence[StoredName]) -> dict[str, StoredSheet]:
    """Write out the names in the formulas of a workbook.

    Args:
        sheets: Its sheets.
        names: Its defined names; one that is known on one sheet alone comes before one that is known everywhere.

    Returns:
        The sheets, the same where there is no name in a formula.
    """
    cells = [name for name in names if not name.hidden and _CELLS.fullmatch(name.text)]
    if not cells:
        return dict(sheets)
    everywhere = {name.name.lower(): name.text for name in cells if not name.sheet}
    pattern = re.compile(rf"(?<![\w.])(?:{'|'.join(re.escape(name.name) for name in cells)})(?![\w.(!])", re.IGNORECASE)
    found = {}
    for title, sheet in sheets.items():
        known = everywhere | {name.name.lower(): name.text for name in cells if name.sheet == title}
        found[title] = _with_addresses(sheet, pattern, known)
    return found


def _with_addresses(sheet: StoredSheet, pattern: re.Pattern[str], known: Mapping[str, str]) -> StoredSheet:
    formulas = list(sheet.formulas)
    for number, formula in enumerate(formulas):
        text = formula if isinstance(formula, str) else formula.text
        if not text.isupper() and pattern.search(text):  # addresses and functions are in capitals, most names are not
            formulas[number] = _of_text(formula, _written_out(text, known))
    return sheet if formulas == list(sheet.formulas) else replace(sheet, formulas=formulas)


def _of_text(formula: Formula, text: str) -> Formula:
    return text if isinstance(formula, str) else replace(formula, text=text)


def _written_out(text: str, known: Mapping[str, str]) -> str:
    """Replace the names in one formula; a text in quotation marks is none of them."""
    from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError  # slow to import, and seldom needed

    try:
        tokens = Tokenizer(text)
    except (TokenizerError, IndexError):
        return text
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            token.value = known.get(token.value.lower(), token.value)
    return str(tokens.render())
