"""IronCalc, the embedded engine (Rust, MIT/Apache): fast, exact, and installed with sheetnet."""

from __future__ import annotations

from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sheetnet.engines.base import CellError, Cells, CellValue, CellValues, Values, Wanted
from sheetnet.engines.limits import Costs
from sheetnet.engines.packages import missing_package

if TYPE_CHECKING:
    from ironcalc import Model

BLOCK = 1 << 16
"""Cells that are read out together: a Python object for each number of a million cells would be 100 MB."""


class IronCalc:
    """Computes with IronCalc. It gets poisoned copies only: it cannot load notes."""

    name = "ironcalc"
    lacks: frozenset[str] = frozenset()
    # Measured: 0.05 µs a byte, 0.1 µs if no formula is shared, and 4 bytes of memory; 0.12 µs an operand. A formula
    # over two whole columns takes up to 650 MB.
    costs = Costs(20, megabytes=700, microseconds_per_byte=1, memory_per_byte=16, microseconds_per_operand=1)

    def unavailable(self) -> str | None:
        """Say why it cannot run."""
        return missing_package("ironcalc", "pip install ironcalc")

    def compute(self, path: Path, wanted: Wanted) -> Values:
        """Recalculate a file in this process; see ``Embedded``."""
        import ironcalc

        model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        model.evaluate()
        numbers = {sheet["name"]: n for n, sheet in enumerate(model.get_worksheets_properties())}
        return {title: _values(model, numbers[title], cells) for title, cells in wanted.items()}


def _values(model: Model, sheet: int, cells: Cells) -> CellValues:
    cuts = range(BLOCK, len(cells.rows), BLOCK)
    parts = zip(np.split(cells.rows, cuts), np.split(cells.columns, cuts), strict=True)
    return CellValues.joined([_block(model, sheet, rows.tolist(), columns.tolist()) for rows, columns in parts])


def _block(model: Model, sheet: int, rows: list[int], columns: list[int]) -> CellValues:
    import ironcalc

    found: list[CellValue] = list(map(model.get_cell_value, repeat(sheet), rows, columns))
    texts = [n for n, value in enumerate(found) if isinstance(value, str)]  # an error's code comes as a text too
    for n in texts:
        if model.get_cell_type(sheet, rows[n], columns[n]) == ironcalc.CellType.ErrorValue:
            found[n] = CellError(str(found[n]))
    return CellValues.of(found)
