"""A batch: the workbooks of a plan, built and checked by many workers, which goes on where it was interrupted."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sheetnet.jobs.job import Failure, Progress
from sheetnet.jobs.parallel import Workers, run_all
from sheetnet.jobs.plan import Planned
from sheetnet.jobs.planned import SHARED, Built, PlannedJob
from sheetnet.jobs.records import FOLDER, run_mark
from sheetnet.jobs.summary import Row, Status, write_summary


class Batch:
    """The workbooks of a plan, in a folder.

    Args:
        plan: The plan.
        folder: Where the workbooks go, their records and the summary; all workers must see it.

    Attributes:
        rows: What has become of each workbook, in the order of the plan.
        before: How many of them an earlier run has finished.
    """

    def __init__(self, plan: Sequence[Planned], folder: Path) -> None:
        self.folder = folder.absolute()  # workers may have another working directory
        self.rows = [Row.of(planned) for planned in plan]
        self.before = 0
        self._plan = plan

    def run(self, workers: Workers, progress: Progress) -> None:
        """Do what is left to do, and write the summary, of an interrupted batch as well.

        Raises:
            WorkersError: There is nobody to do it.
            WorkbookError: The folder cannot be written to.
        """
        with run_mark(self.folder) as mark:
            jobs = [PlannedJob(planned, self.folder, mark) for planned in self._plan]
            try:
                with closing(run_all(jobs, workers, progress)) as outcomes:
                    for number, outcome in outcomes:
                        self._take(jobs[number], number, outcome)
                self._remove_leftovers()
            finally:
                write_summary(self.rows, self.folder)

    def count(self, status: Status) -> int:
        """Return how many workbooks have a status."""
        return sum(row.status is status for row in self.rows)

    def _take(self, job: PlannedJob, number: int, outcome: Built | Failure) -> None:
        if isinstance(outcome, Built):
            self.before += outcome.before
            if not job.path.is_file():
                outcome = Failure(f"{job.path} was written by its worker and is not here: {SHARED}")
        self.rows[number] = Row.of(job.planned, outcome)

    def _remove_leftovers(self) -> None:
        """Remove what was half written when somebody was killed."""
        ours = {planned.name for planned in self._plan}
        for folder in (self.folder, self.folder / FOLDER):
            for entry in os.scandir(folder):
                name, _, ending = entry.name.removeprefix(".").removesuffix(".part").rpartition(".")
                if entry.name == f".{name}.{ending}.part" and name in ours:
                    Path(entry.path).unlink(missing_ok=True)
