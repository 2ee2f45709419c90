"""One workbook of a batch: built and checked, unless its record says that it is finished."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from socket import gethostname

from sheetnet.errors import WorkbookError
from sheetnet.jobs.build import lesson_cost, other_writer, written_after
from sheetnet.jobs.check import check_file
from sheetnet.jobs.job import Progress
from sheetnet.jobs.plan import Planned
from sheetnet.jobs.records import Record, find_record, is_this_folder, made_from, sha256, write_record

ENGINE = "ironcalc"
"""The embedded engine checks a batch; others can check its files afterwards."""

SHARED = "the folder must be one that all workers see under this path"


@dataclass(frozen=True, slots=True)
class Built:
    """A workbook of a batch that is in its place.

    Args:
        record: What is known of it.
        differences: The cells that are not as they should be, a line each.
        before: It was finished by an earlier run.
    """

    record: Record
    differences: tuple[str, ...] = ()
    before: bool = False


@dataclass(frozen=True)
class PlannedJob:
    """Build and check one workbook of a batch.

    Args:
        planned: What the workbook is to be.
        folder: Where it goes.
        identity: By which a worker on another machine sees that it is this very folder.
    """

    planned: Planned
    folder: Path
    identity: str

    @property
    def path(self) -> Path:
        """Where its file is."""
        return self.folder / f"{self.planned.name}.xlsx"

    @property
    def cost(self) -> float:
        """Its lesson's place in the catalogue."""
        return lesson_cost(self.planned.lesson)

    def run(self, progress: Progress) -> Built:
        """Do what is left to do; what is finished is found so, and left as it is."""
        if not is_this_folder(self.folder, self.identity):
            raise WorkbookError(f"{self.folder} on {gethostname()} is another folder than here: {SHARED}")
        record = find_record(self.folder, self.planned)
        return Built(record, before=True) if record is not None else self._built(progress)

    def _built(self, progress: Progress) -> Built:
        planned, path = self.planned, self.path
        if writer := other_writer(path):
            raise WorkbookError(
                f"{path} was last saved by {writer} and is left as it is: move it, or name this row otherwise"
            )
        progress.tell(f"building {path.name}")
        with written_after(planned.lesson, planned.settings, path, planned.language) as written:
            report = check_file(written.path, ENGINE, progress, called=path)
            digest = sha256(written.path)
        errors = report.max_abs_error, report.max_rel_error
        record = Record(made_from(planned), digest, report.cells, *errors, written.warning)
        if report.ok:
            write_record(self.folder, planned.name, record)
        return Built(record, tuple(map(str, report.differences)))
