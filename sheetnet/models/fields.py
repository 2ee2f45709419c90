"""Declared fields of a model: what they are, which values are allowed, how a check may vary them.

One declaration serves every side: the model's validation, ``--set`` on the command line, the note and the rule on the
input cell, and the random changes of ``verify --perturb``.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sheetnet.errors import InputError
from sheetnet.texts import Text, texts

SMALLEST = 1e-100
"""Numbers closer to 0 (but for 0 itself) are refused: their squares leave the range of numbers."""
SIGNIFICANT_DIGITS = 15
"""Inputs are rounded to as many digits: more are not read alike by every spreadsheet engine."""


@dataclass(frozen=True, slots=True)
class Field:
    """What a field of a model may hold.

    Args:
        low: Smallest allowed number.
        high: Largest allowed number.
        vary: Range from which a perturbation draws; None leaves the field alone.
        whole: Only whole numbers.
        choices: The only allowed values, for a setting or for a 0/1 picture.
        setting: It decides the shape of the workbook, so it is fixed when the workbook is built; otherwise it is an
            input, a cell that the reader changes.
        strict_low: ``low`` itself is not allowed.
        several: It is an array of numbers.
    """

    low: float = -1e6
    high: float = 1e6
    vary: tuple[float, float] | None = None
    whole: bool = False
    choices: tuple[Any, ...] = ()
    setting: bool = False
    strict_low: bool = False
    several: bool = False

    def describe(self) -> Text:
        """Say which values are allowed."""
        words = texts("common")
        if self.choices:
            return words["allowed.choices"].format(choices=", ".join(str(choice) for choice in self.choices))
        kind = "allowed.whole" if self.whole else "allowed.above" if self.strict_low else "allowed.range"
        return words[kind].format(low=f"{self.low:g}", high=f"{self.high:g}")

    def check(self, name: str, value: Any) -> Any:
        """Return a value of the field's kind (a word, a number, an array), or refuse it.

        Raises:
            InputError: It is not allowed.
        """
        if isinstance(value, np.ndarray) and value.ndim == 0:
            value = value.item()
        if self.several:
            return self.check_array(name, value)
        if isinstance(value, (np.ndarray, list, tuple)):
            raise InputError(f"{name} has shape {np.shape(np.array(value, dtype=object))}; it must be a single value")
        if self.choices and all(isinstance(choice, str) for choice in self.choices):
            if value not in self.choices:
                raise InputError(f"{name} is {value!r}; {self.describe().en}")
            return value
        number = self.check_number(name, value)
        return int(number) if self.whole else number

    def check_number(self, name: str, value: float) -> float:
        """Return the number rounded to 15 digits, or refuse it.

        Raises:
            InputError: Not a finite number, or outside what is allowed.
        """
        try:
            number = float(value)
        except (TypeError, ValueError, OverflowError):
            raise InputError(f"{name} is {value!r}; it must be a number ({self.describe().en})") from None
        inside = math.isfinite(number) and self.low <= number <= self.high
        inside = inside and not (self.strict_low and number == self.low)
        inside = inside and not (self.whole and number != int(number))
        if self.choices:
            inside = number in self.choices
        if not inside:
            raise InputError(f"{name} is {value!r}; {self.describe().en}")
        if 0 < abs(number) < SMALLEST:
            raise InputError(f"{name} is {value!r}; a number so close to 0 cannot be squared: use 0 or {SMALLEST:g}")
        return float(f"{number:.{SIGNIFICANT_DIGITS}g}")

    def check_array(self, name: str, values: Any) -> np.ndarray:
        """Return an array of numbers rounded to 15 digits, or refuse it, naming the entry that is wrong.

        Raises:
            InputError: Not numbers, or one of them is not allowed.
        """
        try:
            numbers = np.array(values, dtype=np.float64)
        except (TypeError, ValueError, OverflowError):
            raise InputError(f"{name} is not an array of numbers with rows of equal length") from None
        # Only the distinct values are looked at one by one: a picture has two, however large it is.
        distinct, first, where = np.unique(numbers, return_index=True, return_inverse=True, equal_nan=True)
        checked = []
        for flat, value in zip(first.tolist(), distinct.tolist(), strict=True):
            entry = [int(n) for n in np.unravel_index(flat, numbers.shape)] if numbers.ndim else []
            checked.append(self.check_number(f"{name}{entry}" if entry else name, value))
        result = np.array(checked, dtype=np.float64)[where.ravel()].reshape(numbers.shape)
        result.flags.writeable = False
        return result


def number(default: float, *, low: float = -1e6, high: float = 1e6, **more: Any) -> Any:
    """Declare an input of one number."""
    return dataclasses.field(default=default, metadata={"field": Field(low, high, **more)})


def array(default: Any, *, low: float = -1e6, high: float = 1e6, **more: Any) -> Any:
    """Declare an input of several numbers; ``default`` makes the numbers when called."""
    return dataclasses.field(default_factory=default, metadata={"field": Field(low, high, several=True, **more)})


def setting(default: Any, *, low: float = -1e6, high: float = 1e6, choices: Sequence[Any] = (), **more: Any) -> Any:
    """Declare a setting: it shapes the workbook and is fixed when the workbook is built."""
    return dataclasses.field(
        default=default,
        metadata={"field": Field(low, high, choices=tuple(choices), setting=True, **more)},
    )
