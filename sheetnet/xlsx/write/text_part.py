"""A part of a file as text that comes in pieces."""

from __future__ import annotations

from collections.abc import Iterable
from zipfile import ZipFile

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def write_text(archive: ZipFile, name: str, chunks: Iterable[str]) -> None:
    """Write a part from chunks of text, as they come, compressed as the archive says."""
    with archive.open(name, "w") as part:  # an entry opened by its name is dated 1980
        for chunk in chunks:
            part.write(chunk.encode())
    archive.getinfo(name).create_system = 0
