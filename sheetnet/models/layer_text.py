"""Layers as people write them: ``5,4,2``, or ``conv(3,3x3,relu) maxpool(2x2) dense(2,softmax)``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sheetnet.errors import InputError
from sheetnet.models.layers import LAYERS, Dense, Layer
from sheetnet.models.layers.reading import read
from sheetnet.models.other_spellings import our_layers
from sheetnet.models.suggest import allowed_words

_LAYER = r"\b(\w+)\(([^()]*)\)"


def parse_layers(given: str | Sequence[Layer | int | str]) -> tuple[Layer, ...]:
    """Read layers: objects, numbers of sigmoid units, or text.

    Text is such as ``conv(3,3x3,relu,stride=2) maxpool(2) dense(2,softmax)``, or ``5,4,2`` for dense layers; also as
    Keras writes it, ``Dense(4, activation="relu")``.

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
        return tuple(Dense(part) for part in re.findall(r"[^,]+", given) if part.strip())
    text = our_layers(given)
    found = re.findall(_LAYER, text)
    if not found or re.sub(_LAYER, "", text).strip(" ,"):
        raise InputError(
            f"layers is {given!r}; write for example 3,2 or conv(3,3x3,sigmoid) maxpool(2) dense(3,sigmoid)"
        )
    return tuple(_parse_layer(kind, inside) for kind, inside in found)


def read_layer_names(given: str | Sequence[str]) -> tuple[str, ...]:
    """Read names of layers: a list of them, or text with commas between.

    Raises:
        InputError: Something else.
    """
    names = given.split(",") if isinstance(given, str) else given
    if not isinstance(names, (list, tuple)) or not all(isinstance(name, str) for name in names):
        raise InputError(f"{given!r} are no names of layers; write for example hidden1,hidden2")
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def write_layers(layers: Iterable[Layer]) -> str:
    """Write layers as ``parse_layers`` reads them, a space between two, none within one."""
    return " ".join(map(str, layers))


def _parse_item(item: Layer | int | str) -> tuple[Layer, ...]:
    if isinstance(item, str):
        return parse_layers(item)
    return (item if isinstance(item, Layer) else Dense(item),)


def _parse_layer(kind: str, inside: str) -> Layer:
    if kind not in LAYERS:
        raise InputError(f"{kind!r} is not a layer; {allowed_words(kind, LAYERS)}")
    return read(LAYERS[kind], inside)
