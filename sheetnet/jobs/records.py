"""What is finished: a small record of each workbook of a batch, written when that is in its place and checked.

A record holds for the file that it was written for, made of the same things by the same version, and for no other. So
whatever happens to those who do the work, a workbook with a record that fits is finished, and one without is not.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from sheetnet.errors import WorkbookError
from sheetnet.files import replaced_whole
from sheetnet.jobs.plan import Planned
from sheetnet.version import __version__

FOLDER = ".records"
_MARK = ".folder"


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a finished workbook.

    Args:
        made_from: Lesson, settings, language and sheetnet's version.
        sha256: Of the file.
        cells: How many formula cells were compared.
        max_abs_error: The largest absolute error among them.
        max_rel_error: The largest relative error among them.
        warning: What is to be said of it, such as that its training diverges; empty if nothing is.
    """

    made_from: dict[str, Any]
    sha256: str
    cells: int
    max_abs_error: float
    max_rel_error: float
    warning: str = ""


def made_from(planned: Planned) -> dict[str, Any]:
    """Return all that the bytes of a workbook follow from."""
    return {
        "lesson": planned.lesson,
        "settings": dict(planned.settings),
        "language": planned.language,
        "version": __version__,
    }


def find_record(folder: Path, planned: Planned) -> Record | None:
    """Return the record of a workbook of a batch, if that is finished; a record that is damaged is none.

    Args:
        folder: The folder of the workbooks.
        planned: What the workbook is to be.
    """
    try:
        record = Record(**json.loads(_path(folder, planned.name).read_text(encoding="utf-8")))
        fits = record.made_from == made_from(planned) and record.sha256 == sha256(folder / f"{planned.name}.xlsx")
    except (OSError, ValueError, TypeError):
        return None
    return record if fits else None


def write_record(folder: Path, name: str, record: Record) -> None:
    """Write the record of a finished workbook, whole or not at all.

    Raises:
        WorkbookError: It cannot be written.
    """
    with replaced_whole(_path(folder, name)) as beside:
        beside.write_text(json.dumps(asdict(record), ensure_ascii=False, indent=1), encoding="utf-8")


def make_folder(folder: Path) -> str:
    """Make a folder for workbooks and their records, unless it is there.

    Returns:
        What tells it from every other folder, be it one under the same path on another machine.

    Raises:
        WorkbookError: It cannot be written to.
    """
    mark = folder / FOLDER / _MARK
    try:
        if not mark.is_file():
            with replaced_whole(mark) as beside:
                beside.write_text(uuid4().hex, encoding="ascii")
        return mark.read_text(encoding="ascii")
    except OSError as error:
        raise WorkbookError(f"cannot write to {folder}: {error.strerror}; choose another folder") from None


def is_this_folder(folder: Path, identity: str) -> bool:
    """Tell whether a folder is the one that was made, seen from this machine."""
    try:
        return (folder / FOLDER / _MARK).read_text(encoding="ascii") == identity
    except OSError:
        return False


def sha256(path: Path) -> str:
    """Return the digest of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _path(folder: Path, name: str) -> Path:
    return folder / FOLDER / f"{name}.json"
