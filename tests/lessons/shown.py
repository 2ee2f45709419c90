"""What a cell shows of a number: spreadsheets' number formats, as far as lessons use them."""

from __future__ import annotations

import math
import re

LARGE, LARGE_FORMAT = 10_000, "#,##0"
HUGE, HUGE_FORMAT = 1_000_000, "0.0E+00"
"""Of looks that run away: from the one on numbers are shown without decimals, from the other on as powers of ten."""
_SECTIONS = re.compile(r'((?:"[^"]*"|[^;"])*)(?:;|$)')
_CONDITION = re.compile(r"\[(<=|>=|<>|=|<|>)(-?[0-9.]+)\]")
_HOLDS = {
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "<>": lambda a, b: a != b,
    "=": lambda a, b: a == b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
}
_PATTERN = re.compile(r"([#,0]*)(?:\.([0#]*))?(E\+0+)?(%)?")


def shown(number: float, number_format: str) -> str:
    """Return what a cell shows of a number.

    Args:
        number: A finite number.
        number_format: Of the cell. ``General`` shows as many decimals as there is room for: those that must be.
    """
    if number_format == "General":
        return f"{number:.0f}" if abs(number) < 1e11 else f"{number:.0E}"
    section, signed = _section(number, number_format)
    size = number if signed else abs(number)
    if section == "General":
        return shown(size, section)
    literals = re.split(r'"([^"]*)"', section)  # every second one stood in quotes
    return "".join(text if n % 2 else _filled(size, text) for n, text in enumerate(literals))


def _section(number: float, number_format: str) -> tuple[str, bool]:
    """Return the section of a format that a number falls into, and whether its sign is the format's to write."""
    sections = _SECTIONS.findall(number_format)[: number_format.count(";") + 1]
    conditions = [_CONDITION.match(each) for each in sections]
    for section, condition in zip(sections, conditions, strict=True):
        if condition is not None and _HOLDS[condition[1]](number, float(condition[2])):
            return section[condition.end() :], section is sections[0]
    if any(conditions):
        return sections[-1], True
    if number > 0 or len(sections) == 1:
        return sections[0], True
    return (sections[1], False) if number < 0 else (sections[min(2, len(sections) - 1)], False)


def _filled(number: float, text: str) -> str:
    """Put a number into the digits' places of a text, if it has any."""
    found = next((match for match in _PATTERN.finditer(text) if match[0].strip(",")), None)
    if found is None:
        return text
    whole, decimals, power, percent = found[1], found[2] or "", found[3], found[4]
    scaled = number * 100 if percent else number
    if power:
        digits = f"{scaled:.{len(decimals)}E}"
    else:
        digits = f"{scaled:{',' if ',' in whole else ''}.{len(decimals)}f}"
        optional = len(decimals) - len(decimals.rstrip("#"))
        for _ in range(optional):
            digits = digits.removesuffix("0")
        digits = digits.removesuffix(".")
    if not whole and math.fabs(scaled) < 1:
        digits = digits.replace("0.", ".", 1)
    return text[: found.start()] + digits + (percent or "") + text[found.end() :]
