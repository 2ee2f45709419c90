"""The ranges in the text of a formula, and how many cells they have.

A range is read from a skeleton, the text with a 0 for every digit: it knows where the numbers of its rows stand, and
many texts that differ in digits alone are measured by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sheetnet.formula.limits import COLUMNS, ROWS
from sheetnet.formula.template import column_number

_ROW = r"\$?[0-9]{1,7}"
_COLUMN = r"\$?[A-Za-z]{1,3}"
_SHEET = r"(?:'[^']*'(?:'[^']*')*|[^\W\d][\w.]*)!"
_END = r"(?![\w.(!$])"
RANGE = rf"(?:{_COLUMN}{_ROW}:(?:{_SHEET})?{_COLUMN}{_ROW}|{_COLUMN}:{_COLUMN}|{_ROW}:{_ROW}){_END}"
"""A regular expression for a range of cells, of whole columns or of whole rows; the sheet before it is left out."""
_CORNERS = re.compile(rf"({_COLUMN})?({_ROW})?:(?:{_SHEET})?({_COLUMN})?({_ROW})?")


@dataclass(frozen=True, slots=True)
class Range:
    """A range in the text of a formula.

    Args:
        width: Its columns.
        top: Where the number of its first row stands in the text; nowhere for whole columns.
        bottom: Where the number of its last row stands.
        grows_down: One row of it has a ``$`` and the other has not: in a cell further down the range is larger.
        grows_right: The same for its columns.
    """

    width: int
    top: slice | None
    bottom: slice | None
    grows_down: bool
    grows_right: bool

    def height(self, text: str) -> int:
        """Return its rows, as a text has them."""
        if self.top is None or self.bottom is None:
            return ROWS
        return abs(int(text[self.bottom]) - int(text[self.top])) + 1


def range_at(token: str, start: int) -> Range:
    """Read a range.

    Args:
        token: What ``RANGE`` has matched.
        start: Where it stands in the text of the formula.
    """
    match = _CORNERS.fullmatch(token)
    assert match is not None, token
    left, top, right, bottom = match.groups()
    return Range(
        abs(_column(right) - _column(left)) + 1 if left else COLUMNS,
        _digits(match, 2, start) if top else None,
        _digits(match, 4, start) if top else None,
        bool(top) and top.startswith("$") != bottom.startswith("$"),
        bool(left) and left.startswith("$") != right.startswith("$"),
    )


def _column(text: str) -> int:
    return column_number(text.lstrip("$").upper())


def _digits(match: re.Match[str], group: int, start: int) -> slice:
    """Return where the digits of a row number stand, without its ``$``."""
    first, last = match.span(group)
    return slice(start + first + match[group].startswith("$"), start + last)
