"""Assignments as people write them: ``learning_rate=0.3``, ``start=3,2``, ``hidden_weights[0,1]=2.5``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.model import Model
from sheetnet.models.reading import read_numbers

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


def parse(assignments: Iterable[str]) -> list[Assignment]:
    """Read assignments.

    Raises:
        InputError: One is not of the form ``name=value`` or ``name[i,j]=value``, or there are two of the same.
    """
    found: list[Assignment] = []
    for word in assignments:
        match = _FORM.fullmatch(word)
        if match is None:
            raise InputError(f"{word!r} is not an assignment; write name=value or name[row,column]=value")
        index = tuple(int(n) for n in match[2].split(",") if n.strip()) if match[2] else None
        if any((other.name, other.index) == (match[1], index) for other in found):
            raise InputError(f"{match[0].partition('=')[0].strip()} is given twice; give it once")
        found.append(Assignment(match[1], index, match[3]))
    return found


def choices(assignments: Iterable[str]) -> dict[str, str]:
    """Read settings and inputs that a workbook is built with, by name.

    Raises:
        InputError: One is not of the form ``name=value``.
    """
    chosen = {}
    for assignment in parse(assignments):
        if assignment.index is not None:
            entry = f"{assignment.name}{list(assignment.index)}"
            raise InputError(f"{entry}: when building, give all numbers: {assignment.name}=…")
        chosen[assignment.name] = assignment.value
    return chosen


def assigned(model: M, assignments: Iterable[Assignment]) -> M:
    """Return a copy of a model with other inputs, assigned one after the other.

    Raises:
        InputError: An unknown input, an index that does not exist, or a value that is not allowed.
    """
    values: dict[str, np.ndarray | str] = {}
    current = model.inputs()
    for assignment in assignments:
        name, known = assignment.name, current.get(assignment.name)
        if known is None:  # no input: the model says which there are
            values[name] = assignment.value
        elif assignment.index is None:
            values[name] = current[name] = read_numbers(name, assignment.value, known.shape)
        else:
            values[name] = current[name] = _with_entry(known, assignment.index, assignment)
    return model.changed(values)


def _with_entry(array: np.ndarray, index: tuple[int, ...], assignment: Assignment) -> np.ndarray:
    """Return a copy of an array with one other entry."""
    inside = len(index) == array.ndim and all(0 <= i < n for i, n in zip(index, array.shape, strict=True))
    if not inside:
        entry = f"{assignment.name}{list(index)}"
        raise InputError(f"{entry} does not name one number: {assignment.name} has shape {array.shape}")
    changed = array.copy()
    changed[index] = read_numbers(assignment.name, assignment.value, ())
    return changed
