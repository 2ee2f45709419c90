"""Numbers as they are given: nested lists, arrays, or text with commas between."""

from __future__ import annotations

import math
from typing import cast

import numpy as np

from sheetnet.errors import InputError
from sheetnet.texts.numbers import MINUS


def as_numbers(name: str, values: object) -> np.ndarray:
    """Return values as an array of numbers, whichever they are.

    Raises:
        InputError: They are not numbers in rows of equal length.
    """
    try:
        given = np.asarray(values)
        if np.iscomplexobj(given):  # NumPy would drop the imaginary parts
            raise TypeError
        return np.array(given, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise InputError(f"{name} is not an array of numbers with rows of equal length") from None


def as_number(value: object) -> float:
    """Return a value as a number.

    Raises:
        ValueError: It is a text that is no number; Python's own ways to write one, 1_0 and ١, are none.
        TypeError: It is something else that is no number.
        OverflowError: It is beyond the range of numbers.
    """
    if isinstance(value, str):
        value = value.replace(MINUS, "-")  # as it is written in messages and lists
    if isinstance(value, str) and ("_" in value or not value.isascii()):
        raise ValueError(value)
    return float(cast(float, value))


def read_numbers(name: str, text: str, shape: tuple[int, ...]) -> np.ndarray:
    """Read the numbers of an input as people write them: with commas between, in the order of the flattened array.

    Raises:
        InputError: Not numbers, or not as many as the shape has.
    """
    try:
        numbers = [as_number(part) for part in text.split(",")]
    except ValueError:
        raise InputError(f"{name} is {text!r}; it must be a number, or numbers with commas between") from None
    size = math.prod(shape)
    if len(numbers) != size:
        wanted = "one number (with a point, as in 0.3)" if size == 1 else f"{size} numbers"
        raise InputError(f"{name} takes {wanted}, not {len(numbers)}")
    return np.array(numbers).reshape(shape)
