"""From a table to what a network learns from: numbers by column, what is to be told, rows kept for validation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sheetnet.errors import InputError, unknown
from sheetnet.models.class_numbers import class_numbers
from sheetnet.models.table_rows import TASKS
from sheetnet.tables.kinds import holds_texts, one_hot

if TYPE_CHECKING:
    import pandas as pd

AUTOENCODER = "autoencoder"
_OF_ANSWERS = ("target", "labels", "classes")
"""What an autoencoder does not have."""
MOST_WHOLE = 10
"""Up to so many different whole numbers are classes, where nobody says what they are."""


@dataclass(frozen=True)
class Samples:
    """Rows to learn from and rows for validation, in this order.

    Args:
        columns: The names of the columns of numbers.
        features: (rows, columns).
        target: The name of what is to be told.
        labels: (rows,), the number of each row's class, or a number.
        classes: The names of the classes; none if numbers are to be told.
        validation: How many rows, the last ones, are for validation.
        row_numbers: (rows,), which row of the table each is.
        task: What is learned, one of ``TASKS``.
    """

    columns: tuple[str, ...]
    features: np.ndarray
    target: str
    labels: np.ndarray
    classes: tuple[str, ...]
    validation: int
    row_numbers: np.ndarray
    task: str

    def settings(self) -> dict[str, object]:
        """Return them as settings and inputs of a workbook."""
        found = dict(vars(self))
        return {name: value for name, value in found.items() if self.task != AUTOENCODER or name not in _OF_ANSWERS}


def samples_of(
    table: pd.DataFrame, target: str | None, *, task: str | None = None, validation: float = 0.0, seed: int = 0,
    columns: Sequence[str] | None = None,
) -> Samples:  # fmt: skip
    """Take what a network learns from out of a table.

    Args:
        table: Named columns; texts of numbers are numbers.
        target: The column that is to be told: texts are classes, and so are few different whole numbers. An autoencoder
            needs none; it leaves out one that is named.
        task: ``classification`` or ``regression``, where that is not what is meant, or ``autoencoder``.
        validation: The share of the rows that is kept for validation, drawn at random.
        seed: Of what is drawn.
        columns: The columns to learn from; all others if None. A column of texts becomes a column for each text.

    Raises:
        InputError: A column is not there, not numbers, or a value is missing; the message names column and row.
    """
    if task not in (None, *TASKS):
        raise InputError(f"task is {task!r}; choose one of: {', '.join(TASKS)}")
    if target is None and task != AUTOENCODER:
        raise InputError("nobody says which column is to be told; an autoencoder alone needs none (task=autoencoder)")
    names = [str(name) for name in table.columns]
    for name in (*([] if target is None else [target]), *(columns or ())):
        if name not in names:
            raise unknown(name, "is no column of the table", names)
    if len(set(names)) < len(names):
        raise InputError("two columns have the same name; give each a name of its own")
    chosen = [name for name in names if name != target] if columns is None else [*columns]
    if not chosen or target in chosen:
        raise InputError(f"there must be columns to learn from besides {target!r}")
    if not 0 <= validation < 1:
        raise InputError(f"validation is {validation!r}; allowed: from 0 to below 1, the share of the rows")
    order, kept = _parted(len(table), validation, seed)
    learned, numbers = _columns([table[name] for name in chosen])
    features = numbers[order]
    rows = row_numbers(table)[order]
    if task == AUTOENCODER or target is None:
        return Samples(learned, features, "", np.zeros(len(order)), (), kept, rows, AUTOENCODER)
    labels, classes = _labels(table[target], task)
    told = TASKS[0] if classes else TASKS[1]
    return Samples(learned, features, target, labels[order], classes, kept, rows, told)


def _parted(rows: int, validation: float, seed: int) -> tuple[np.ndarray, int]:
    """Return the rows in the order in which they stand, those for validation last, and how many these are."""
    if rows < 2:
        raise InputError(f"the table has {rows} rows; to learn from it there must be 2 at least")
    count = round(validation * rows)
    drawn = np.sort(np.random.default_rng(seed).permutation(rows)[:count])
    return np.concatenate([np.setdiff1d(np.arange(rows), drawn), drawn]), count


def row_numbers(table: pd.DataFrame) -> np.ndarray:
    """Return what a table calls its rows: the numbers of its index, if it has such; else they are counted from 1."""
    index = table.index.to_numpy()
    counted = np.arange(1.0, len(table) + 1)
    own = index.dtype.kind in "iu" and table.index.is_unique and not (index == counted - 1).all()
    return index.astype(np.float64) if own and index.min() >= 0 else counted


def _columns(chosen: Sequence[pd.Series[str]]) -> tuple[tuple[str, ...], np.ndarray]:
    """Return names and numbers of columns; of one that holds texts alone, a column for each of them."""
    names: list[str] = []
    numbers: list[np.ndarray] = []
    for column in chosen:
        _check_whole(column)
        kinds, values = one_hot(column) if holds_texts(column) else ((str(column.name),), _numbers(column)[:, None])
        names += kinds
        numbers.append(values)
    return tuple(names), np.concatenate(numbers, axis=1)


def _check_whole(column: pd.Series[str]) -> None:
    """Check that no value is missing."""
    missing = column.isna().to_numpy()
    if missing.any():
        raise InputError(
            f"the column {column.name!r} has no value in row {int(missing.argmax()) + 1} (and {int(missing.sum())} in "
            "all): fill them in, or leave these rows or the column out"
        )


def _numbers(column: pd.Series[str]) -> np.ndarray:
    """Return a column's numbers."""
    import pandas as pd

    _check_whole(column)
    numbers = pd.to_numeric(column, errors="coerce").to_numpy(dtype=np.float64)
    wrong = ~np.isfinite(numbers)
    if wrong.any():
        row = int(wrong.argmax())
        raise InputError(
            f"the column {column.name!r} has {str(column.iloc[row])[:40]!r} in row {row + 1}, which is no number: make "
            "numbers of it, or leave the column out"
        )
    return numbers


def _labels(column: pd.Series[str], task: str | None) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return the numbers to be told, or those of classes with the classes' names."""
    import pandas as pd

    _check_whole(column)
    numbers = pd.to_numeric(column, errors="coerce")
    if task == "regression" or (task is None and not _are_classes(numbers)):
        return _numbers(column), ()
    names = sorted({str(value).strip() for value in column}, key=_by_number)
    if len(names) < 2:
        raise InputError(f"the column {column.name!r} has one class only, {names[0]!r}: there is nothing to tell apart")
    number = dict(zip(names, class_numbers(names).tolist(), strict=True))
    return np.array([number[str(value).strip()] for value in column]), tuple(names)


def _are_classes(numbers: pd.Series[float]) -> bool:
    if numbers.isna().any():
        return True
    return bool((numbers == numbers.round()).all() and numbers.nunique() <= MOST_WHOLE)


def _by_number(name: str) -> tuple[float, str]:
    """Order names of numbers by their size, all others by their letters."""
    try:
        return float(name), name
    except ValueError:
        return np.inf, name
