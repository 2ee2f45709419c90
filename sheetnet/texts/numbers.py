"""Numbers as people read them: −1,000,000 and 0.0001, not -1e+06 and 1e-04."""

from __future__ import annotations

from decimal import Decimal

MINUS = "−"
"""The sign itself; a hyphen is shorter, and some programs break lines behind it."""
_LEAST, _MOST = 1e-6, 1e15
"""Numbers between these are written out."""
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def readable(number: float, digits: int = 15) -> str:
    """Write a number as people read it: ``−1,000,000``, ``0.0001``, ``2.5·10⁻⁷``.

    Args:
        number: A finite number.
        digits: So many are significant.
    """
    size = float(f"{abs(number):.{digits}g}")
    sign = MINUS if number < 0 and size else ""
    if size == 0 or _LEAST <= size < _MOST:
        return f"{sign}{_written_out(size)}"
    mantissa, exponent = f"{Decimal(repr(size)).normalize():e}".split("e")
    power = f"10{str(int(exponent)).translate(_RAISED)}"
    return sign + (power if mantissa == "1" else f"{mantissa}·{power}")


def _written_out(size: float) -> str:
    """Write a number without a power of ten, thousands apart."""
    return f"{Decimal(repr(size)).normalize():,f}"
