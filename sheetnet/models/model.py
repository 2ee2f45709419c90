"""The base of every lesson's model: inputs and settings by name, checked when the model is made.

Names become a model in one way: ``from_names`` makes one, ``changed`` changes inputs of one. Settings shape the
workbook and are fixed when it is built; inputs are cells, so they keep their shapes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from sheetnet.errors import InputError, unknown
from sheetnet.models.fields import Field
from sheetnet.models.other_spellings import NAMES as OTHER_NAMES
from sheetnet.models.reading import as_numbers, read_numbers

M = TypeVar("M", bound="Model")


@dataclass(frozen=True)
class Model:
    """A lesson's numbers. Subclasses declare their fields with ``number``, ``array``, ``arrays`` and ``setting``."""

    def __post_init__(self) -> None:
        missing = [name for name, declared in self.fields().items() if declared.derived and getattr(self, name) is None]
        self._check_fields(name for name in self.fields() if name not in missing)
        self.complete()
        self._check_fields(missing)
        self.validate()

    @classmethod
    def from_names(cls: type[M], values: Mapping[str, object], **from_lesson: object) -> M:
        """Make a model from its defaults and from values by name.

        Args:
            values: Settings and inputs. Text is read as on the command line: a setting's as it stands, an input's as
                numbers with commas between, as many as the input has by default.
            **from_lesson: Arguments that are the lesson's, not the reader's.

        Raises:
            InputError: A name that is neither a setting nor an input, or a value that is not allowed.
        """
        values = cls._one_by_one(values)
        written = {n: value for n, value in values.items() if isinstance(value, str) and not cls._is_read_at_once(n)}
        given = {name: value for name, value in values.items() if name not in written}
        model = cls(**cls._arguments(given), **from_lesson)
        model._check_names(values)
        return model.changed(written) if written else model

    def changed(self: M, values: Mapping[str, object]) -> M:
        """Return a copy with other inputs of the same shapes.

        Args:
            values: Inputs by name; text as in ``from_names``.

        Raises:
            InputError: A name that is no input, another shape, or a value that is not allowed.
        """
        values = self._one_by_one(values)
        self._check_names(values)
        shapes = {name: array.shape for name, array in self.inputs().items()}
        for name in values.keys() - shapes.keys():
            raise InputError(f"{name} shapes the workbook: set it when building (sheetnet build … --set {name}=…)")
        shaped = {name: _shaped(name, value, shapes[name]) for name, value in values.items()}
        named = {name: array for name, array in self.inputs().items() if self._owner(name) != name}
        return dataclasses.replace(self, **self._arguments({**named, **shaped}))

    def complete(self) -> None:
        """Make the fields that follow from others and were not given.

        Raises:
            InputError: One that was given does not fit the others.
        """

    def validate(self) -> None:
        """Check what concerns several fields at once, such as matching lengths.

        Raises:
            InputError: They do not fit together.
        """

    @classmethod
    def fields(cls) -> dict[str, Field]:
        """Return the declared fields by name."""
        return {f.name: f.metadata["field"] for f in dataclasses.fields(cls) if "field" in f.metadata}

    def field(self, name: str) -> Field:
        """Return what a setting or an input may hold."""
        return self.fields()[self._owner(name) or name]

    def inputs(self) -> dict[str, np.ndarray]:
        """Return the inputs (what the reader changes in cells) by name."""
        found: dict[str, np.ndarray] = {}
        for name, field in self.fields().items():
            value = getattr(self, name)
            if field.prefix is not None:
                found |= {field.prefix + key: array for key, array in value.items()}
            elif not field.setting:
                found[name] = np.asarray(value, dtype=np.float64)
        return found

    def settings(self) -> dict[str, str]:
        """Return the settings (what shapes the workbook) by name, as text that ``from_names`` reads back."""
        return {name: str(getattr(self, name)) for name, field in self.fields().items() if field.setting}

    def _check_fields(self, names: Iterable[str]) -> None:
        for name in names:
            self._set(name, self.fields()[name].check(name, getattr(self, name)))

    @classmethod
    def _owner(cls, name: str) -> str | None:
        """Return the field that a name belongs to: its own, or the arrays by name whose prefix it bears."""
        fields = cls.fields()
        if name in fields:
            return name
        prefixes = {each: f.prefix for each, f in fields.items() if f.prefix is not None and name.startswith(f.prefix)}
        return max(prefixes, key=lambda each: len(prefixes[each]), default=None)

    @classmethod
    def _is_read_at_once(cls, name: str) -> bool:
        """Whether a text is read without a look at other fields: a setting, or a number on which others may depend."""
        field = cls.fields().get(name)
        return field is not None and (field.setting or (field.derived and not field.several and field.prefix is None))

    @classmethod
    def _one_by_one(cls, values: Mapping[str, object]) -> dict[str, object]:
        """Name arrays that were given together, as in ``parameters={…}``, one by one as the inputs that they are."""
        fields = cls.fields()
        found: dict[str, object] = {}
        for name, value in values.items():
            prefix = fields[name].prefix if name in fields else None
            if prefix is not None and isinstance(value, Mapping):
                found |= {f"{prefix}{key}": array for key, array in value.items()}
            else:
                found[name] = value
        return found

    @classmethod
    def _arguments(cls, values: Mapping[str, object]) -> dict[str, object]:
        """Sort values by name into the arguments of the class; a name that nothing owns is left out."""
        fields = cls.fields()
        arguments: dict[str, object] = {}
        named: dict[str, dict[str, object]] = {}
        for name, value in values.items():
            owner = cls._owner(name)
            if owner == name:
                arguments[name] = value
            elif owner is not None:
                named.setdefault(owner, {})[name.removeprefix(fields[owner].prefix or "")] = value
        return {**arguments, **named}

    def _check_names(self, names: Iterable[str]) -> None:
        """Refuse what is neither a setting nor an input of this model; some inputs need a setting to be there."""
        known = [*self.settings(), *self.inputs()]
        for name in names:
            if name not in known:
                unused = name in self.fields()
                what = "is of no use with these settings" if unused else "is neither a setting nor an input"
                raise unknown(OTHER_NAMES.get(name, name), what, known, said=name)

    def _set(self, name: str, value: object) -> None:
        """Set a field of the frozen model while it is made."""
        object.__setattr__(self, name, value)


def _shaped(name: str, value: object, shape: tuple[int, ...]) -> np.ndarray:
    """Return an input's new numbers, which have its shape."""
    if isinstance(value, str):
        return read_numbers(name, value, shape)
    numbers = as_numbers(name, value)
    if numbers.shape != shape:
        raise InputError(f"{name} has shape {numbers.shape}; it must have shape {shape}")
    return numbers
