"""What the command ``explain`` asks for: a model, a table of samples, perhaps a column that says what is true."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sheetnet.errors import InputError, unknown
from sheetnet.frameworks.graph_laid_open import onnx_settings
from sheetnet.tables.read import read_table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Explained:
    """What somebody asks for.

    Args:
        model: An ONNX file.
        samples: A table, a sample a row.
        target: The column that says what is true; None if none does.
        rows: So many rows, the first ones, are taken; all if None.
        out: Where the workbook goes; beside the model if None.
    """

    model: Path
    samples: Path
    target: str | None
    rows: int | None
    out: Path | None

    def settings(self) -> tuple[Path, dict[str, object]]:
        """Return where the workbook goes and all its settings.

        Raises:
            InputError: Something is missing, unknown or not allowed.
            LimitError: The workbook would be too large.
        """
        path = self.out or self.model.with_suffix(".xlsx")
        if path.suffix.lower() != ".xlsx":
            raise InputError(f"{path} does not end in .xlsx, so no spreadsheet would open it")
        table = read_table(self.samples).iloc[: self.rows]
        if self.target is not None and self.target not in table.columns:
            raise unknown(self.target, "is no column of the table", map(str, table.columns))
        truth = None if self.target is None else [_plain(value) for value in table[self.target]]
        return path, onnx_settings(self.model, _numbers(table, self.target), truth)


def _numbers(table: pd.DataFrame, target: str | None) -> pd.DataFrame:
    """Return the columns that go in, as numbers."""
    import pandas as pd

    columns = [str(name) for name in table.columns if name != target]
    if not columns or not len(table):
        raise InputError("the table has no rows, or no columns that could go in")
    return pd.DataFrame({name: _column(name, table[name]) for name in columns}, dtype=np.float64)


def _column(name: str, column: pd.Series[str]) -> np.ndarray:
    import pandas as pd

    numbers = pd.to_numeric(column, errors="coerce").to_numpy(dtype=np.float64)
    wrong = ~np.isfinite(numbers)
    if wrong.any():
        row = int(wrong.argmax())
        found = "no value" if column.isna().iloc[row] else repr(str(column.iloc[row])[:40])
        raise InputError(
            f"the column {name!r} has {found} in row {row + 1}, which is no number; if the column says what is true, "
            f"say --target {name!r}"
        )
    return numbers


def _plain(value: object) -> object:
    """Return a text as a number, where it is one."""
    try:
        return float(str(value))
    except ValueError:
        return str(value)
