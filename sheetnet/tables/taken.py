"""A table from what somebody has at hand in Python: a DataFrame, arrays, or a file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sheetnet.errors import InputError
from sheetnet.tables.read import read_table

if TYPE_CHECKING:
    import pandas as pd

TARGET = "target"
"""What is to be told, where nobody names it."""


def as_table(
    X: pd.DataFrame | np.ndarray | str | os.PathLike[str], y: pd.Series[Any] | np.ndarray | Sequence[object] | None,
    target: str | None, needed: bool = True,
) -> tuple[pd.DataFrame, str | None]:  # fmt: skip
    """Return one table with a column that is to be told, and that column's name.

    Args:
        X: Columns to learn from: a DataFrame, (rows, columns), or a text file.
        y: What is to be told, one a row; None if it is among the columns of X.
        target: The name of that column.
        needed: Whether there must be one.

    Raises:
        InputError: They do not fit together, or nobody says what is to be told.
    """
    table = read_table(Path(X)) if isinstance(X, (str, os.PathLike)) else _framed(X)
    if y is None:
        if target is None and needed:
            raise InputError("nobody says what is to be told: give y, or target='COLUMN'")
        return table, target
    told = list(y)
    if len(told) != len(table):
        raise InputError(f"X has {len(table)} rows and y {len(told)}; there must be one a row")
    name = target or str(getattr(y, "name", None) or TARGET)
    if name in table.columns:
        raise InputError(f"X has a column {name!r} already, which y is called: name y with target='…'")
    return table.assign(**{name: told}), name


def _framed(X: pd.DataFrame | np.ndarray) -> pd.DataFrame:
    import pandas as pd

    if isinstance(X, pd.DataFrame):
        return X.set_axis([str(name) for name in X.columns], axis=1)
    values = np.asarray(X)
    if values.ndim != 2:
        raise InputError(f"X has shape {values.shape}; it must be (rows, columns)")
    return pd.DataFrame(values, columns=[f"x{number}" for number in range(1, values.shape[1] + 1)])
