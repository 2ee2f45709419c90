"""Formualizer, a further witness (Rust, MIT/Apache): fast, without matrix functions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sheetnet.engines.base import CellError, CellValue, Position, Values, Wanted, failing_as
from sheetnet.engines.packages import missing_package

if TYPE_CHECKING:
    from formualizer import Workbook


class Formualizer:
    """Recalculates in memory: its own file-to-file call stops at 100,000 formulas a sheet."""

    name = "formualizer"
    lacks = frozenset({"LINEST", "MMULT", "TRANSPOSE", "MINVERSE", "MDETERM"})
    recalculates = True

    def unavailable(self) -> str | None:
        """Say why it cannot run."""
        return missing_package("formualizer", "pip install 'sheetnet[witnesses]'")

    def recalculate(self, path: Path, wanted: Wanted) -> Values:
        """Recalculate a file; see ``Engine``."""
        import formualizer

        with failing_as(self.name, path):
            workbook = formualizer.load_workbook(str(path))
            workbook.evaluate_all()
            return {title: _values(workbook, title, cells) for title, cells in wanted.items()}


def _values(workbook: Workbook, title: str, cells: Sequence[Position]) -> list[CellValue]:
    import formualizer

    top, left = min(row for row, _ in cells), min(column for _, column in cells)
    bottom, right = max(row for row, _ in cells), max(column for _, column in cells)
    rows = workbook.sheet(title).get_values(formualizer.RangeAddress(title, top, left, bottom, right))
    return [_value(rows[row - top][column - left]) for row, column in cells]


_CODES = {"Div": "#DIV/0!", "Num": "#NUM!", "Value": "#VALUE!", "Ref": "#REF!", "Name": "#NAME?", "Na": "#N/A"}


def _value(found: float | bool | str | dict[str, object] | None) -> CellValue:
    if isinstance(found, dict):
        kind = str(found.get("kind", found))
        return CellError(_CODES.get(kind, kind))
    return float(found) if isinstance(found, int) and not isinstance(found, bool) else found
