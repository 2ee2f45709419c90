"""The numbers of a workbook: as its file stores them, and recalculated where it stores none."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sheetnet.check.read import StoredWorkbook
from sheetnet.check.recalculate import file_for, recalculate
from sheetnet.engines import find
from sheetnet.engines.base import Values, Wanted
from sheetnet.engines.stored import stored_values

EMBEDDED = "ironcalc"
"""The engine that comes with sheetnet."""


class _AsStored:
    """Takes what the file stores, whoever has stored it: an engine only in what it offers."""

    name = "stored"
    lacks: frozenset[str] = frozenset()
    recalculates = False

    def unavailable(self) -> str | None:
        """It is always there."""
        return None

    def recalculate(self, path: Path, wanted: Wanted, work: int = 0) -> Values:
        """Read the stored values; see ``Engine``."""
        return stored_values(path, wanted)


def numbers_of(workbook: StoredWorkbook) -> dict[str, np.ndarray]:
    """Return every tensor's numbers.

    What wrote the file last has computed them: sheetnet, Excel, LibreOffice. A program that only writes formulas leaves
    cells without a value; then the embedded engine computes all of them anew.

    Args:
        workbook: The workbook.

    Returns:
        Arrays in the shapes of the tensors, by name; nan where a cell holds no number, such as an error.

    Raises:
        EngineError: The engine failed.
    """
    found = recalculate(workbook, _AsStored(), workbook.path)
    if any(value is None for values in found.values() for value in values.others.values()):
        engine = find(EMBEDDED)
        with file_for(engine, workbook) as file:
            found = recalculate(workbook, engine, file)
    entries = workbook.map.entries
    return {name: values.numbers.reshape(entries[name].shape) for name, values in found.items()}
