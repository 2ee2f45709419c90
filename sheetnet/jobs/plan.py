"""The plan of a batch: a table in CSV, one row a workbook, hostile until it has been read.

Columns: ``lesson``; and, where they are wanted, ``settings`` (``learning_rate=0.3; steps=50``), ``language``, ``name``.
Every row is looked at before anything is built, and every mistake is reported with its line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sheetnet import catalogue
from sheetnet.errors import InputError, PlanError, SheetnetError
from sheetnet.jobs.names import check_file_name, same_file
from sheetnet.models.assignment import choices
from sheetnet.texts import check_language

COLUMNS = ("lesson", "settings", "language", "name")
DEFAULT_LANGUAGE = "en"
BETWEEN_SETTINGS = ";"
MOST_BYTES = 100_000_000
MOST_ROWS = 500_000
"""Of a plan. A larger one is no plan, or several."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One workbook of a plan.

    Args:
        name: The name of its file, without ``.xlsx``.
        lesson: The lesson's slug.
        language: The language of its words.
        settings: Settings and inputs by name, as they are written.
        line: Where the plan says so.
    """

    name: str
    lesson: str
    language: str
    settings: Mapping[str, str]
    line: int

    def settings_text(self) -> str:
        """Return its settings as a plan writes them."""
        return f"{BETWEEN_SETTINGS} ".join(f"{name}={value}" for name, value in self.settings.items())


def read_plan(path: Path) -> list[Planned]:
    """Read a plan from a file.

    Raises:
        InputError: The file cannot be read, or is too large.
        PlanError: Rows hold mistakes; all of them are named.
    """
    try:
        if not path.is_file():
            raise InputError(f"{path} is not there, or is no file: give the path of a plan in CSV")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
    if len(content) > MOST_BYTES:
        raise InputError(f"{path} is larger than {MOST_BYTES:,} bytes: make several plans of it")
    try:
        return parse_plan(content.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError:
        raise InputError(f"{path} is not text in UTF-8: save it as 'CSV UTF-8'") from None


def parse_plan(text: str, source: str) -> list[Planned]:
    """Read a plan from text.

    Args:
        text: The table.
        source: Its name, for the mistakes.

    Raises:
        PlanError: Rows hold mistakes; all of them are named.
    """
    plan = _Plan(source)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        plan.read(rows)
    except csv.Error as error:  # where it goes on is not known
        plan.mistakes.append(f"{source}, line {rows.line_num}: {error}; the rest was not read")
    if not plan.rows and not plan.mistakes:
        plan.mistakes.append(f"{source} has no rows: below the names of the columns there is one row a workbook")
    if plan.mistakes:
        raise PlanError(plan.mistakes)
    return plan.rows


@dataclass
class _Plan:
    """A plan that is being read.

    Args:
        source: Its name.
        rows: What is right so far.
        mistakes: What is wrong so far.
    """

    source: str
    rows: list[Planned] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    _lines: dict[str, int] = field(default_factory=dict)

    def read(self, rows: Iterator[list[str]]) -> None:
        """Take the names of the columns, and then row after row."""
        columns = [name.strip() for name in next(rows, [])]
        try:
            _check_columns(columns)
        except InputError as error:
            self.mistakes.append(f"{self.source}, line 1: {error}")
            return
        line, number = rows.line_num + 1, 0  # type: ignore[attr-defined] # csv's reader
        for row in rows:
            if any(cell.strip() for cell in row):
                number += 1
                if number > MOST_ROWS:
                    self.mistakes.append(f"{self.source} has more than {MOST_ROWS:,} rows: make several plans of it")
                    return
                self._take(row, columns, number, line)
            line = rows.line_num + 1  # type: ignore[attr-defined]

    def _take(self, row: list[str], columns: list[str], number: int, line: int) -> None:
        try:
            planned = _planned(row, columns, number, line)
            first = self._lines.setdefault(same_file(planned.name), line)
            if first != line:
                raise InputError(f"name {planned.name!r} is that of line {first} too, be it in other letters")
        except SheetnetError as error:
            self.mistakes.append(f"{self.source}, line {line}: {' '.join(str(error).split())}")
        else:
            self.rows.append(planned)


def _check_columns(columns: list[str]) -> None:
    if "lesson" not in columns:
        hint = "; separate columns by commas" if len(columns) == 1 and set(columns[0]) & set(";\t") else ""
        raise InputError(f"the first line names the columns: {', '.join(COLUMNS)}; there is no lesson{hint}")
    for name in columns:
        if name not in COLUMNS:
            raise InputError(f"{_short(name)} is not a column; there are {', '.join(COLUMNS)}")
        if columns.count(name) > 1:
            raise InputError(f"column {name} is there {columns.count(name)} times; once is enough")


def _planned(row: list[str], columns: list[str], number: int, line: int) -> Planned:
    """Return what one row plans."""
    if len(row) > len(columns):
        raise InputError(f"{len(row)} cells, but {len(columns)} columns (put a cell that holds commas into quotes)")
    cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
    slug, language = cells["lesson"], cells.get("language") or DEFAULT_LANGUAGE
    name = cells.get("name") or f"{slug}_{number:06}"
    settings = _settings(cells.get("settings") or "")
    lesson = catalogue.find(slug)
    check_language(language)
    check_file_name(name)
    lesson.make(settings)  # refuses what the lesson does not take
    return Planned(name, slug, language, settings, line)


def _settings(text: str) -> dict[str, str]:
    return choices(word for word in text.split(BETWEEN_SETTINGS) if word.strip())


def _short(text: str) -> str:
    """Quote a text, of a long one the beginning."""
    return repr(text if len(text) <= 60 else f"{text[:60]}…")
