"""The parts of an .xlsx file, which is a zip archive: found by their relationships, unpacked in bounded pieces."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile, ZipInfo

from sheetnet.errors import WorkbookError
from sheetnet.xlsx.namespaces import PACKAGE_RELATIONSHIPS
from sheetnet.xlsx.read.bounds import (
    CHUNK,
    MOST_BYTES,
    MOST_DEPTH,
    MOST_ELEMENTS,
    MOST_PARTS,
    MOST_RATIO,
    SMALL_PART,
    Budget,
    DamagedError,
)
from sheetnet.xlsx.read.xml import Handler, pairs, parse

_RELATIONSHIP = f"{PACKAGE_RELATIONSHIPS} Relationship"
CONTENT_TYPES = "[Content_Types].xml"
_PROGRAMS = {"vbaProject", "xlMacrosheet", "xlIntlMacrosheet", "control", "oleObject"}
_DAMAGES = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error)
"""What the zip library lets through: an encrypted part is a RuntimeError, an unknown method a NotImplementedError."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """How a part refers to another.

    Args:
        kind: The last word of its type, such as ``worksheet``.
        target: The part that is meant, as a path from the root of the package; empty if it lies outside.
        outside: Where it leads outside of the package; empty if it does not.
    """

    kind: str
    target: str
    outside: str = ""


class Package:
    """The parts of a workbook.

    Args:
        archive: The open zip archive.

    Raises:
        DamagedError: It has too many parts, two of one name, or unpacks to more than is read.
    """

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._parts = _parts(archive)
        self._unread = {name for name in self._parts if name.endswith((".xml", ".rels", ".vml"))}
        self._links: dict[str, dict[str, Relationship]] = {}
        self._bytes = Budget(MOST_BYTES, "bytes unpacked")

    def has(self, name: str) -> bool:
        """Tell whether there is a part; as everywhere in the format, upper and lower case are the same."""
        return name.lower() in self._parts

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack a part piece by piece.

        Raises:
            DamagedError: It is missing, damaged, or more than is read.
        """
        if not self.has(name):
            raise DamagedError(f"its part {name} is missing")
        self._unread.discard(name.lower())
        try:
            with self._archive.open(self._parts[name.lower()]) as part:
                while chunk := part.read(CHUNK):
                    self._bytes.spend(len(chunk))
                    yield chunk
        except _DAMAGES as error:
            raise DamagedError(f"its part {name} cannot be unpacked ({error or type(error).__name__})") from None

    def check_rest(self) -> None:
        """Make sure that every part is there which another names, and that those which nobody has read are well-formed.

        Raises:
            DamagedError: One of them is not.
        """
        if not self.has(CONTENT_TYPES):
            raise DamagedError(f"its part {CONTENT_TYPES} is missing")
        for name, links in self._all_relationships():
            for link in links.values():
                if link.kind != "hyperlink" and not (link.outside or self._has_target(link.target)):
                    raise DamagedError(f"its part {link.target[:80]} is missing, which {name or 'the file'} names")
        for name in sorted(self._unread):
            elements = _Elements()
            parse(self.chunks(name), Handler(elements.start, elements.end, elements.text))

    def relationships(self, name: str = "") -> dict[str, Relationship]:
        """Return what a part, or the package itself, refers to, by the names that it uses.

        Raises:
            DamagedError: They cannot be read.
        """
        if name.lower() not in self._links:
            self._links[name.lower()] = self._read_relationships(name)
        return self._links[name.lower()]

    def outside(self) -> tuple[str, ...]:
        """Return where the package leads outside of itself by itself, without a click of somebody's."""
        links = [link for _, found in self._all_relationships() for link in found.values()]
        return tuple(link.outside or link.target for link in links if _leads_out(link))

    def has_macros(self) -> bool:
        """Tell whether the package brings a program along."""
        links = [link for _, found in self._all_relationships() for link in found.values()]
        return any(link.kind in _PROGRAMS for link in links) or any("vbaproject" in name for name in self._parts)

    def _all_relationships(self) -> Iterator[tuple[str, dict[str, Relationship]]]:
        """Go through all parts that name others, with what they name."""
        for name in sorted(name for name in self._parts if name.endswith(".rels")):
            folder, file = posixpath.split(name)
            source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
            yield source, self.relationships(source)

    def _has_target(self, target: str) -> bool:
        part, mark, _ = target.partition("#")
        return self.has(part) or self.has(unquote(part)) or (not part and bool(mark))

    def _read_relationships(self, name: str) -> dict[str, Relationship]:
        folder, file = posixpath.split(name)
        where = posixpath.join(folder, "_rels", f"{file}.rels")
        links = _Links(folder)
        if self.has(where):
            parse(self.chunks(where), Handler(links.start, links.end, links.text))
        return links.found


class _Elements:
    """Counts elements, and how deep they are."""

    def __init__(self) -> None:
        self._depth = 0
        self._elements = Budget(MOST_ELEMENTS, "elements and attributes in one of its parts")

    def start(self, name: str, attributes: list[str]) -> None:
        self._elements.spend(1 + len(attributes))
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise DamagedError(f"it has elements more than {MOST_DEPTH} levels deep")

    def end(self, name: str) -> None:
        self._depth -= 1

    def text(self, text: str) -> None:
        """What it says does not matter."""


class _Links:
    """Collects the relationships of a part that lies in a folder."""

    def __init__(self, folder: str) -> None:
        self.found: dict[str, Relationship] = {}
        self._folder = folder
        self._elements = Budget(MOST_ELEMENTS, "relationships")

    def start(self, name: str, attributes: list[str]) -> None:
        self._elements.spend(1 + len(attributes))
        if name != _RELATIONSHIP:
            return
        named = pairs(attributes)
        outside = named.get("TargetMode") == "External"
        kind, target = named.get("Type", "").rpartition("/")[2], named.get("Target", "")
        self.found[named.get("Id", "")] = (
            Relationship(kind, "", target or "nowhere") if outside else Relationship(kind, self._resolved(target))
        )

    def end(self, name: str) -> None:
        """Nothing follows from an end."""

    def text(self, text: str) -> None:
        """There is none that matters."""

    def _resolved(self, target: str) -> str:
        """Return a path from the root of the package."""
        path = posixpath.normpath(posixpath.join("/", self._folder, target))
        return path.lstrip("/")


def _leads_out(link: Relationship) -> bool:
    """Tell whether a program follows a link when it opens the file."""
    return link.kind == "externalLink" or (bool(link.outside) and link.kind != "hyperlink")


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """Open a workbook's package.

    Raises:
        WorkbookError: The file is missing, is no zip archive, or whoever reads it finds it damaged.
    """
    _check_there(path)
    try:
        archive = ZipFile(path)
    except _DAMAGES:
        raise WorkbookError(f"{path} is not an .xlsx workbook, or it is damaged; build or save it anew") from None
    with archive:
        try:
            yield Package(archive)
        except DamagedError as error:
            raise WorkbookError(f"{path} cannot be read: {error}; build or save it anew") from None


def _check_there(path: Path) -> None:
    try:
        if path.is_dir():
            raise WorkbookError(f"{path} is a folder: give the path of an .xlsx file in it")
        if not path.exists():
            raise WorkbookError(f"{path} is not there: give the path of an .xlsx file")
        if not path.is_file():
            raise WorkbookError(f"{path} is no file: give the path of an .xlsx file")
    except OSError as error:
        raise WorkbookError(f"{path} cannot be looked up: {error.strerror}") from None


def _parts(archive: ZipFile) -> dict[str, ZipInfo]:
    """Return the parts by their names in lower case."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    parts = {entry.filename.lstrip("/").lower(): entry for entry in entries}
    total = sum(entry.file_size for entry in entries)
    packed = any(
        entry.file_size > SMALL_PART and entry.file_size > MOST_RATIO * entry.compress_size for entry in entries
    )
    if total > MOST_BYTES or len(entries) > MOST_PARTS or packed:
        raise DamagedError(f"it unpacks to {total:,} bytes in {len(entries):,} parts, more than sheetnet opens")
    if len(parts) < len(entries):
        raise DamagedError("it has two parts of one name")
    return parts
