"""The summary of a batch: one row a workbook, in the order of the plan; nothing in it differs from run to run."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from sheetnet.files import replaced_whole
from sheetnet.jobs.job import Failure
from sheetnet.jobs.plan import Planned
from sheetnet.jobs.planned import Built

if TYPE_CHECKING:
    import pandas as pd

FILE = "summary.csv"
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Status(str, Enum):
    """What has become of a workbook."""

    OK = "ok"
    MISMATCH = "mismatch"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Row:
    """One workbook of a batch.

    Args:
        name: The name of its file, without ``.xlsx``.
        lesson: The lesson's slug.
        language: The language of its words.
        settings: Settings and inputs, as in the plan.
        status: What has become of it.
        cells: How many formula cells were compared.
        mismatches: How many of them are wrong.
        max_abs_error: The largest absolute error.
        max_rel_error: The largest relative error.
        sha256: Of the file.
        message: What is wrong, or to be said of a file in which nothing is.
    """

    name: str
    lesson: str
    language: str
    settings: str
    status: Status
    cells: int | None = None
    mismatches: int | None = None
    max_abs_error: float | None = None
    max_rel_error: float | None = None
    sha256: str = ""
    message: str = ""

    @classmethod
    def of(cls, planned: Planned, outcome: Built | Failure) -> Row:
        """Sum up what has become of a workbook."""
        about = (planned.name, planned.lesson, planned.language, planned.settings_text())
        if isinstance(outcome, Failure):
            return cls(*about, Status.FAILED, message=outcome.message)
        record, wrong = outcome.record, outcome.differences
        errors = (record.max_abs_error, record.max_rel_error)
        status, message = (Status.MISMATCH, wrong[0]) if wrong else (Status.OK, record.warning)
        return cls(*about, status, record.cells, len(wrong), *errors, record.sha256, message)

    def cells_of_table(self) -> list[object]:
        """Return its cells as a spreadsheet is to show them: a text stays a text, whatever it begins with."""
        values = (getattr(self, field.name) for field in fields(self))
        return [_as_text(value) if isinstance(value, str) else value for value in values]


def write_summary(rows: Sequence[Row], path: Path) -> None:
    """Write the summary of a batch.

    Args:
        rows: Its workbooks, in the order of the plan.
        path: Of the file.

    Raises:
        WorkbookError: It cannot be written.
    """
    with replaced_whole(path) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(field.name for field in fields(Row))
        table.writerows(row.cells_of_table() for row in rows)


def to_frame(rows: Sequence[Row]) -> pd.DataFrame:
    """Return the summary of a batch as a DataFrame."""
    import pandas as pd

    columns = [field.name for field in fields(Row)]
    frame = pd.DataFrame([[getattr(row, name) for name in columns] for row in rows], columns=columns)
    frame["status"] = [row.status.value for row in rows]
    return frame.astype({"cells": "Int64", "mismatches": "Int64", "max_abs_error": float, "max_rel_error": float})


def _as_text(value: str) -> str:
    """Return a text that no spreadsheet takes for a formula when it opens the table."""
    text = value.value if isinstance(value, Status) else value
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
