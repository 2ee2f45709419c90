"""What a check cannot be quicker than: its engine, and a parser that goes through the file.

They run in processes of their own, whose whole time counts; so nothing is imported here that they do not need.
"""

from __future__ import annotations

from xml.parsers import expat
from zipfile import ZipFile

CHUNK = 1 << 16


def poisoned(source: str, target: str) -> None:
    """Write the copy of a workbook that a check gives to its engine."""
    from pathlib import Path

    from sheetnet.xlsx.read.reader import read
    from sheetnet.xlsx.write.poisoned_copy import write_poisoned_copy

    write_poisoned_copy(read(Path(source)), Path(target))


def engine_alone(copy: str) -> None:
    """Load a poisoned copy and evaluate it, as quick as the engine can; nobody asks for a value."""
    import ironcalc

    ironcalc.load_from_xlsx(copy, "en", "UTC", "en").evaluate()


def parser_alone(source: str) -> None:
    """Unpack the sheets of a workbook, and have a parser call functions that do nothing."""
    with ZipFile(source) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                parser = _parser()
                with archive.open(name) as part:
                    while chunk := part.read(CHUNK):
                        parser.Parse(chunk, False)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = parser.ordered_attributes = parser.specified_attributes = True
    parser.StartElementHandler = _start
    parser.EndElementHandler = parser.CharacterDataHandler = _nothing
    return parser


def _start(name: str, attributes: list[str]) -> None:
    """Do nothing."""


def _nothing(text: str) -> None:
    """Do nothing."""
