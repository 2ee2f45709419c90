"""IronCalc, the embedded engine (Rust, MIT/Apache): fast, exact, and installed with sheetnet."""

from __future__ import annotations

from pathlib import Path

from sheetnet.engines.base import CellError, CellValue, Values, Wanted, failing_as
from sheetnet.engines.packages import missing_package


class IronCalc:
    """Recalculates with IronCalc. It gets poisoned copies only: it cannot load notes."""

    name = "ironcalc"
    lacks: frozenset[str] = frozenset()
    recalculates = True

    def unavailable(self) -> str | None:
        """Say why it cannot run."""
        return missing_package("ironcalc", "pip install ironcalc")

    def recalculate(self, path: Path, wanted: Wanted) -> Values:
        """Recalculate a file; see ``Engine``."""
        import ironcalc

        with failing_as(self.name, path):
            model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
            model.evaluate()
            numbers = {sheet["name"]: n for n, sheet in enumerate(model.get_worksheets_properties())}
            is_error = ironcalc.CellType.ErrorValue
            get_value, get_type = model.get_cell_value, model.get_cell_type

            def value(sheet: int, row: int, column: int) -> CellValue:
                found: CellValue = get_value(sheet, row, column)
                if isinstance(found, str) and get_type(sheet, row, column) == is_error:
                    return CellError(found)
                return found

            return {title: [value(numbers[title], *place) for place in cells] for title, cells in wanted.items()}
