"""The texts that cells share: one table for a whole workbook, to which cells refer by number."""

from __future__ import annotations

from collections.abc import Iterable

from sheetnet.xlsx.read.bounds import MOST_ELEMENTS, MOST_STRINGS, MOST_TEXT, Budget, DamagedError
from sheetnet.xlsx.read.xml import Handler, meanings, parse

_KNOWN = meanings("si", "t", "rPh")


def shared_strings(chunks: Iterable[bytes], characters: Budget) -> list[str]:
    """Read the shared strings: of rich text the letters, without their looks and without hints how they are spoken.

    Args:
        chunks: The part.
        characters: How many characters the texts may have.

    Raises:
        DamagedError: They are damaged or too many.
    """
    reader = _Strings(characters)
    parse(chunks, Handler(reader.start, reader.end, reader.text))
    return reader.found


class _Strings:
    """Collects texts."""

    def __init__(self, characters: Budget) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._spoken = self._in_text = False
        self._characters, self._strings = characters, Budget(MOST_STRINGS, "shared texts")
        self._elements = Budget(MOST_ELEMENTS * 4, "elements in its shared texts")

    def start(self, name: str, attributes: list[str]) -> None:
        self._elements.spend(1 + len(attributes))
        known = _KNOWN.get(name)
        if known == "si":
            self._strings.spend(1)
            self._pieces.clear()
        elif known == "rPh":
            self._spoken = True
        elif known == "t":
            self._in_text = not self._spoken

    def end(self, name: str) -> None:
        known = _KNOWN.get(name)
        if known == "si":
            self.found.append(joined(self._pieces))
        elif known == "rPh":
            self._spoken = False
        elif known == "t":
            self._in_text = False

    def text(self, text: str) -> None:
        if self._in_text:
            self._characters.spend(len(text))
            self._pieces.append(text)


def joined(pieces: list[str]) -> str:
    """Join the pieces of a text.

    Raises:
        DamagedError: It is longer than the text of a cell.
    """
    text = "".join(pieces)
    if len(text) > MOST_TEXT:
        raise DamagedError(f"a text has {len(text):,} characters; a cell takes {MOST_TEXT:,}")
    return text
