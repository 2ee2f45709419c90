"""Formulon, a further witness (WebAssembly, Apache): slow, and the nearest to Excel, also in what Excel refuses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sheetnet.engines.base import CellError, CellValue, Values, Wanted, failing_as
from sheetnet.engines.packages import missing_package

if TYPE_CHECKING:
    from formulon import Value


class Formulon:
    """Recalculates with Formulon."""

    name = "formulon"
    lacks: frozenset[str] = frozenset()
    recalculates = True

    def unavailable(self) -> str | None:
        """Say why it cannot run."""
        return missing_package("formulon", "pip install 'sheetnet[witnesses]'")

    def recalculate(self, path: Path, wanted: Wanted) -> Values:
        """Recalculate a file; see ``Engine``."""
        import formulon

        with failing_as(self.name, path), formulon.Workbook.load(path.read_bytes()) as workbook:
            workbook.recalc()
            numbers = {workbook.sheet_name(n): n for n in range(workbook.sheet_count())}
            return {
                # Formulon counts rows and columns from 0.
                title: [_value(workbook.get_value(numbers[title], row - 1, column - 1)) for row, column in cells]
                for title, cells in wanted.items()
            }


_CODES = {0: "#NULL!", 1: "#DIV/0!", 2: "#VALUE!", 3: "#REF!", 4: "#NAME?", 5: "#NUM!", 6: "#N/A"}


def _value(found: Value) -> CellValue:
    """Take the one attribute that is filled in; none is in a blank cell."""
    if found.number is not None:
        return float(found.number)
    if found.error_code is not None:
        return CellError(_CODES.get(found.error_code, f"error {found.error_code}"))
    return found.text if found.boolean is None else found.boolean
