"""From a workbook to what an engine computes: a copy without stored values, recalculated, its values by tensor."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Sequence
from math import prod
from pathlib import Path

import numpy as np

from sheetnet.check.read import StoredWorkbook
from sheetnet.engines import Engine
from sheetnet.engines.base import Cells, CellValues, Values, Wanted
from sheetnet.errors import EngineError, InputError
from sheetnet.workbook.map import Entry
from sheetnet.xlsx.write.poisoned_copy import write_poisoned_copy


def check_engine(engine: Engine, changes: bool) -> None:
    """Make sure that an engine can do what is asked, before any work is done.

    Args:
        engine: The engine.
        changes: Whether it is to recalculate changed inputs.

    Raises:
        EngineError: It is missing.
        InputError: It recalculates nothing, so it cannot take changed inputs.
    """
    reason = engine.unavailable()
    if reason is not None:
        raise EngineError(reason)
    if changes and not engine.recalculates:
        raise InputError(
            f"--set and --perturb need an engine that recalculates; {engine.name!r} only reads what is stored"
        )


def recalculate(workbook: StoredWorkbook, engine: Engine) -> dict[str, CellValues]:
    """Return the engine's values by tensor, in the order of its entries.

    Raises:
        EngineError: The engine failed.
    """
    by_sheet: dict[str, list[Entry]] = defaultdict(list)
    for entry in workbook.map.entries.values():
        by_sheet[entry.sheet].append(entry)
    wanted = {sheet: _cells(entries) for sheet, entries in by_sheet.items()}
    values = _from_copy(workbook, engine, wanted) if engine.recalculates else engine.recalculate(workbook.path, wanted)
    return {
        entry.name: part
        for sheet, entries in by_sheet.items()
        for entry, part in zip(entries, values[sheet].split([prod(e.shape) for e in entries]), strict=True)
    }


def _cells(entries: list[Entry]) -> Cells:
    """Return the cells of some tensors, one tensor after the other."""
    rows, columns = zip(*(entry.cells() for entry in entries), strict=True)
    return Cells(_joined(rows), _joined(columns))


def _joined(parts: Sequence[np.ndarray]) -> np.ndarray:
    return np.concatenate([part.ravel() for part in parts], dtype=np.int32, casting="same_kind")


def _from_copy(workbook: StoredWorkbook, engine: Engine, wanted: Wanted) -> Values:
    """Recalculate a copy in which no value is left that a formula computed before."""
    with tempfile.TemporaryDirectory(prefix="sheetnet-") as folder:
        copy = Path(folder) / _copy_name(workbook.path)
        write_poisoned_copy(workbook.sheets, copy)
        return engine.recalculate(copy, wanted)


def _copy_name(path: Path) -> str:
    """Name the copy as the workbook, for an engine's error names it; but no engine is to meet a name that is odd."""
    return path.with_suffix(".xlsx").name if path.stem.isprintable() else "copy.xlsx"
