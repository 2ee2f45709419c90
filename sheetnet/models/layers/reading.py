"""Reading a layer from text, from its dataclass's fields, for every layer alike.

Read is more than is written: numbers without a name fill the fields for numbers in order, words those for words, and
the last word may be the layer's name; what Python takes by keyword only must have its name here too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import MISSING
from typing import Any, TypeVar

from sheetnet.errors import InputError
from sheetnet.models.layers.base import Layer
from sheetnet.models.layers.fields import forms
from sheetnet.models.suggest import allowed_words

L = TypeVar("L", bound=Layer)


def read(layer: type[L], inside: str) -> L:
    """Read a layer.

    Args:
        layer: Its class.
        inside: What stands between the brackets.

    Returns:
        The layer.

    Raises:
        InputError: A field that it does not have, or has twice, or not at all; a value of the wrong kind.
    """
    written = f"{layer.kind}({inside.strip()})"
    values: dict[str, Any] = {}
    for part in (part.strip() for part in inside.split(",") if part.strip()):
        key, equals, value = (side.strip() for side in part.partition("="))
        name = _field_called(layer, key or part, written) if equals else _next_field(layer, part, values, written)
        if equals and not value:
            raise InputError(f"{written}: {key} is given without a value")
        if forms(layer)[name].several:
            values[name] = [*values.get(name, ()), value or part]
        elif name in values:
            raise InputError(f"{written}: {key} is given twice")
        else:
            values[name] = value if equals else part
    for field in dataclasses.fields(layer):
        if field.default is MISSING and field.name not in values:
            raise InputError(f"{written} is not complete: {field.name} is missing; {_pattern(layer)}")
    return layer(**values)


def _field_called(layer: type[Layer], key: str, written: str) -> str:
    """Return the field of a name in text."""
    names = {form.key or name: name for name, form in forms(layer).items()}
    if key not in names:
        raise InputError(f"{written}: {key} is nothing that {layer.kind} has; {allowed_words(key, names)}")
    return names[key]


def _next_field(layer: type[Layer], part: str, taken: Iterable[str], written: str) -> str:
    """Return the field that a number or a word without a name belongs to."""
    is_word = part[0].isalpha() or part[0] == "_"
    for name in _by_position(layer):
        form = forms(layer)[name]
        if form.is_word == is_word and (form.several or name not in taken):
            return name
    raise InputError(f"{written} has too much in it, {part}; {_pattern(layer)}")


def _by_position(layer: type[Layer]) -> list[str]:
    """List the fields that need no name in text; the layer's own name is the last of them, if there are any."""
    names = [field.name for field in dataclasses.fields(layer) if field.kw_only is not True]
    return [*names, "name"] if names else []


def _pattern(layer: type[Layer]) -> str:
    by_position = [forms(layer)[name].key or name for name in _by_position(layer)]
    by_name = [form.key or name for name, form in forms(layer).items() if name not in by_position]
    return f"write {layer.kind}({','.join([*by_position, *(f'{key}=…' for key in by_name)])})"
