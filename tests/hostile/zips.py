"""Zip archives written by hand, so that every field can lie."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

DEFLATED = 8
ENCRYPTED = 0x1
UTF8 = 0x800


@dataclass
class Entry:
    """One part as an archive has it.

    Args:
        name: Its name.
        content: What it unpacks to.
        method: How it is packed, as both headers say; it is deflated whatever they say, unless it is 0.
        flags: Bits such as ``ENCRYPTED``.
        size: What the headers say of its size, if not the truth.
        packed_size: What the headers say of its packed size.
        local_name: Its name in the header before it, if that differs from the one in the directory.
        offset: Where the directory says that it begins, if not the truth.
    """

    name: str
    content: bytes
    method: int = DEFLATED
    flags: int = 0
    size: int | None = None
    packed_size: int | None = None
    local_name: str | None = None
    offset: int | None = None


def write_zip(entries: Iterable[Entry], path: Path, before: bytes = b"", after: bytes = b"") -> Path:
    """Write an archive.

    Args:
        entries: Its parts.
        path: Where it goes.
        before: Bytes before the first part.
        after: A comment after the directory.
    """
    body, directory, count = bytearray(before), bytearray(), 0
    for entry in entries:
        packed = entry.content if entry.method == 0 else _deflated(entry.content)
        offset = len(body) if entry.offset is None else entry.offset
        body += b"PK\3\4" + _fields(entry, packed, entry.local_name or entry.name) + packed
        directory += b"PK\1\2" + struct.pack("<H", 20) + _fields(entry, packed, entry.name, offset)
        count += 1
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), len(after))
    path.write_bytes(bytes(body + directory) + end + after)
    return path


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def _fields(entry: Entry, packed: bytes, name: str, offset: int | None = None) -> bytes:
    """Return what both headers have, and for the directory what it has besides."""
    written = name.encode()
    size = len(entry.content) if entry.size is None else entry.size
    packed_size = len(packed) if entry.packed_size is None else entry.packed_size
    common = struct.pack("<5H", 20, entry.flags | UTF8, entry.method, 0, 0x21)
    common += struct.pack("<3L2H", zlib.crc32(entry.content), packed_size, size, len(written), 0)
    return common + written if offset is None else common + struct.pack("<3H2L", 0, 0, 0, 0, offset) + written
