"""Reproducible zip archives."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from types import TracebackType
from typing import TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sheetnet.xlsx.write.canonical import canonical
from sheetnet.xlsx.write.layout import place
from sheetnet.xlsx.write.text_part import DECLARATION, write_text

EPOCH = (1980, 1, 1, 0, 0, 0)
COMPRESSION = 4
"""Of zlib's levels the one after which a formula sheet hardly gets smaller, at a third of the time."""

Rewrite: TypeAlias = Callable[[str, str], str]
"""From the name and the content of one of openpyxl's parts to the content that the file gets."""

NO_ROWS = "<sheetData></sheetData>"


class PinnedArchive:
    """A zip archive in which openpyxl's parts come out the same whichever XML library it found.

    Args:
        path: Where it is written.
        rewrites: For some parts, by patterns of names as in ``xl/charts/*``, what is done to them, one after the other.
        in_order: Those of the patterns whose parts what is done to them brings into order.
    """

    def __init__(self, path: Path, rewrites: Mapping[str, Rewrite], in_order: Collection[str] = ()) -> None:
        self._archive = ZipFile(path, "w", ZIP_DEFLATED, compresslevel=COMPRESSION)
        self._rewrites = rewrites
        self._in_order = in_order

    def __enter__(self) -> PinnedArchive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._archive.close()

    def namelist(self) -> list[str]:
        """Return the names of the parts that were written."""
        return self._archive.namelist()

    def writestr(self, name: str, content: str | bytes) -> None:
        """Write a part; before anything is done to XML it is brought into its canonical form."""
        text = content.decode() if isinstance(content, bytes) else content
        is_xml = name.endswith((".xml", ".rels", ".vml"))
        patterns = [pattern for pattern in self._rewrites if fnmatchcase(name, pattern)]
        text = canonical(text) if is_xml and not {*patterns} & {*self._in_order} else text
        for pattern in patterns:
            text = self._rewrites[pattern](name, text)
        self.write_as_it_is(name, DECLARATION + text if is_xml else text)

    def write_as_it_is(self, name: str, text: str) -> None:
        """Write a part to which nothing needs to be done."""
        self._archive.writestr(_entry(place(name)), text.encode(), ZIP_DEFLATED, COMPRESSION)

    def write_sheet(self, name: str, frame: str, rows: Iterator[str]) -> None:
        """Write a sheet, its rows in the empty place that the frame has for them."""
        head, tail = canonical(frame).split(NO_ROWS)

        def chunks() -> Iterator[str]:
            yield DECLARATION + head + "<sheetData>"
            yield from rows
            yield "</sheetData>" + tail

        write_text(self._archive, name, chunks())


def _entry(name: str) -> ZipInfo:
    """Return a zip entry without anything of the day or the machine."""
    info = ZipInfo(name, EPOCH)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 0
    info.external_attr = 0
    return info
