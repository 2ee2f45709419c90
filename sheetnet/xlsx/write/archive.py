"""Reproducible zip archives, written beside their place and then put there whole."""

from __future__ import annotations

import os
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sheetnet.errors import WorkbookError

EPOCH = (1980, 1, 1, 0, 0, 0)
COMPRESSION = 4
"""Of zlib's levels the one after which a formula sheet hardly gets smaller, at a third of the time."""

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def entry(name: str) -> ZipInfo:
    """Return a zip entry without anything of the day or the machine."""
    info = ZipInfo(name, EPOCH)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 0
    info.external_attr = 0
    return info


def write_text(archive: ZipFile, name: str, chunks: Iterable[str]) -> None:
    """Write a part from chunks of text, as they come."""
    info = entry(name)
    info._compresslevel = archive.compresslevel  # type: ignore[attr-defined]  # ZipFile.open takes it from the entry only
    with archive.open(info, "w") as part:
        for chunk in chunks:
            part.write(chunk.encode())


class PinnedArchive(ZipFile):
    """A zip archive in which openpyxl's parts come out the same whichever XML library it found.

    Args:
        path: Where it is written.
        rewrites: For some parts, by name, a function from openpyxl's content to ours.
    """

    def __init__(self, path: Path, rewrites: Mapping[str, Callable[[str], str]]) -> None:
        super().__init__(path, "w", ZIP_DEFLATED, compresslevel=COMPRESSION)
        self._rewrites = rewrites

    def writestr(self, name: str | ZipInfo, data: Any, *_: Any, **__: Any) -> None:  # type: ignore[override]
        """Write a part; XML is brought into its canonical form first."""
        title = name.filename if isinstance(name, ZipInfo) else str(name)
        content = data.decode() if isinstance(data, bytes) else str(data)
        content = self._rewrites.get(title, str)(content)
        if title.endswith((".xml", ".rels", ".vml")):
            content = DECLARATION + canonical(content)
        super().writestr(entry(title), content.encode(), ZIP_DEFLATED, self.compresslevel)


def canonical(xml: bytes | str) -> str:
    """Return XML in canonical form (C14N 2.0)."""
    return ElementTree.canonicalize(xml.decode() if isinstance(xml, bytes) else xml)


@contextmanager
def replaced_whole(path: Path) -> Iterator[Path]:
    """Give a path to write to, and put the file into its place only when all went well.

    Raises:
        WorkbookError: The folder cannot be written to, or the file is held open by another program.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=".part", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise WorkbookError(f"cannot write {path}: {error.strerror or error}; choose another folder") from error
    beside = Path(name)
    try:
        yield beside
        beside.chmod(0o666 & ~_umask())
        os.replace(beside, path)
    except OSError as error:
        raise WorkbookError(f"cannot write {path}: {error.strerror or error}; close it and try again") from error
    finally:
        beside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
