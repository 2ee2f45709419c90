"""Defined names that Excel and LibreOffice both take."""

from __future__ import annotations

import re

_READS_AS_CELL = re.compile(r"^[A-Za-z]{1,3}[0-9]+$")
_READS_AS_R1C1 = re.compile(r"^[rR]([0-9]|$|_|[cC])|^[cC]([0-9]|$|_)")
_SOLVERS = re.compile(r"^solver_", re.IGNORECASE)
_WELL_FORMED = re.compile(r"^[A-Za-z_][A-Za-z0-9_.]{0,254}$")


def can_be_defined(name: str) -> bool:
    """Tell whether every application takes a name as one: not as a cell (``W1``, ``R2_x``), nor as TRUE or FALSE.

    Nor as part of a Solver model, which Excel keeps in names of its own.
    """
    if not _WELL_FORMED.match(name) or name.upper() in ("TRUE", "FALSE"):
        return False
    return not any(taken.match(name) for taken in (_READS_AS_CELL, _READS_AS_R1C1, _SOLVERS))
