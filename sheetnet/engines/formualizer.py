"""Formualizer, a further witness (Rust, MIT/Apache): fast, without matrix functions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sheetnet.engines.base import CellError, Cells, CellValue, CellValues, Values, Wanted
from sheetnet.engines.limits import Costs
from sheetnet.engines.packages import missing_package

if TYPE_CHECKING:
    from formualizer import Workbook


class Formualizer:
    """Computes in memory: its own file-to-file call stops at 100,000 formulas a sheet."""

    name = "formualizer"
    lacks = frozenset({"MMULT", "TRANSPOSE", "MINVERSE", "MDETERM"})
    # Measured: 0.5 µs a byte and 46 bytes of memory; 0.15 µs an operand.
    costs = Costs(20, megabytes=600, microseconds_per_byte=4, memory_per_byte=90, microseconds_per_operand=1.2)

    def unavailable(self) -> str | None:
        """Say why it cannot run."""
        return missing_package("formualizer", "pip install 'sheetnet[witnesses]'")

    def compute(self, path: Path, wanted: Wanted) -> Values:
        """Recalculate a file in this process; see ``Embedded``."""
        import formualizer

        workbook = formualizer.load_workbook(str(path))
        workbook.evaluate_all()
        return {title: _values(workbook, title, cells) for title, cells in wanted.items()}


def _values(workbook: Workbook, title: str, cells: Cells) -> CellValues:
    import formualizer

    top, left = int(cells.rows.min()), int(cells.columns.min())
    bottom, right = int(cells.rows.max()), int(cells.columns.max())
    rows = workbook.sheet(title).get_values(formualizer.RangeAddress(title, top, left, bottom, right))
    places = zip((cells.rows - top).tolist(), (cells.columns - left).tolist(), strict=True)
    return CellValues.of([_value(rows[row][column]) for row, column in places])


_CODES = {"Div": "#DIV/0!", "Num": "#NUM!", "Value": "#VALUE!", "Ref": "#REF!", "Name": "#NAME?", "Na": "#N/A"}


def _value(found: float | bool | str | dict[str, object] | None) -> CellValue:
    if isinstance(found, dict):
        kind = str(found.get("kind", found))
        return CellError(_CODES.get(kind, kind))
    return found
