"""From many addresses of cells at once to rows and columns: ``B7`` → 7, 2."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sheetnet.formula.limits import COLUMNS, ROWS
from sheetnet.xlsx.read.bounds import DamagedError

_SEPARATOR = 0
_LETTERS, _DIGITS = 3, 7
"""How many an address has at most: XFD1048576."""


def places(addresses: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows and the columns of addresses.

    Args:
        addresses: Such as ``B7``, in capitals, without ``$``.

    Returns:
        Two int32 arrays (addresses,), counted from 1.

    Raises:
        DamagedError: One of them is no address, or outside a sheet.
    """
    if not addresses:
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    text = np.frombuffer("\0".join((*addresses, "")).encode(), dtype=np.uint8)
    ends = np.flatnonzero(text == _SEPARATOR)
    starts = np.concatenate(([0], ends[:-1] + 1))
    is_letter, is_digit = (text >= ord("A")) & (text <= ord("Z")), (text >= ord("0")) & (text <= ord("9"))
    letters, digits = np.add.reduceat(is_letter, starts), np.add.reduceat(is_digit, starts)
    columns, rows = np.zeros(len(starts), np.int32), np.zeros(len(starts), np.int32)
    good = (letters + digits == ends - starts) & (letters <= _LETTERS) & (digits <= _DIGITS)
    good &= text[np.minimum(starts + letters, len(text) - 1)] != ord("0")
    for n in range(_LETTERS):
        here = good & (letters > n)
        good &= ~here | is_letter[np.where(here, starts + n, 0)]  # letters come first
        columns[here] = columns[here] * 26 + (text[starts[here] + n].astype(np.int32) - ord("A") + 1)
    for n in range(_DIGITS):
        here = good & (digits > n)
        rows[here] = rows[here] * 10 + (text[starts[here] + letters[here] + n].astype(np.int32) - ord("0"))
    good &= (rows >= 1) & (rows <= ROWS) & (columns >= 1) & (columns <= COLUMNS)
    if not good.all():
        raise DamagedError(f"{addresses[int(np.argmin(good))][:20]!r} is not the address of a cell")
    return rows, columns
