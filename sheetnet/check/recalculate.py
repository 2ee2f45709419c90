"""From a workbook to what an engine computes: a copy without stored values, recalculated, its values by tensor."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import prod
from pathlib import Path

import numpy as np

from sheetnet.check.read import StoredWorkbook
from sheetnet.engines import Engine
from sheetnet.engines.base import Cells, CellValues
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


@contextmanager
def file_for(engine: Engine, workbook: StoredWorkbook) -> Iterator[Path]:
    """Give the file that an engine gets of a workbook, for as long as it needs it.

    Yields:
        A copy in which no value is left that a formula computed before; the file itself for who only reads values.

    Raises:
        EngineError: As the block raises it, but naming the workbook: nobody knows of the copy.
    """
    if not engine.recalculates:
        yield workbook.path
        return
    with tempfile.TemporaryDirectory(prefix="sheetnet-") as folder:
        copy = Path(folder) / "copy.xlsx"  # not every program opens a file whose name is not in ASCII
        # Where inputs are changed they mostly are changed several times, and few sheets have any.
        write_poisoned_copy(workbook.sheets, copy, again=bool(workbook.changes))
        try:
            yield copy
        except EngineError as error:
            raise EngineError(str(error).replace(copy.name, str(workbook.path), 1)) from None


def recalculate(workbook: StoredWorkbook, engine: Engine, file: Path, work: int = 0) -> dict[str, CellValues]:
    """Return the engine's values by tensor, in the order of its entries.

    Args:
        workbook: The workbook.
        engine: What recalculates it.
        file: What the engine gets, see ``file_for``.
        work: How many cells its formulas take from ranges; the engine may take the longer.

    Raises:
        EngineError: The engine failed.
    """
    by_sheet: dict[str, list[Entry]] = defaultdict(list)
    for entry in workbook.map.entries.values():
        by_sheet[entry.sheet].append(entry)
    wanted = {sheet: _cells(entries) for sheet, entries in by_sheet.items()}
    values = engine.recalculate(file, wanted, work)
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
