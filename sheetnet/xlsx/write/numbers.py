"""Numbers in rules and formats of a sheet, as Excel itself writes them."""

from __future__ import annotations

import re

_PADDED = re.compile(r"E([-+])0+")


def excel_number(value: float) -> str:
    """Write a number with at most 15 digits: ``0.5``, ``1000000``, ``1E-100``, ``2.5E+20``, ``1E-5``."""
    return _PADDED.sub(r"E\1", f"{value:.15G}")
