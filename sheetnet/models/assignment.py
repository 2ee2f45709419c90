"""Assignments as people write them: ``learning_rate=0.3``, ``start=3,2``, ``hidden_weights[0,1]=2.5``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.model import Model

M = TypeVar("M", bound=Model)
_FORM = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*(?:\[([0-9,\s]+)\])?\s*=\s*(.*?)\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One assignment.

    Args:
        name: The input or setting.
        index: The entry of an array, or None for the whole.
        value: What it is set to, as written.
    """

    name: str
    index: tuple[int, ...] | None
    value: str

    def __str__(self) -> str:
        entry = f"[{','.join(map(str, self.index))}]" if self.index else ""
        return f"{self.name}{entry}={self.value}"


def parse(words: Iterable[str]) -> list[Assignment]:
    """Read assignments.

    Raises:
        InputError: One is not of the form ``name=value`` or ``name[i,j]=value``.
    """
    found = []
    for word in words:
        match = _FORM.fullmatch(word)
        if match is None:
            raise InputError(f"{word!r} is not an assignment; write name=value or name[row,column]=value")
        index = tuple(int(n) for n in match[2].split(",") if n.strip()) if match[2] else None
        found.append(Assignment(match[1], index, match[3]))
    return found


def assigned(model: M, assignments: Iterable[Assignment]) -> M:
    """Return a copy of a model with other inputs.

    Raises:
        InputError: An unknown input, an index that does not exist, or a value that is not allowed.
    """
    values: dict[str, np.ndarray] = {}
    known = model.inputs()
    for assignment in assignments:
        name = assignment.name
        if name in model.settings():
            raise InputError(f"{name} shapes the workbook: set it when building (sheetnet build … --set {name}=…)")
        if name not in known:
            raise InputError(f"{name} is not an input; the inputs are {', '.join(known)}")
        current = values.get(name, known[name])
        values[name] = _changed(name, current, assignment)
    return model.with_inputs(values)


def configured(kind: type[M], choices: Mapping[str, Any]) -> M:
    """Make a model from its defaults and what the caller chose, settings and inputs alike.

    Args:
        kind: The model's class.
        choices: Values by name; text is read as on the command line.

    Raises:
        InputError: An unknown name, or a value that is not allowed.
    """
    fields = kind.fields()
    written = {n: v for n, v in choices.items() if isinstance(v, str) and not (n in fields and fields[n].setting)}
    model = kind(**kind.choices({name: value for name, value in choices.items() if name not in written}))
    for name in written.keys() - model.inputs().keys():
        known = ", ".join(dict.fromkeys([*fields, *model.inputs()]))
        raise InputError(f"{name} is neither a setting nor an input; there are {known}")
    return assigned(model, [Assignment(name, None, value) for name, value in written.items()])


def _changed(name: str, current: np.ndarray, assignment: Assignment) -> np.ndarray:
    numbers = _numbers(name, assignment.value)
    changed = np.array(current, dtype=np.float64)
    if assignment.index is None:
        if len(numbers) != changed.size:
            wanted = "one number (with a point, as in 0.3)" if changed.size == 1 else f"{changed.size} numbers"
            raise InputError(f"{name} takes {wanted}, not {len(numbers)}")
        return np.array(numbers).reshape(changed.shape)
    inside = len(assignment.index) == changed.ndim and all(
        0 <= i < n for i, n in zip(assignment.index, changed.shape, strict=True)
    )
    if not inside or len(numbers) != 1:
        raise InputError(f"{name}{list(assignment.index)} does not name one number: {name} has shape {changed.shape}")
    changed[assignment.index] = numbers[0]
    return changed


def _numbers(name: str, text: str) -> list[float]:
    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        raise InputError(f"{name} is {text!r}; it must be a number, or numbers with commas between") from None
