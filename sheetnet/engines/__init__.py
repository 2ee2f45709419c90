"""Spreadsheet engines: one small protocol, one module an engine."""

from __future__ import annotations

from sheetnet.engines.base import CellError, Cells, CellValue, CellValues, Engine, Values, Wanted
from sheetnet.engines.cached import Cached
from sheetnet.engines.embedded import EMBEDDED
from sheetnet.engines.gnumeric import Gnumeric
from sheetnet.engines.guarded import Guarded
from sheetnet.engines.libreoffice import LibreOffice
from sheetnet.errors import EngineError

__all__ = ["ENGINES", "CellError", "CellValue", "CellValues", "Cells", "Engine", "Values", "Wanted", "chosen", "find"]

ENGINES: dict[str, Engine] = {
    "ironcalc": Guarded(EMBEDDED["ironcalc"]),
    "libreoffice": LibreOffice(),
    "gnumeric": Gnumeric(),
    "formualizer": Guarded(EMBEDDED["formualizer"]),
    "formulon": Guarded(EMBEDDED["formulon"]),
    "cached": Cached(),
}
"""All engines by name; the first is the one that comes with sheetnet."""


def find(name: str) -> Engine:
    """Return an engine by its name.

    Raises:
        EngineError: There is no such engine.
    """
    if name not in ENGINES:
        raise EngineError(f"{name!r} is not an engine; choose one of {', '.join(ENGINES)}, or all")
    return ENGINES[name]


def chosen(name: str) -> list[Engine]:
    """Return the engine of a name, or for ``all`` every engine that can recalculate here.

    Raises:
        EngineError: There is no such engine.
    """
    if name != "all":
        return [find(name)]
    return [engine for engine in ENGINES.values() if engine.recalculates and engine.unavailable() is None]
