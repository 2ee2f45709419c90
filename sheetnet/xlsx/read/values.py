"""From what stands in cells as text to what it means, many cells at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np

from sheetnet.xlsx.read.bounds import MOST_TEXT, Budget, DamagedError
from sheetnet.xlsx.read.stored import Kind

_NUMBERS = re.compile(r"[-+0-9.eE\s]*", re.ASCII)
"""Of what numbers consist; Python's own conversion would take 1_0, nan and the digits of every script."""
_TRUTHS = {"0": 0.0, "false": 0.0, "1": 1.0, "true": 1.0}
_KINDS = {
    "": Kind.BLANK, "n": Kind.NUMBER, "b": Kind.TRUTH, "e": Kind.ERROR,
    "s": Kind.TEXT, "str": Kind.TEXT, "inlineStr": Kind.TEXT, "d": Kind.TEXT,
}  # fmt: skip
"""What the types of values mean; a date, which no program writes, stays the text that it is."""


class Values:
    """Decodes values, and keeps their texts.

    Args:
        texts: The shared texts of the workbook; those that stand in the cells themselves are added.
        characters: How many characters these may have.
    """

    def __init__(self, texts: list[str], characters: Budget) -> None:
        self.texts = texts
        self._shared = len(texts)
        self._characters = characters

    def decoded(
        self, values: Sequence[str | None], others: Mapping[str, Mapping[int, str]]
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return what cells store.

        Args:
            values: Their values as text.
            others: Those that are no numbers by their type, such as ``s`` for a shared text, and position; under an
                empty type the cells that store nothing.

        Returns:
            Kinds and numbers as ``StoredSheet`` has them.

        Raises:
            DamagedError: A type that nobody knows, or a value that is none of its type.
        """
        plain = list(values)
        for cells in others.values():
            for position in cells:
                plain[position] = "0"
        kinds, numbers = np.full(len(plain), Kind.NUMBER, np.uint8), _floats(cast("list[str]", plain))
        for kind, cells in others.items():
            if kind not in _KINDS:
                raise DamagedError(f"it has a cell of the type {kind[:20]!r}")
            where = list(cells)
            kinds[where] = _KINDS[kind]
            numbers[where] = self._numbers(kind, list(cells.values()))
        return kinds, numbers

    def _numbers(self, kind: str, values: Sequence[str]) -> np.ndarray:
        if kind == "":
            return np.zeros(len(values))
        if kind == "n":
            return _floats(values)
        if kind == "b":
            return _truths(values)
        return self._shared_texts(values) if kind == "s" else self._own_texts(values)

    def _shared_texts(self, values: Sequence[str]) -> np.ndarray:
        numbers = _floats(values)
        if ((numbers < 0) | (numbers >= self._shared) | (numbers % 1 != 0)).any():
            raise DamagedError("a cell names a shared text that is not there")
        return numbers

    def _own_texts(self, values: Sequence[str]) -> np.ndarray:
        self._characters.spend(sum(map(len, values)))
        if any(len(value) > MOST_TEXT for value in values):
            raise DamagedError(f"a cell has a text of more than {MOST_TEXT:,} characters")
        first = len(self.texts)
        self.texts.extend(values)
        return np.arange(first, len(self.texts), dtype=np.float64)


def _truths(values: Sequence[str]) -> np.ndarray:
    try:
        return np.array([_TRUTHS[value.strip()] for value in values])
    except KeyError as error:
        raise DamagedError(f"{str(error)[:20]} is not a truth value") from None


def _floats(values: Sequence[str]) -> np.ndarray:
    """Read numbers as the format writes them."""
    try:
        numbers = np.array(list(map(float, values)), dtype=np.float64)
    except ValueError:
        numbers = np.array([np.nan])
    if not _NUMBERS.fullmatch("\n".join(values)) or not np.isfinite(numbers).all():
        raise DamagedError(f"{_first_bad(values)[:20]!r} is not a number, or is beyond the range of numbers")
    return numbers


def _first_bad(values: Sequence[str]) -> str:
    for value in values:
        try:
            if not _NUMBERS.fullmatch(value) or not np.isfinite(float(value)):
                return value
        except ValueError:
            return value
    return ""
