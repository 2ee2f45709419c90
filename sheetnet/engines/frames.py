"""Headers in JSON and arrays as bytes, to and from a pipe without a buffer of its own.

A buffer would be copied when a process forks, and both copies would be written.
"""

from __future__ import annotations

import json
from io import RawIOBase
from typing import Any

import numpy as np

_BYTE, _LENGTH = np.dtype("u1"), np.dtype("<i8")
_MOST_HEADER = 256_000_000
"""Bytes; a header with a million different texts has a tenth of it."""


def write_header(stream: RawIOBase, header: dict[str, Any]) -> None:
    """Write a header, its length before it."""
    text = json.dumps(header).encode("ascii")
    write_array(stream, np.array([len(text)]), _LENGTH)
    write_array(stream, np.frombuffer(text, dtype=_BYTE), _BYTE)


def read_header(stream: RawIOBase) -> dict[str, Any]:
    """Read a header.

    Raises:
        EOFError: The other side has ended.
        ValueError: This is no header.
    """
    length = int(read_array(stream, 1, _LENGTH)[0])
    if not 0 <= length <= _MOST_HEADER:
        raise ValueError(f"a header of {length} bytes")
    header = json.loads(read_array(stream, length, _BYTE).tobytes())
    if not isinstance(header, dict):
        raise ValueError("a header without names")
    return header


def write_array(stream: RawIOBase, array: np.ndarray, kind: np.dtype[Any]) -> None:
    """Write the numbers of an array; a pipe may take less than all of it at once."""
    left = np.ascontiguousarray(array, dtype=kind).view(_BYTE).data
    while left:
        left = left[stream.write(left) or 0 :]


def read_array(stream: RawIOBase, size: int, kind: np.dtype[Any]) -> np.ndarray:
    """Read an array of so many numbers.

    Raises:
        EOFError: The other side has ended.
    """
    array = np.empty(size, dtype=kind)
    left = array.view(_BYTE).data
    while left:
        got = stream.readinto(left)
        if not got:
            raise EOFError
        left = left[got:]
    return array
