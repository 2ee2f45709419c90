"""Defined names that Excel and LibreOffice both take."""

from __future__ import annotations

import re

from sheetnet.errors import FormulaError

_READS_AS_CELL = re.compile(r"^[A-Za-z]{1,3}[0-9]+$")
_READS_AS_R1C1 = re.compile(r"^[rR]([0-9]|$|_|[cC])|^[cC]([0-9]|$|_)")
_WELL_FORMED = re.compile(r"^[A-Za-z_][A-Za-z0-9_.]{0,254}$")


def check_defined_name(name: str) -> str:
    """Return a defined name, or refuse one that some application reads as something else.

    Raises:
        FormulaError: It reads as a cell (``W1``), begins like R1C1 (``R2_x``), or is TRUE or FALSE.
    """
    if not _WELL_FORMED.match(name) or name.upper() in ("TRUE", "FALSE"):
        raise FormulaError(f"{name!r} cannot be a defined name")
    if _READS_AS_CELL.match(name) or _READS_AS_R1C1.match(name):
        raise FormulaError(f"{name!r} cannot be a defined name: a spreadsheet reads it as a cell")
    return name
