"""What a spreadsheet computes of a workbook after a change: arrays by the names of the tensors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from sheetnet.check.read import StoredWorkbook, read_workbook
from sheetnet.check.recalculate import file_for, recalculate
from sheetnet.engines import find
from sheetnet.models.assignment import Assignment, parse


class Recalculated:
    """A workbook, and what the embedded engine makes of it with other inputs.

    Args:
        path: The workbook.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[tuple[str, ...], Mapping[str, np.ndarray]] = {}

    @cached_property
    def workbook(self) -> StoredWorkbook:
        """The workbook as it stands."""
        return read_workbook(self._path)

    @property
    def before(self) -> Mapping[str, np.ndarray]:
        """Its values without a change."""
        return self.after(())

    def after(self, changes: Sequence[str]) -> Mapping[str, np.ndarray]:
        """Return the values after changes; one number for a whole array fills it. Each change is made once."""
        if tuple(changes) not in self._known:
            changed = self.workbook.changed([self._filled(each) for each in parse(changes)])
            self._known[tuple(changes)] = self.values(changed)
        return self._known[tuple(changes)]

    def values(self, workbook: StoredWorkbook) -> Mapping[str, np.ndarray]:
        """Return what the engine computes, inputs too; nan where there is no number."""
        engine = find("ironcalc")
        with file_for(engine, workbook) as file:
            values = recalculate(workbook, engine, file)
        entries = workbook.map.entries
        return {name: found.numbers.reshape(entries[name].shape) for name, found in values.items()}

    def _filled(self, change: Assignment) -> Assignment:
        shape = self.workbook.map.entries[change.name].shape
        if change.index is not None or "," in change.value:
            return change
        return Assignment(change.name, None, ",".join([change.value] * int(np.prod(shape))))


@lru_cache(maxsize=1)  # the cases of a lesson come one after the other
def recalculated(path: Path) -> Recalculated:
    """Return a workbook that nobody writes to, the same to all who ask for it in a row."""
    return Recalculated(path)
