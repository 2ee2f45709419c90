"""The workbook's table of texts: a cell names its text by number.

Where a language has a typeface of its own, its letters are set in it and all others in Calibri, as Excel does with what
somebody types: a cell has one typeface, but its text may have several. Subscripts are set lower, and primes upright.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from xml.sax.saxutils import escape

from openpyxl.xml.constants import SHEET_MAIN_NS

from sheetnet.texts import subscripts
from sheetnet.workbook.styles import Style
from sheetnet.workbook.text_size import is_wide
from sheetnet.xlsx.write.typefaces import LATIN, TYPEFACES, Typeface

PLAIN = Style()
PRIMES = "′″‴"


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that look alike.

    Args:
        text: The letters.
        typeface: In which they are set.
        below: Whether they are a subscript.
        prime: Whether they are primes.
    """

    text: str
    typeface: Typeface
    below: bool
    prime: bool


class SharedStrings:
    """The texts of a workbook.

    Args:
        language: Of the workbook; it decides the typefaces.
    """

    path = "/xl/sharedStrings.xml"
    mime_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"

    def __init__(self, language: str) -> None:
        self._typeface = TYPEFACES.get(language, LATIN)
        self._numbers: dict[str, int] = {}
        self._uses = 0

    def number(self, text: str, style: Style = PLAIN, as_it_is: bool = False) -> int:
        """Return the number of a text, adding it if it is new.

        Args:
            text: The text.
            style: Of the cell that shows it.
            as_it_is: Whether it is a name, in which nothing is a mark of a subscript.
        """
        self._uses += 1
        item = _letters(text) if as_it_is else self._item(text, style)
        return self._numbers.setdefault(item, len(self._numbers))

    def xml(self) -> str:
        """Return the part, in canonical form."""
        items = "".join(f"<si>{item}</si>" for item in self._numbers)
        return f'<sst xmlns="{SHEET_MAIN_NS}" count="{self._uses}" uniqueCount="{len(self._numbers)}">{items}</sst>'

    def _item(self, text: str, style: Style) -> str:
        """Write a text, in runs where its letters do not all look alike."""
        upright = replace(style, italic=False)
        runs = [run for letters, below in subscripts.parts(text) for run in self._runs(letters, below)]
        if all(run.typeface is LATIN and not run.below and not run.prime for run in runs):
            return _letters(text)
        return "".join(_run(run, upright if run.prime else style) for run in runs)

    def _runs(self, text: str, below: bool) -> Iterator[Run]:
        """Cut letters where their looks change."""
        for (wide, prime), letters in groupby(text, lambda letter: (is_wide(letter), letter in PRIMES)):
            yield Run("".join(letters), self._typeface if wide else LATIN, below, prime)


def _run(run: Run, style: Style) -> str:
    lowered = '<vertAlign val="subscript"></vertAlign>' if run.below else ""
    return f"<r><rPr>{''.join(_properties(style, run.typeface, lowered))}</rPr>{_letters(run.text)}</r>"


def _properties(style: Style, typeface: Typeface, lowered: str) -> Iterator[str]:
    """Go through the elements that say how letters look, in Excel's order."""
    yield from ("<b></b>",) * style.bold
    yield from ("<i></i>",) * style.italic
    yield from ("<u></u>",) * style.underline
    yield lowered
    yield f'<sz val="{style.size:g}"></sz><color rgb="FF{style.color}"></color><rFont val="{typeface.name}"></rFont>'
    if typeface.charset is not None:
        yield f'<charset val="{typeface.charset}"></charset>'


def _letters(text: str) -> str:
    """Write a text without the control characters that XML cannot hold; all its lines end as XML has it."""
    printable = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c in "\t\n" or ord(c) >= 32)
    return f'<t xml:space="preserve">{escape(printable)}</t>'
