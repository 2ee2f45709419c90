"""From a workbook to what an engine computes: a copy without stored values, recalculated, its values by tensor."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from math import prod
from pathlib import Path

from sheetnet.check.read import StoredWorkbook
from sheetnet.engines import Engine
from sheetnet.engines.base import CellValue, Position, Values, Wanted
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


def recalculate(workbook: StoredWorkbook, engine: Engine) -> dict[str, list[CellValue]]:
    """Return the engine's values by tensor, in the order of its entries.

    Raises:
        EngineError: The engine failed.
    """
    entries = list(workbook.map.entries.values())
    wanted: dict[str, list[Position]] = defaultdict(list)
    for entry in entries:
        wanted[entry.sheet].extend(entry.places())
    values = _from_copy(workbook, engine, wanted) if engine.recalculates else engine.recalculate(workbook.path, wanted)
    return dict(_by_tensor(entries, values))


def _from_copy(workbook: StoredWorkbook, engine: Engine, wanted: Wanted) -> Values:
    """Recalculate a copy in which no value is left that a formula computed before."""
    with tempfile.TemporaryDirectory(prefix="sheetnet-") as folder:
        copy = Path(folder) / "copy.xlsx"
        write_poisoned_copy(workbook.sheets, copy)
        return engine.recalculate(copy, wanted)


def _by_tensor(entries: list[Entry], values: Values) -> Iterator[tuple[str, list[CellValue]]]:
    remaining = {sheet: iter(found) for sheet, found in values.items()}
    for entry in entries:
        yield entry.name, list(islice(remaining[entry.sheet], prod(entry.shape)))
