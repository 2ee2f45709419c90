"""A part of a file as text that comes in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zipfile import ZipFile

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


_BLOCK = 1 << 16
"""Characters that are written together: to write a short row takes longer than to make it."""


def write_text(archive: ZipFile, name: str, chunks: Iterable[str]) -> None:
    """Write a part from chunks of text, as they come, compressed as the archive says."""
    with archive.open(name, "w") as part:  # an entry opened by its name is dated 1980
        for block in _blocks(chunks):
            part.write(block.encode())
    archive.getinfo(name).create_system = 0


def _blocks(chunks: Iterable[str]) -> Iterator[str]:
    """Join chunks until they are many characters."""
    block: list[str] = []
    size = 0
    for chunk in chunks:
        block.append(chunk)
        size += len(chunk)
        if size >= _BLOCK:
            yield "".join(block)
            block.clear()
            size = 0
    yield "".join(block)
