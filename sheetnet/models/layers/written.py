"""How a layer is written, ``conv(3,3x3,relu,stride=2)``, and read: from its dataclass's fields, for every layer alike.

A field is declared by ``whole``, ``pair``, ``choice`` …, which say what it may hold; values from Python and text from a
setting pass the same door. Written are what always stands in a layer, by position, and what differs from the default,
by name. Read is more: numbers without a name fill the fields for numbers in order, words those for words, and the last
word may be the layer's name; what Python takes by keyword only must have its name here too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sheetnet.errors import InputError
from sheetnet.models.fields import Field
from sheetnet.models.suggest import allowed_words

if TYPE_CHECKING:
    from sheetnet.models.layers.base import Layer

L = TypeVar("L", bound="Layer")


@dataclass(frozen=True, slots=True)
class Form:
    """What a field of a layer holds, and how it is written.

    Args:
        take: Returns the value of what was given, from Python or as text, or raises InputError; it is told what the
            field is called.
        write: Returns the text of a value.
        is_word: Whether it begins with a letter, unlike a number.
        several: Whether it takes any number of words.
        always: Whether it is written even where it is the default.
        key: What it is called in text, where that is no name for Python.
    """

    take: Callable[[str, Any], Any]
    write: Callable[[Any], str] = str
    is_word: bool = False
    several: bool = False
    always: bool = False
    key: str = ""


def whole() -> Any:
    """Declare a whole number that must be given."""
    return _declared(Form(_take_whole, always=True))


def pair(default: Any) -> Any:
    """Declare a number for the rows and one for the columns, written ``2``, or ``2x1`` where they differ."""
    return _declared(Form(_take_pair, write_pair), default)


def extent(default: Any) -> Any:
    """Declare a size, written ``3x3``, rows and columns even where they are equal."""
    return _declared(Form(_take_pair, lambda value: "x".join(map(str, value)), always=True), default)


def decimal(default: float, low: float, high: float) -> Any:
    """Declare a number from ``low`` to ``high``."""
    return _declared(Form(Field(low, high).check_number), default)


def flag(default: bool) -> Any:
    """Declare a field that is true or false."""
    return _declared(Form(_take_flag, lambda value: str(value).lower()), default)


def choice(default: str, known: Iterable[str], *, always: bool = False) -> Any:
    """Declare one word of several."""
    words = tuple(known)

    def take(what: str, value: Any) -> str:
        if value not in words:
            raise InputError(f"{what} {value!r}; {allowed_words(str(value), words)}")
        return str(value)

    return _declared(Form(take, is_word=True, always=always), default)


def layer_name(key: str = "") -> Any:
    """Declare the name of a layer; the network checks that it is one."""
    return _declared(Form(_take_word, is_word=True, key=key), "")


def layer_names() -> Any:
    """Declare the names of one or more layers, which must be given."""
    return _declared(Form(_take_words, ",".join, is_word=True, several=True, always=True))


def forms(layer: type[Layer]) -> dict[str, Form]:
    """Return the fields' forms by their names in Python: first what is taken by position, as it is written."""
    fields = sorted(dataclasses.fields(layer), key=lambda field: field.kw_only is True)
    return {field.name: field.metadata["form"] for field in fields}


def write(layer: Layer) -> str:
    """Write a layer as ``read`` reads it: without a space, with what always stands and what is not as usual."""
    declared = forms(type(layer))
    always = {name: getattr(layer, name) for name, form in declared.items() if form.always}
    plain = type(layer)(**always)
    named = [
        f"{form.key or name}={form.write(getattr(layer, name))}"
        for name, form in declared.items()
        if getattr(layer, name) != getattr(plain, name)
    ]
    return f"{layer.kind}({','.join([*(declared[name].write(value) for name, value in always.items()), *named])})"


def write_pair(numbers: tuple[int, int]) -> str:
    """Write a number for the rows and one for the columns; once if they are equal."""
    return "x".join(map(str, dict.fromkeys(numbers)))


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


def _declared(form: Form, default: Any = MISSING) -> Any:
    return dataclasses.field(default=default, metadata={"form": form})


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


def _take_whole(what: str, value: Any) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise InputError(f"{what} is {value!r}; it must be a whole number") from None


def _take_pair(what: str, value: Any) -> tuple[int, int]:
    sizes = value if isinstance(value, (tuple, list)) else str(value).split("x")
    try:
        numbers = tuple(int(str(size)) for size in sizes)
    except ValueError:
        numbers = ()
    if not 1 <= len(numbers) <= 2:
        raise InputError(f"{what} is {value!r}; it must be a whole number, or rows x columns such as 3x2")
    return numbers[0], numbers[-1]


def _take_flag(what: str, value: Any) -> bool:
    known = {"true": True, "false": False}
    if str(value).lower() not in known:
        raise InputError(f"{what} is {value!r}; it must be true or false")
    return known[str(value).lower()]


def _take_word(what: str, value: Any) -> str:
    if not isinstance(value, str):
        raise InputError(f"{what} is {value!r}; it must be the name of a layer, such as hidden")
    return value


def _take_words(what: str, value: Any) -> tuple[str, ...]:
    words = value if isinstance(value, (tuple, list)) else (value,)
    if not words:
        raise InputError(f"{what} is empty; it must be the names of one or more layers, such as hidden")
    return tuple(_take_word(what, word) for word in words)
