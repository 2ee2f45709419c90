"""Layers as people write them: ``5,4,2``, or ``conv(3,3x3,1,0,relu) maxpool(2) dense(2,softmax)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sheetnet.errors import InputError
from sheetnet.models.network import AveragePool2D, Conv2D, Dense, Flatten, Given, MaxPool2D


def parse_layers(given: str | Sequence[Given | int]) -> tuple[Given, ...]:
    """Read layers: objects, numbers of sigmoid units, or text.

    Text is such as ``conv(3,3x3,1,0,relu) maxpool(2) dense(2,softmax)``, or ``5,4,2`` for dense layers.

    Args:
        given: The layers; in a list also one text a layer.

    Returns:
        The layers as objects.

    Raises:
        InputError: Something that is no layer.
    """
    if not isinstance(given, (str, list, tuple)):
        raise InputError(
            f"layers is {given!r}; it must be text such as 3,2, or a list of layers or of numbers of units"
        )
    if not isinstance(given, str):
        return tuple(layer for item in given for layer in _parse_item(item))
    if re.fullmatch(r"[\d,\s]+", given):
        return tuple(Dense(_whole(part, "units")) for part in given.split(",") if part.strip())
    found = re.findall(r"(\w+)\(([^()]*)\)", given)
    if not found or re.sub(r"\w+\([^()]*\)", "", given).strip(" ,"):
        raise InputError(
            f"layers is {given!r}; write for example 3,2 or conv(3,3x3,1,0,sigmoid) maxpool(2) dense(3,sigmoid)"
        )
    return tuple(
        _parse_layer(kind, [part.strip() for part in words.split(",") if part.strip()]) for kind, words in found
    )


_MOST_NUMBERS = {"dense": 1, "conv": 4, "maxpool": 2, "avgpool": 2, "flatten": 0}
_MOST_NAMES = {"dense": 2, "conv": 2, "maxpool": 2, "avgpool": 1, "flatten": 0}


def _parse_item(item: object) -> tuple[Given, ...]:
    if isinstance(item, str):
        return parse_layers(item)
    if isinstance(item, (Dense, Conv2D, MaxPool2D, AveragePool2D, Flatten)):
        return (item,)
    return (Dense(_whole(item, "units")),)


def _parse_layer(kind: str, words: list[str]) -> Given:
    numbers = [word for word in words if not word[0].isalpha()]
    names = [word for word in words if word[0].isalpha()]
    if kind not in _MOST_NUMBERS:
        raise InputError(f"{kind!r} is not a layer; the layers are {', '.join(_MOST_NUMBERS)}")
    written = f"{kind}({','.join(words)})"
    if len(numbers) > _MOST_NUMBERS[kind] or len(names) > _MOST_NAMES[kind]:
        raise InputError(f"{written} has too much in it")
    try:
        if kind == "dense":
            return Dense(_whole(numbers[0], "units"), *names)
        if kind == "conv":
            kernel = tuple(_whole(n, "kernel") for n in numbers[1].split("x")) if len(numbers) > 1 else (3, 3)
            if len(kernel) > 2:
                raise InputError(f"{written}: a kernel is rows x columns, such as 3x3")
            steps = [_whole(n, "stride or padding") for n in numbers[2:4]] + [1, 0][len(numbers[2:4]) :]
            return Conv2D(_whole(numbers[0], "filters"), (kernel[0], kernel[-1]), steps[0], steps[1], *names)
        if kind in ("maxpool", "avgpool"):
            sizes = [_whole(n, "size or stride") for n in numbers]
            size, step = sizes if len(sizes) == 2 else (sizes[0], 0)
            return MaxPool2D(size, step, *names) if kind == "maxpool" else AveragePool2D(size, step, *names)
    except IndexError:
        raise InputError(f"{written} is not complete") from None
    return Flatten()


def _whole(value: object, what: str) -> int:
    try:
        number = int(str(value))
    except ValueError:
        raise InputError(f"{what} is {value!r}; it must be a whole number") from None
    return number
