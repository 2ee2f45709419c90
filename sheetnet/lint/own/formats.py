"""Number formats that show something else than what a cell holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from sheetnet.formula.template import cell_address
from sheetnet.lint.finding import Finding
from sheetnet.lint.subject import Own, Subject, positions_of
from sheetnet.texts import Text
from sheetnet.workbook.tensor import Tensor
from sheetnet.xlsx.read.stored import NO_STYLE, NOT_THERE, StoredSheet

HIDING, DIFFERENT = "hiding format", "number format"
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""In a format what is shown as it stands, and what says something of colours, conditions and languages."""
_DIGITS = re.compile(r"[#0?][#0?,.]*|\.[#0?]+")
_SAYS_NOTHING = re.compile(r'"|\\(?=.)|\[\$[^\]]*\]|\s')
"""What programs add or leave out as they like."""


def formats(subject: Subject, own: Own) -> Iterator[Finding]:
    """Find number formats that hide what a tensor's cells hold, and those that are not the lesson's."""
    for page, sheet in subject.pages():
        for tensor in page.tensors:
            yield from _of_tensor(tensor, sheet, own, subject.facts.formats)


def _of_tensor(tensor: Tensor, sheet: StoredSheet, own: Own, codes: object) -> Iterator[Finding]:
    assert isinstance(codes, list)
    where = positions_of(sheet, tensor).ravel()
    where = where[where != NOT_THERE]
    shown = tensor.look.number_format
    wanted = shown.say(own.language) if isinstance(shown, Text) else shown
    styles, first = np.unique(sheet.styles[where], return_index=True)
    for style, position in zip(styles.tolist(), where[first].tolist(), strict=True):
        found = codes[style] if 0 <= style < len(codes) else "General"
        if style != NO_STYLE and _plain(found) != _plain(wanted):
            place = cell_address(int(sheet.rows[position]), int(sheet.columns[position]))
            yield _finding(own.names[tensor.place.page], place, tensor.name, found, wanted)


def hides(code: str) -> bool:
    """Tell whether a format shows the same whatever number a cell holds, such as nothing at all."""
    sections = _sections(code)
    return any(not re.search(r"[0#?@]|General", _LITERAL.sub("", section), re.IGNORECASE) for section in sections)


def _sections(code: str) -> list[str]:
    """Cut a format at its semicolons."""
    cut = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)
    return cut[:3]  # the fourth is for texts


def _finding(title: str, place: str, tensor: str, found: str, wanted: str) -> Finding:
    if hides(found) and _without_digits(found) != _without_digits(wanted):
        what = f"the format {found[:40]!r} hides what cells of {tensor} hold; the lesson's is {wanted!r}"
        return Finding(title, place, HIDING, what, "give them the lesson's format")
    what = f"cells of {tensor} have the format {found[:40]!r} instead of {wanted!r}"
    return Finding(title, place, DIFFERENT, what, "nothing, if that was meant", error=False)


def _without_digits(code: str) -> str:
    """Return what is left of a format whatever number of digits it shows: another number of them hides nothing."""
    return _DIGITS.sub("0", _plain(code))


def _plain(code: str) -> str:
    """Return a format without what programs spell in their own ways; a hyphen is as good as a minus sign."""
    plain = _SAYS_NOTHING.sub("", code).upper().replace("−", "-")
    positive, _, negative = plain.partition(";")
    return positive if negative == f"-{positive}" else plain
