"""Declared fields of a model: what they are, which values are allowed, how a check may vary them.

One declaration serves every side: the model's validation, ``--set`` on the command line, the note and the rule on the
input cell, and the random changes of ``verify --perturb``. A field is declared with ``number``, ``array`` or ``arrays``
(inputs: cells that the reader changes) or with ``setting`` (it shapes the workbook, so it is fixed when that is built).
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike

from sheetnet.errors import InputError
from sheetnet.models.other_spellings import VALUES as OTHER_VALUES
from sheetnet.models.reading import as_number, as_numbers
from sheetnet.texts import Text, load_texts
from sheetnet.texts.numbers import readable

SMALLEST = 1e-100
"""Numbers closer to 0 (but for 0 itself) are refused: their squares leave the range of numbers."""
LARGEST = 1e6
"""Of the numbers whose field says nothing else."""
SIGNIFICANT_DIGITS = 15
"""Inputs are rounded to as many digits: more are not read alike by every spreadsheet engine."""

T = TypeVar("T")


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
        prefix: It is several arrays by name, each of them an input that is called by this prefix and its name.
        derived: The model makes it from its other fields where it is None.
        reads: Makes the value of a setting from what was given, and refuses what it cannot read.
    """

    low: float = -LARGEST
    high: float = LARGEST
    vary: tuple[float, float] | None = None
    whole: bool = False
    choices: tuple[str, ...] | tuple[float, ...] = ()
    setting: bool = False
    strict_low: bool = False
    several: bool = False
    prefix: str | None = None
    derived: bool = False
    reads: Callable[..., object] | None = None

    def among(self, low: int, high: int) -> Field:
        """Return the field of an input that chooses one of several, counted through.

        Args:
            low: The first one's number.
            high: The last one's.
        """
        return dataclasses.replace(self, low=low, high=high, vary=(low, high))

    def describe(self) -> Text:
        """Say which values are allowed."""
        texts = load_texts("common")
        if self.choices:
            return texts["allowed.choices"].format(choices=", ".join(map(_shown, self.choices)))
        kind = "allowed.whole" if self.whole else "allowed.above" if self.strict_low else "allowed.range"
        return texts[kind].format(low=readable(self.low), high=readable(self.high))

    def check(self, name: str, value: object) -> object:
        """Return a value of the field's kind (a word, a number, an array, arrays by name), or refuse it.

        Raises:
            InputError: It is not allowed.
        """
        if self.reads is not None:
            return self.reads(value)
        if self.prefix is not None:
            return _by_name(name, value)
        if self.several:
            return self.check_array(name, value)
        if isinstance(value, np.ndarray) and value.ndim == 0:
            value = value.item()
        if isinstance(value, (np.ndarray, list, tuple)):
            raise InputError(f"{name} has shape {np.shape(np.array(value, dtype=object))}; it must be a single value")
        if self.choices and all(isinstance(choice, str) for choice in self.choices):
            return self._check_choice(name, value)
        number = self.check_number(name, value)
        return int(number) if self.whole else number

    def check_number(self, name: str, value: object) -> float:
        """Return the number rounded to 15 digits, or refuse it.

        Raises:
            InputError: Not a finite number, or outside what is allowed.
        """
        try:
            number = as_number(value)
        except (TypeError, ValueError, OverflowError):
            raise InputError(f"{name} is {value!r}; it must be a number ({self._allowed()})") from None
        if not self._is_inside(number):
            raise InputError(f"{name} is {value!r}; {self._allowed()}")
        if 0 < abs(number) < SMALLEST:
            nearest = f"0 or {SMALLEST:g}" if self._is_inside(0.0) else f"{SMALLEST:g}"  # as it is typed
            raise InputError(f"{name} is {value!r}; a number so close to 0 cannot be squared: use {nearest}")
        return float(f"{number:.{SIGNIFICANT_DIGITS}g}")

    def check_array(self, name: str, values: object) -> np.ndarray:
        """Return an array of numbers rounded to 15 digits, or refuse it, naming the entry that is wrong.

        Raises:
            InputError: Not numbers, or one of them is not allowed.
        """
        numbers = as_numbers(name, values)
        # Only the distinct values are looked at: a picture has two, however large it is.
        distinct, first, where = np.unique(numbers, return_index=True, return_inverse=True, equal_nan=True)
        for wrong in np.flatnonzero(~self._are_allowed(distinct)):
            entry = [int(n) for n in np.unravel_index(first[wrong], numbers.shape)] if numbers.ndim else []
            self.check_number(f"{name}{entry}" if entry else name, distinct[wrong].item())
        rounded = np.array([float(f"{value:.{SIGNIFICANT_DIGITS}g}") for value in distinct.tolist()], dtype=np.float64)
        result = rounded[where.ravel()].reshape(numbers.shape)
        result.flags.writeable = False
        return result

    def _are_allowed(self, numbers: np.ndarray) -> np.ndarray:
        """Tell of each number whether ``check_number`` takes it; there may be millions."""
        if self.choices:
            return np.isin(numbers, self.choices)
        allowed: np.ndarray = np.isfinite(numbers) & (numbers >= self.low) & (numbers <= self.high)
        allowed &= (np.abs(numbers) >= SMALLEST) | (numbers == 0)
        if self.strict_low:
            allowed &= numbers != self.low
        if self.whole:
            allowed &= numbers == np.trunc(numbers)
        return allowed

    def _check_choice(self, name: str, value: object) -> object:
        if value not in self.choices:
            ours = OTHER_VALUES.get(str(value))
            meant = f"; {value} is called {ours} here" if ours in self.choices else ""
            raise InputError(f"{name} is {value!r}; {self._allowed()}{meant}")
        return value

    def _is_inside(self, number: float) -> bool:
        if self.choices:
            return number in self.choices
        inside = math.isfinite(number) and self.low <= number <= self.high
        inside = inside and not (self.strict_low and number == self.low)
        return inside and not (self.whole and number != int(number))

    def _allowed(self) -> str:
        """Say in an error which values are allowed."""
        return self.describe().say("en")


def number(
    default: float | None,
    *,
    low: float = -LARGEST,
    high: float = LARGEST,
    vary: tuple[float, float] | None = None,
    choices: tuple[float, ...] = (),
    strict_low: bool = False,
    whole: bool = False,
) -> float:
    """Declare an input of one number; without a default the model makes it from its other fields."""
    declared = Field(low, high, vary, whole, choices=choices, strict_low=strict_low, derived=default is None)
    return dataclasses.field(default=cast(float, default), metadata={"field": declared})


def array(
    default: Callable[[], ArrayLike] | None,
    *,
    low: float = -LARGEST,
    high: float = LARGEST,
    vary: tuple[float, float] | None = None,
    whole: bool = False,
) -> np.ndarray:
    """Declare an input of several numbers.

    Args:
        default: Makes the numbers when called; None where the model makes them from its other fields.
        low: Smallest allowed number.
        high: Largest allowed number.
        vary: Range from which a perturbation draws.
        whole: Only whole numbers.
    """
    metadata = {"field": Field(low, high, vary, whole, several=True, derived=default is None)}
    if default is None:
        return dataclasses.field(default=cast(np.ndarray, None), metadata=metadata)
    return dataclasses.field(default_factory=cast("Callable[[], np.ndarray]", default), metadata=metadata)


def arrays(
    prefix: str, *, vary: tuple[float, float] | None = None, choices: tuple[float, ...] = ()
) -> dict[str, np.ndarray]:
    """Declare arrays by name, such as the parameters of a network: each is an input called prefix + name.

    The model says which there are (it completes those that were given), for that follows from its other fields.
    """
    return dataclasses.field(default_factory=dict, metadata={"field": Field(vary=vary, choices=choices, prefix=prefix)})


def setting(
    default: T | None,
    *,
    low: float = -LARGEST,
    high: float = LARGEST,
    whole: bool = False,
    choices: tuple[str, ...] = (),
    reads: Callable[..., T] | None = None,
) -> T:
    """Declare a setting: it shapes the workbook and is fixed when the workbook is built.

    Args:
        default: Its value if none is given; None where the model makes it from its other fields.
        low: Smallest allowed number.
        high: Largest allowed number.
        whole: Only whole numbers.
        choices: The only allowed words.
        reads: Makes its value from what was given, if it is neither a number nor one of the choices.
    """
    declared = Field(low, high, None, whole, choices, setting=True, derived=default is None, reads=reads)
    return dataclasses.field(default=cast(T, default), metadata={"field": declared})


def _shown(choice: str | float) -> str:
    return choice if isinstance(choice, str) else readable(choice)


def _by_name(name: str, value: object) -> dict[str, object]:
    if not isinstance(value, Mapping):
        raise InputError(f"{name} is {value!r}; it must be arrays by name, such as output_bias")
    return {str(key): array for key, array in value.items()}
