"""Reading the text of a formula that somebody else wrote: what it calls, how deep it goes, how many cells it takes.

It is a pass over the text by one regular expression, no parser: nothing is evaluated, and nothing nests in Python
however deep the formula does. Where a bound is simpler than the truth, the bound is never too low.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sheetnet.formula.levels import Levels, UnevenError
from sheetnet.formula.ranges import RANGE, Range, range_at

_TOKEN = re.compile(
    rf"""
      (?P<string>    "[^"]*"(?:"[^"]*")* )
    | (?P<quoted>    '[^']*'(?:'[^']*')* )
    | (?P<error>     \#(?:N/A|[A-Z]+/0!|[A-Z_]+[!?]) )
    | (?P<range>     {RANGE} )
    | (?P<sheets>    [^\W\d][\w.]*:[^\W\d][\w.]*! )
    | (?P<call>      [^\W\d][\w.]*\s*\( )
    | (?P<number>    \d+(?:\.\d*)?(?:[Ee][-+]?\d+)? | \.\d+ )
    | (?P<name>      [$\\]?[^\W\d][\w.$\\?]* )
    | (?P<operator>  <[=>]? | >=? | [-+*/^&=%@\#] )
    | (?P<separator> [,;] )
    | (?P<opening>   [({{] )
    | (?P<closing>   [)}}] )
    | (?P<colon>     : )
    | (?P<square>    \[ )
    | (?P<stray>     ["'\]] )
    | (?P<pipe>      \| )
    | (?P<other>     . )
    """,
    re.VERBOSE | re.DOTALL,
)
_IN_SQUARES = re.compile(r"'.|[\[\]]", re.DOTALL)
"""Within square brackets an apostrophe takes what follows it literally."""
_YOUNGER = re.compile(r"(?:_XL[A-Z]+\.)+")
"""What files put before the names of functions that are younger than the format, such as ``_xlfn._xlws.``."""
_ELSEWHERE = re.compile(r"[\[\]\\/]")
"""In quotes, the sign of another file: the name of a sheet has none of these."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What the text of a formula says.

    Args:
        fault: Why it is no formula in good order, as far as brackets and quotation marks go; empty if it is.
        outside: What in it leads out of the workbook; empty if nothing does.
        functions: The functions that it calls, in capitals.
        numbered: Of these, those with digits in their names, as they are written, each with its place in the text.
        nesting: Levels of brackets and braces.
        depth: Its tree is at most so high: brackets, braces and operators above each other.
        arguments: The most arguments of one of its calls.
        ranges: Its ranges; single cells are left out.
        constants: Rows and columns of its largest array constant.
        computed_range: It makes a range of two results, so that its text does not say how many cells that is.
        across_sheets: A range of it goes through several sheets, as ``First:Last!A1`` does.
    """

    fault: str = ""
    outside: str = ""
    functions: frozenset[str] = frozenset()
    numbered: tuple[tuple[str, int], ...] = ()
    nesting: int = 0
    depth: int = 0
    arguments: int = 0
    ranges: tuple[Range, ...] = ()
    constants: tuple[int, int] = (1, 1)
    computed_range: bool = False
    across_sheets: bool = False

    def cells(self, text: str, down: int = 0, right: int = 0) -> tuple[int, int]:
        """Return how many cells a formula of this kind takes: the largest block that it can make, and all its ranges.

        A row times a column is a block, so the tallest and the widest range make the largest one.

        Args:
            text: The formula, which may differ from the one that was read in its digits, not in their number.
            down: So many rows further down it is repeated: a range with one ``$`` is larger there.
            right: So many columns further to the right.
        """
        tallest, widest = self.constants
        total = 0
        for found in self.ranges:
            height = found.height(text) + down * found.grows_down
            width = found.width + right * found.grows_right
            total += height * width
            tallest, widest = max(tallest, height), max(widest, width)
        return tallest * widest, total


def scan(text: str) -> Scan:
    """Read the text of a formula.

    Args:
        text: The formula as a file has it, with or without the leading ``=``.

    Returns:
        What it says; nothing but the reason if it is not in good order or leads out of the workbook.
    """
    return _Scanner(text).scan()


class _Scanner:
    """Goes through the tokens of one formula; what each kind means is a method of that name."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = int(text.startswith("="))
        self._levels = Levels()
        self._calls: list[tuple[str, int]] = []
        self._ranges: list[Range] = []
        self._computed_range = self._across_sheets = False
        self._fault = self._outside = ""

    def scan(self) -> Scan:
        try:
            while self._place < len(self._text) and not (self._fault or self._outside):
                match = _TOKEN.match(self._text, self._place)
                assert match is not None and match.lastgroup is not None
                self._place = match.end()
                action = _ACTIONS.get(match.lastgroup)
                if action is not None:
                    action(self, match[0], match.start())
            if self._fault or self._outside:
                return Scan(self._fault, self._outside)
            return self._found(self._levels.height())
        except UnevenError as error:
            return Scan(fault=str(error))

    def _found(self, depth: int) -> Scan:
        return Scan(
            functions=frozenset(_YOUNGER.sub("", name.upper()) for name, _ in self._calls),
            numbered=tuple((name, place) for name, place in self._calls if any(map(str.isdigit, name))),
            nesting=self._levels.nesting,
            depth=depth,
            arguments=self._levels.arguments,
            ranges=tuple(self._ranges),
            constants=self._levels.constants,
            computed_range=self._computed_range,
            across_sheets=self._across_sheets,
        )

    def quoted(self, token: str, _: int) -> None:
        """Take the name of a sheet, or of several, or of a sheet of another file."""
        if _ELSEWHERE.search(token):
            self._outside = token
        self._across_sheets |= ":" in token

    def range(self, token: str, place: int) -> None:
        """Take a range."""
        self._ranges.append(range_at(token, place))

    def sheets(self, _: str, __: int) -> None:
        """Take the names of the first and the last of several sheets."""
        self._across_sheets = True

    def call(self, token: str, place: int) -> None:
        """Take the name of a function with its bracket."""
        self._calls.append((token[:-1].rstrip(), place))
        self._levels.open("(", call=True)

    def operator(self, _: str, __: int) -> None:
        """Take an operator, before, between or behind its operands."""
        self._levels.operator()

    def separator(self, token: str, _: int) -> None:
        """Take what stands between two arguments."""
        self._levels.separator(token)

    def opening(self, token: str, _: int) -> None:
        """Take an opening bracket or brace."""
        self._levels.open(token)

    def closing(self, token: str, _: int) -> None:
        """Take a closing bracket or brace."""
        self._levels.close(token)

    def colon(self, _: str, __: int) -> None:
        """Take a colon that does not stand between two corners."""
        self._computed_range = True

    def square(self, _: str, place: int) -> None:
        """Pass over a column of a table in square brackets; without a table before them they name another file."""
        if place == 0 or not (self._text[place - 1].isalnum() or self._text[place - 1] in "_."):
            self._outside = self._text[place : place + 20]
            return
        level = 1
        for match in _IN_SQUARES.finditer(self._text, self._place):
            level += {"[": 1, "]": -1}.get(match[0], 0)
            if level == 0:
                self._place = match.end()
                return
        self._fault = "a [ that nothing closes"

    def stray(self, token: str, _: int) -> None:
        """Take a quotation mark or a square bracket that has no partner."""
        self._fault = f"a {token} without its partner"

    def pipe(self, _: str, place: int) -> None:
        """Take the sign between a program and what it is asked for (dynamic data exchange)."""
        self._outside = self._text[max(place - 10, 0) : place + 10]


_ACTIONS: dict[str, Callable[[_Scanner, str, int], None]] = {
    "quoted": _Scanner.quoted,
    "range": _Scanner.range,
    "sheets": _Scanner.sheets,
    "call": _Scanner.call,
    "operator": _Scanner.operator,
    "separator": _Scanner.separator,
    "opening": _Scanner.opening,
    "closing": _Scanner.closing,
    "colon": _Scanner.colon,
    "square": _Scanner.square,
    "stray": _Scanner.stray,
    "pipe": _Scanner.pipe,
}
"""What is done with each kind of token; texts, numbers, errors, names and all other signs say nothing of interest."""
