"""Formulon, a further witness (WebAssembly, Apache): slow, and the nearest to Excel, also in what Excel refuses."""

from __future__ import annotations

from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from sheetnet.engines.base import CellError, Cells, CellValue, CellValues, Values, Wanted
from sheetnet.engines.limits import Costs
from sheetnet.engines.packages import missing_package

if TYPE_CHECKING:
    from formulon import Value, Workbook


class Formulon:
    """Computes with Formulon, which compiles itself when it is first imported: that takes seconds."""

    name = "formulon"
    lacks: frozenset[str] = frozenset()
    # Measured: 4 s and 280 MB to start, 2.5 µs a byte and 25 bytes of memory; 0.9 µs an operand.
    costs = Costs(40, megabytes=800, microseconds_per_byte=15, memory_per_byte=60, microseconds_per_operand=7)

    def unavailable(self) -> str | None:
        """Say why it cannot run."""
        return missing_package("formulon", "pip install 'sheetnet[witnesses]'")

    def compute(self, path: Path, wanted: Wanted) -> Values:
        """Recalculate a file in this process; see ``Embedded``."""
        import formulon

        with formulon.Workbook.load(path.read_bytes()) as workbook:
            workbook.recalc()
            numbers = {workbook.sheet_name(n): n for n in range(workbook.sheet_count())}
            return {title: _values(workbook, numbers[title], cells) for title, cells in wanted.items()}


def _values(workbook: Workbook, sheet: int, cells: Cells) -> CellValues:
    # Formulon counts rows and columns from 0.
    found = map(workbook.get_value, repeat(sheet), (cells.rows - 1).tolist(), (cells.columns - 1).tolist())
    return CellValues.of([_value(value) for value in found])


_CODES = {0: "#NULL!", 1: "#DIV/0!", 2: "#VALUE!", 3: "#REF!", 4: "#NAME?", 5: "#NUM!", 6: "#N/A"}


def _value(found: Value) -> CellValue:
    """Take the one attribute that is filled in; none is in a blank cell."""
    if found.number is not None:
        return float(found.number)
    if found.error_code is not None:
        return CellError(_CODES.get(found.error_code, f"error {found.error_code}"))
    return found.text if found.boolean is None else found.boolean
