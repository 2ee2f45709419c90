"""Whether two texts are one formula, written by two programs.

Programs spell the same formula in their own ways: with or without ``$``, blanks, quotes around the name of a sheet
and ``_xlfn.``, functions in capitals or not, ``1E-100`` or ``1e-100``. None of that changes what a cell computes, so
none of it is left in the tokens by which formulas are compared. ``$`` says what becomes of a formula that is copied,
not what it computes where it stands.
"""

from __future__ import annotations

import re
from decimal import Decimal

_SHEET = r"(?:'(?:[^']|'')*'|[^\W\d][\w.]*)!"
_CORNER = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_COLUMNS = r"\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}"
_ROWS = r"\$?[0-9]{1,7}:\$?[0-9]{1,7}"
TOKEN = re.compile(
    rf"""
      (?P<blank>     \s+ )
    | (?P<string>    "(?:[^"]|"")*" )
    | (?P<error>     \#(?:N/A|[A-Z]+/0!|[A-Z_]+[!?]) )
    | (?P<reference> (?:{_SHEET})?(?:{_CORNER}(?::(?:{_SHEET})?{_CORNER})?|{_COLUMNS}|{_ROWS})(?![\w.(!]) )
    | (?P<call>      [^\W\d][\w.]*\s*\( )
    | (?P<number>    (?:\d+(?:\.\d*)?|\.\d+)(?:[Ee][-+]?\d+)? )
    | (?P<name>      (?:{_SHEET})?[^\W\d][\w.\\?]* )
    | (?P<operator>  <[=>]? | >=? | [-+*/^&=%:@] )
    | (?P<separator> [,;] )
    | (?P<opening>   [({{] )
    | (?P<closing>   [)}}] )
    | (?P<other>     . )
    """,
    re.VERBOSE | re.DOTALL,
)
"""A token of a formula as files have it; every text consists of such tokens."""
_NEEDLESS_QUOTES = re.compile(r"'([^\W\d]\w*)'!")
_SCIENTIFIC = re.compile(r"(?<![\w.$])\d+(?:\.\d+)?E[-+]?\d{1,2}(?![\w.])")
YOUNGER = re.compile(r"(?:_xl[a-z]+\.)+", re.IGNORECASE)
"""What files put before the names of functions that are younger than the format, such as ``_xlfn._xlws.``."""
_BEGINS, _ENDS = {"string", "error", "reference", "call", "number", "name", "opening"}, {
    "string", "error", "reference", "number", "name", "closing",
}  # fmt: skip
"""Tokens with which an operand begins, and with which it ends: a blank between two operands intersects them."""


def spelled(formula: str, home: str) -> tuple[str, ...]:
    """Return the tokens of a formula in one spelling for all programs.

    Args:
        formula: Its text, with or without the leading ``=``.
        home: The sheet on which it stands; to name that sheet says nothing.
    """
    found: list[str] = []
    last, blank = "", False
    for match in TOKEN.finditer(formula, int(formula.startswith("="))):
        kind = match.lastgroup or ""
        if kind == "blank":
            blank = True
            continue
        if blank and last in _ENDS and kind in _BEGINS:
            found.append(" ")
        found.append(_token(kind, match[0], home))
        last, blank = kind, False
    return tuple(found)


def plain(text: str) -> str:
    """Write part of a formula of ours as other programs do: without quotes that are not needed, with 0.001 for 1E-3.

    It is one of the spellings that mean the same, the commonest one, found without reading tokens.
    """
    unquoted = _NEEDLESS_QUOTES.sub(r"\1!", text)
    return _SCIENTIFIC.sub(lambda match: f"{Decimal(match[0]):f}", unquoted)


def sheet_of(reference: str) -> tuple[str, str]:
    """Split a reference or a name into the name of its sheet, without quotes, empty if there is none, and the rest."""
    if reference.startswith("'"):
        name, _, rest = reference.rpartition("'!")
        if ":" in rest and "!" in rest:  # both corners name their sheet
            name, _, rest = reference.partition("'!")
        return name[1:].replace("''", "'"), rest
    name, mark, rest = reference.partition("!")
    return (name, rest) if mark else ("", reference)


def _token(kind: str, text: str, home: str) -> str:
    if kind == "number":
        return repr(float(text))
    if kind == "call":
        return YOUNGER.sub("", text[:-1].rstrip()).upper() + "("
    if kind == "reference":
        return _reference(text, home)
    if kind == "name":
        sheet, name = sheet_of(text)
        return (_of_sheet(sheet, home) + name).upper()
    return text.upper() if kind == "error" else text


def _reference(text: str, home: str) -> str:
    sheet, area = sheet_of(text)
    first, colon, last = area.partition(":")
    _, last = sheet_of(last)
    return _of_sheet(sheet, home) + (first + colon + last).replace("$", "").upper()


def _of_sheet(sheet: str, home: str) -> str:
    """Name another sheet; upper and lower case are the same."""
    return "" if not sheet or sheet.casefold() == home.casefold() else f"{sheet.casefold()}!"
