"""The workbook's table of texts: a cell names its text by number.

Where a language has a typeface of its own, its letters are set in it and all others in Calibri, as Excel does with what
somebody types: a cell has one typeface, but its text may have several.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape

from openpyxl.xml.constants import SHEET_MAIN_NS

from sheetnet.workbook.styles import Style
from sheetnet.workbook.text_size import is_wide
from sheetnet.xlsx.write.typefaces import LATIN, TYPEFACES, Typeface

PLAIN = Style()


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

    def number(self, text: str, style: Style = PLAIN) -> int:
        """Return the number of a text, adding it if it is new.

        Args:
            text: The text.
            style: Of the cell that shows it.
        """
        self._uses += 1
        return self._numbers.setdefault(self._item(text, style), len(self._numbers))

    def xml(self) -> str:
        """Return the part."""
        items = "".join(f"<si>{item}</si>" for item in self._numbers)
        return f'<sst xmlns="{SHEET_MAIN_NS}" count="{self._uses}" uniqueCount="{len(self._numbers)}">{items}</sst>'

    def _item(self, text: str, style: Style) -> str:
        if self._typeface is LATIN or not any(map(is_wide, text)):
            return _letters(text)
        runs = ((wide, "".join(letters)) for wide, letters in groupby(text, is_wide))
        return "".join(_run(run, style, self._typeface if wide else LATIN) for wide, run in runs)


def _run(text: str, style: Style, typeface: Typeface) -> str:
    return f"<r><rPr>{''.join(_properties(style, typeface))}</rPr>{_letters(text)}</r>"


def _properties(style: Style, typeface: Typeface) -> Iterator[str]:
    """Go through the elements that say how letters look, in Excel's order."""
    yield from ("<b/>",) * style.bold
    yield from ("<i/>",) * style.italic
    yield from ("<u/>",) * style.underline
    yield f'<sz val="{style.size:g}"/><color rgb="FF{style.color}"/><rFont val="{typeface.name}"/>'
    if typeface.charset is not None:
        yield f'<charset val="{typeface.charset}"/>'


def _letters(text: str) -> str:
    """Write a text without the control characters that XML cannot hold."""
    printable = "".join(c for c in text if c in "\t\n\r" or ord(c) >= 32)
    return f'<t xml:space="preserve">{escape(printable)}</t>'
