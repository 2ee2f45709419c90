"""What a file says of the program that saved it."""

from __future__ import annotations

from sheetnet.xlsx.read.bounds import MOST_ELEMENTS, Budget
from sheetnet.xlsx.read.package import Package
from sheetnet.xlsx.read.xml import Handler, parse

_PART = "docProps/app.xml"
_MOST = 200
"""Characters of a program's name that are kept."""


def saved_by(package: Package) -> str:
    """Return the name of the program that saved a workbook last, as the file tells it; empty if it does not.

    Raises:
        DamagedError: The part that tells it is damaged.
    """
    reader = _Properties()
    if package.has(_PART):
        parse(package.chunks(_PART), Handler(reader.start, reader.end, reader.text))
    return reader.application[:_MOST]


class _Properties:
    """Collects the text of the element that names the program."""

    def __init__(self) -> None:
        self.application = ""
        self._here = False
        self._elements = Budget(MOST_ELEMENTS, "elements")

    def start(self, name: str, attributes: list[str]) -> None:
        self._elements.spend(1 + len(attributes))
        self._here = name.endswith(" Application")

    def end(self, name: str) -> None:
        self._here = False

    def text(self, text: str) -> None:
        if self._here and len(self.application) < _MOST:
            self.application += text
