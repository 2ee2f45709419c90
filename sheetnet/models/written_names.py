"""Lists of names as the text of a setting: names of columns and classes are other people's words."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from sheetnet.errors import InputError

LONGEST = 100
"""Characters of a name."""
_ESCAPED = "%,;=\"'&<>\\"
"""Characters that mean something where settings are written, and those that a file may mean otherwise."""


def read_names(value: object) -> tuple[str, ...]:
    """Return names given as a list, or as the text that ``write_names`` makes of one.

    Raises:
        InputError: They are no names, two are alike, or one is empty or too long.
    """
    if isinstance(value, str):
        value = [unquote(name) for name in value.split(",")] if value else []
    if not isinstance(value, Iterable):
        raise InputError(f"{value!r} is no list of names")
    names = tuple(str(name) for name in value)
    for name in names:
        if not name.strip() or len(name) > LONGEST or not name.isprintable():
            raise InputError(f"the name {name[:LONGEST]!r} must be 1 to {LONGEST} printable characters")
        if names.count(name) > 1:
            raise InputError(
                f"the name {name!r} stands there twice; every column and every class has a name of its own"
            )
    return names


def read_name(value: object) -> str:
    """Return one name, as it is or as ``write_names`` writes it."""
    (name,) = read_names(value if isinstance(value, str) and "," not in value else [value])
    return name


def write_names(names: Iterable[str]) -> str:
    """Write names with commas between, so that ``read_names`` reads them back."""
    return ",".join("".join(_escaped(letter) for letter in name) for name in names)


def _escaped(letter: str) -> str:
    return f"%{ord(letter):02X}" if letter in _ESCAPED else letter
