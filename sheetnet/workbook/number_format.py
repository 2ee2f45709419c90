"""Number formats as a file has them: with a true minus sign, and with powers of ten where nothing else says it.

A section that comes after the first one writes no sign of its own, neither in Excel nor in LibreOffice where it has a
condition: a format whose first section has one is for numbers that are never negative.
"""

from __future__ import annotations

import re

MINUS = '"−"'
"""As wide as a plus, and not the hyphen that programs write of themselves."""
AS_GIVEN = f"General;{MINUS}General"
"""Of numbers that have as many decimals as they need, mostly none."""
NEVER_NEGATIVE = "[=0]0;[<0.0001]0.0E+00;0.0000"
"""Of errors and distances: four decimals, powers of ten of what they would show as 0, and 0 itself."""
STEP_SIZE = "[<0.0001]0.0E+00;0.0###"
"""Of small positive numbers that the reader sets."""
TENTHS = "[<0.0001]0E+00;0.0###"
"""Of columns of 0.1, 0.01, 0.001 …"""
_SECTION = re.compile(r'((?:"[^"]*"|[^;"])*)(;|$)')
_HYPHEN = re.compile(r"^((?:\[[^\]]*\])?)-")
_QUOTED_HYPHEN = re.compile(r'-(?="\.?[0#])')
_ONE_SECTION = re.compile(r"[#0,.%E+]+")


def with_minus(code: str) -> str:
    """Return a number format whose negative numbers have a true minus sign.

    Args:
        code: The format as a look says it, such as ``0.00`` or ``0.00;-0.00;"–"``.
    """
    if ";" not in code:
        return f"{code};{MINUS}{code}" if _ONE_SECTION.fullmatch(code) else code
    sections = [found[1] for found in _SECTION.finditer(code)][: code.count(";") + 1]
    return ";".join(_QUOTED_HYPHEN.sub("−", _HYPHEN.sub(rf"\1{MINUS}", section)) for section in sections)


def without_negative_zero(digits: int) -> str:
    """Return the format of numbers with so many digits behind the point, of which none is shown as −0.

    Args:
        digits: Behind the point.
    """
    least, zeros = f"{0.5 * 10**-digits:.{digits + 1}f}", "0." + "0" * digits
    return f'[>={least}]{zeros};[<=-{least}]-{zeros};"{zeros}"'


def as_word(word: str) -> str:
    """Return the format that shows a word whatever the number; nothing in the word has a meaning for the format.

    Args:
        word: The word; a character that cannot be printed is a space.
    """
    printed = "".join(letter if letter.isprintable() else " " for letter in word)
    return '\\"'.join(f'"{part}"' if part else "" for part in printed.split('"'))


def ticks(high: float | None, log: bool) -> str:
    """Return the format of an axis' ticks if nobody chooses another: with commas from 1,000 on.

    Args:
        high: The largest number on the axis; None if the program chooses.
        log: Whether the axis is logarithmic.
    """
    if log:
        return "[<0.0001]0E+00;[<1]0.0###;#,##0"
    return AS_GIVEN if high is not None and high < 1000 else "[<1000]General;#,##0"
