"""A batch: the workbooks of a plan, built and checked by many workers, which goes on where it was interrupted."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sheetnet.files import remove_leftovers
from sheetnet.jobs.job import Failure, Progress
from sheetnet.jobs.parallel import Workers, run_all
from sheetnet.jobs.plan import Planned
from sheetnet.jobs.planned import SHARED, Built, PlannedJob
from sheetnet.jobs.records import FOLDER, make_folder
from sheetnet.jobs.summary import FILE, Row, write_summary


class Batch:
    """The workbooks of a plan, in a folder.

    Args:
        plan: The plan.
        folder: Where the workbooks go, their records and the summary; all workers must see it.

    Attributes:
        before: How many of the workbooks an earlier run has finished.
    """

    def __init__(self, plan: Sequence[Planned], folder: Path) -> None:
        self.folder = folder.absolute()  # workers may have another working directory
        self.before = 0
        self._plan = plan
        self._rows: dict[int, Row] = {}

    def run(self, workers: Workers, progress: Progress) -> None:
        """Do what is left to do, and write the summary.

        Raises:
            WorkersError: There is nobody to do it.
            WorkbookError: The folder cannot be written to.
        """
        identity = make_folder(self.folder)
        self.summary.unlink(missing_ok=True)  # a summary tells of a run that came to its end
        jobs = [PlannedJob(planned, self.folder, identity) for planned in self._plan]
        with closing(run_all(jobs, workers, progress)) as outcomes:
            for number, outcome in outcomes:
                self._take(jobs[number], number, outcome)
        names = {planned.name for planned in self._plan}
        for folder in (self.folder, self.folder / FOLDER):
            remove_leftovers(folder, names)
        write_summary(self.rows, self.summary)

    @property
    def rows(self) -> list[Row]:
        """What has become of each workbook that was dealt with, in the order of the plan."""
        return [self._rows[number] for number in sorted(self._rows)]

    @property
    def summary(self) -> Path:
        """Where the summary is."""
        return self.folder / FILE

    def how_far(self) -> str:
        """Say how far it is, and how it goes on."""
        return f"{len(self._rows):,} of {len(self._plan):,} workbooks are done; the same command goes on from there"

    def _take(self, job: PlannedJob, number: int, outcome: Built | Failure) -> None:
        if isinstance(outcome, Built):
            self.before += outcome.before
            if not job.path.is_file():
                outcome = Failure(f"{job.path} was written by its worker and is not here: {SHARED}")
        self._rows[number] = Row.of(job.planned, outcome)
