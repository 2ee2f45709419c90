"""Names of files that any system takes: they come from a table that anybody may have written."""

from __future__ import annotations

import unicodedata

from sheetnet.errors import InputError

MOST_BYTES = 200
"""Of a name; file systems take 255, of which the ending and a temporary file beside it need some."""
FORBIDDEN = '<>:"/\\|?*'
"""Characters that a path has between its parts, or that Windows does not take."""
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
"""Names that are devices on Windows, whatever their ending."""


def check_file_name(name: str) -> None:
    """Make sure that a name, with an ending after it, is one file in the folder that it is put into.

    Raises:
        InputError: It is not, on one system or another.
    """
    shown = repr(name if len(name) <= 40 else f"{name[:40]}…")
    if len(name.encode(errors="replace")) > MOST_BYTES:
        raise InputError(f"name {shown} is too long; up to {MOST_BYTES} bytes are allowed")
    if wrong := {c for c in name if c in FORBIDDEN or not c.isprintable()}:
        raise InputError(f"name {shown} holds {', '.join(map(repr, sorted(wrong)))}: it is a file's name, not a path")
    if name.startswith((".", " ")) or name.endswith((".", " ")):
        raise InputError(f"name {shown} begins or ends with a point or a space; leave that out")
    if name.partition(".")[0].strip().casefold() in RESERVED:
        raise InputError(f"name {shown} is a device on Windows; choose another")


def same_file(name: str) -> str:
    """Return what two names have in common that are one file on some systems, as ``Été`` and ``été`` are."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
