"""The fields of layers: what each may hold, and how a layer is written from them, ``conv(3,3x3,relu,stride=2)``.

A field is declared by ``whole``, ``pair``, ``choice`` …; values from Python and text from a setting pass the same door.
Written are what always stands in a layer, by position, and what differs from the default, by name.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass
from typing import Any, ClassVar, Protocol

from sheetnet.errors import InputError
from sheetnet.models.fields import Field
from sheetnet.models.suggest import allowed_words


class Written(Protocol):
    """A dataclass whose fields are declared here.

    Attributes:
        kind: The word by which it is written.
    """

    kind: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]


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


def decimal(default: float, low: float, high: float, *, always: bool = False) -> Any:
    """Declare a number from ``low`` to ``high``."""
    return _declared(Form(Field(low, high).check_number, always=always), default)


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


def forms(layer: type[Written]) -> dict[str, Form]:
    """Return the fields' forms by their names in Python: first what is taken by position, as it is written."""
    fields = sorted(dataclasses.fields(layer), key=lambda field: field.kw_only is True)
    return {field.name: field.metadata["form"] for field in fields}


def write(layer: Written) -> str:
    """Write a layer as ``read`` reads it: without a space, with what always stands and what is not as usual."""
    declared = forms(type(layer))
    always = {name: getattr(layer, name) for name, form in declared.items() if form.always}
    usual = {field.name: field.default for field in dataclasses.fields(layer) if field.name not in always}
    plain = dataclasses.replace(layer, **usual)
    named = [
        f"{form.key or name}={form.write(getattr(layer, name))}"
        for name, form in declared.items()
        if getattr(layer, name) != getattr(plain, name)
    ]
    return f"{layer.kind}({','.join([*(declared[name].write(value) for name, value in always.items()), *named])})"


def write_pair(numbers: tuple[int, int]) -> str:
    """Write a number for the rows and one for the columns; once if they are equal."""
    return "x".join(map(str, dict.fromkeys(numbers)))


def _declared(form: Form, default: Any = MISSING) -> Any:
    return dataclasses.field(default=default, metadata={"form": form})


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
