"""Parsing XML that somebody may have made to do harm: as a stream, no document types, no entities, nothing fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.parsers import expat

from sheetnet.xlsx import namespaces
from sheetnet.xlsx.read.bounds import MOST_NAMESPACES, MOST_TOKEN, Budget, DamagedError

SPREADSHEET = (namespaces.SPREADSHEET, namespaces.STRICT_SPREADSHEET)
"""Namespaces of workbooks, sheets and shared strings: the usual one, and that of files saved as strict Open XML."""

_ENCODINGS = {"utf-8", "utf-16", "us-ascii", "iso-8859-1"}
"""Those that the parser knows by itself."""


@dataclass(frozen=True, slots=True)
class Handler:
    """What is done with the elements of a part.

    Args:
        start: Meets the start of an element: its name as ``namespace name``, its attributes, names and values in turn.
        end: Meets its end.
        text: Meets text, or a piece of it.
        pause: Is called now and then between two pieces of the part.
    """

    start: Callable[[str, list[str]], None]
    end: Callable[[str], None]
    text: Callable[[str], None]
    pause: Callable[[], None] = lambda: None


def parse(chunks: Iterable[bytes], handler: Handler) -> None:
    """Go through the elements of a part.

    Args:
        chunks: The part, piece by piece.
        handler: What is done with them.

    Raises:
        DamagedError: It is no well-formed XML, has a document type, or a tag that is too long.
    """
    namespaces = Budget(MOST_NAMESPACES, "declarations of namespaces")
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = parser.ordered_attributes = parser.specified_attributes = True
    parser.XmlDeclHandler = _check_encoding
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartNamespaceDeclHandler = lambda prefix, name: namespaces.spend(1)
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            handler.pause()
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > MOST_TOKEN:
                raise DamagedError("it has a tag or a comment that is too long")
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise DamagedError(f"its XML is broken ({error})") from None


def meanings(*names: str) -> dict[str, str]:
    """Return a table from names with their namespace, of those that spreadsheets have, to local names."""
    return {f"{namespace} {name}": name for namespace in SPREADSHEET for name in names}


def pairs(attributes: list[str]) -> dict[str, str]:
    """Return attributes by name."""
    return dict(zip(attributes[::2], attributes[1::2], strict=True))


def true(value: str | None) -> bool:
    """Tell whether an attribute that may be there says yes."""
    return value in ("1", "true", "on")


def _check_encoding(version: str, encoding: str | None, standalone: int) -> None:
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise DamagedError(f"its XML is in the encoding {encoding[:20]!r}, which no spreadsheet writes")


def _refuse_document_type(*_: object) -> None:
    raise DamagedError("its XML has a document type, which no spreadsheet writes")
