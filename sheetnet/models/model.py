"""The base of every lesson's model: inputs and settings by name, checked when the model is made."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.fields import Field

M = TypeVar("M", bound="Model")


@dataclass(frozen=True)
class Model:
    """A lesson's numbers. Subclasses declare their fields with ``number``, ``array`` and ``setting``."""

    def __post_init__(self) -> None:
        for name, declared in self.fields().items():
            object.__setattr__(self, name, declared.check(name, getattr(self, name)))
        self.validate()

    def validate(self) -> None:
        """Check what concerns several fields at once, such as matching lengths.

        Raises:
            InputError: They do not fit together.
        """

    def carried_steps(self, tensor: str) -> int:
        """Return through how many steps a tensor's rounding was carried on and may have grown; 0 if through none."""
        return 0

    @property
    def carried_together(self) -> tuple[tuple[str, ...], ...]:
        """Groups of tensors of one shape whose sums go into each other, so that rounding is of the largest's size."""
        return ()

    @property
    def step_axes(self) -> int:
        """How many leading axes of a tensor lead from step to step; within a step rounding is of the largest's size."""
        return 1

    @classmethod
    def fields(cls) -> dict[str, Field]:
        """Return the declared fields by name."""
        return {f.name: f.metadata["field"] for f in dataclasses.fields(cls) if "field" in f.metadata}

    def inputs(self) -> dict[str, np.ndarray]:
        """Return the inputs (what the reader changes in cells) by name."""
        return {n: np.asarray(getattr(self, n), float) for n, f in self.fields().items() if not f.setting}

    def settings(self) -> dict[str, str]:
        """Return the settings (what shapes the workbook) by name, as text that ``restored`` reads back."""
        return {name: str(getattr(self, name)) for name, field in self.fields().items() if field.setting}

    def with_inputs(self: M, values: Mapping[str, Any]) -> M:
        """Return a copy with other inputs.

        Raises:
            InputError: An unknown input, or a value that is not allowed.
        """
        self._check_known(values)
        return dataclasses.replace(self, **dict(values))

    def _check_known(self, values: Mapping[str, Any]) -> None:
        known = self.inputs()
        for name, value in values.items():
            if name not in known:
                raise InputError(f"{name} is not an input; the inputs are {', '.join(known)}")
            if np.shape(value) != known[name].shape:
                raise InputError(f"{name} has shape {np.shape(value)}; it must have shape {known[name].shape}")

    @classmethod
    def restored(cls: type[M], settings: Mapping[str, str], inputs: Mapping[str, np.ndarray]) -> M:
        """Make the model anew from what a workbook stores: settings as text, inputs of any shape.

        Raises:
            InputError: An unknown name, or a value that is not allowed.
        """
        cls._check_restored(settings, inputs)
        return cls(**dict(settings), **dict(inputs))

    @classmethod
    def _check_restored(cls, settings: Iterable[str], inputs: Iterable[str]) -> None:
        fields = cls.fields()
        for name, is_setting in [*((n, True) for n in settings), *((n, False) for n in inputs)]:
            if name not in fields or fields[name].setting != is_setting:
                raise InputError(f"{name} is not {'a setting' if is_setting else 'an input'} of this lesson")

    @classmethod
    def choices(cls, given: Mapping[str, Any]) -> dict[str, Any]:
        """Sort what a caller chose by name into the arguments of the class.

        Raises:
            InputError: A name that is neither a setting nor an input.
        """
        fields = cls.fields()
        for name in given:
            if name not in fields:
                raise InputError(f"{name} is neither a setting nor an input; there are {', '.join(fields)}")
        return dict(given)

    def field(self, name: str) -> Field:
        """Return what an input may hold."""
        return self.fields()[name]
