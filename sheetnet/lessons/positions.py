"""Positions within brackets, as equations show them: x[2i + l − 1, 2j + m − 1].

Brackets, not small letters below the line: many fonts lack a small j, and a stride or a padding has room in them.
"""

from __future__ import annotations

MINUS = "\N{MINUS SIGN}"


def position(*terms: tuple[int, str]) -> str:
    """Write a sum of multiples of letters, the first of them positive, and of a number.

    Args:
        *terms: Factor and letter of each, in order; a number alone stands with no letter. What is 0 is left out.

    Returns:
        The sum, such as ``2i + l − 1``; ``0`` if nothing is left.
    """
    written = ""
    for factor, letter in terms:
        if factor:
            size = "" if letter and abs(factor) == 1 else str(abs(factor))
            sign = MINUS if factor < 0 else "+"
            written += f" {sign} {size}{letter}" if written else f"{MINUS if factor < 0 else ''}{size}{letter}"
    return written or "0"
