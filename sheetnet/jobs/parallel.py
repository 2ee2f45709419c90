"""Many jobs at once, by joblib: on the cores of this machine, where a worker that dies takes at most its own job along.

One thing is added to what joblib does. A worker process may die, killed for want of memory or by a fault of an
engine's: then joblib ends all the others and gives up. Here the rest goes on in fresh workers, and the jobs that were
being done at that moment are tried once more at the end, each of them alone: so it shows which of them it was.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

from sheetnet.errors import InputError, WorkersError
from sheetnet.jobs.job import Failure, Job, Progress, Silent, attempt

T = TypeVar("T")
Done: TypeAlias = tuple[int, T | Failure]
"""A job's number and what came of it."""
Outcomes: TypeAlias = Generator[Done[T], None, None]
"""What jobs come to, as it becomes known; to be closed by whoever does not take them all."""

DIED = (
    "the process that worked on it died twice, the second time with nothing else to do: it may need more memory than "
    "there is, or an engine has failed"
)
FRUITLESS = 3
"""Deaths of workers in a row, before any has begun with a job, after which there is no sense in starting more."""
_ONE_JOB_AND_A_POOL = 2
"""With fewer workers joblib would do the job in this process, which is to survive it."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the jobs.

    Args:
        cores: How many processes of this machine; None for as many as there are cores.
        scheduler: The address of a dask scheduler, such as ``tcp://10.0.0.1:8786``, whose workers do them instead.
    """

    cores: int | None = None
    scheduler: str | None = None

    @classmethod
    def chosen(cls, jobs: int | None, scheduler: str | None) -> Workers:
        """Return who was chosen.

        Raises:
            InputError: Both were, or less than one process.
        """
        if jobs is not None and scheduler is not None:
            raise InputError("jobs and scheduler exclude each other: a scheduler has as many workers as it has")
        if jobs is not None and jobs < 1:
            raise InputError(f"jobs is {jobs}; allowed: 1 or more, or nothing for one a core")
        return cls(jobs, scheduler)

    def count(self, jobs: int) -> int:
        """Return how many of so many jobs are done at once.

        Raises:
            WorkersError: The scheduler does not answer.
        """
        if self.scheduler is not None:
            from sheetnet.jobs.cluster import worker_count

            return min(worker_count(self.scheduler), jobs)
        if self.cores is not None or jobs <= 1:  # to import joblib would take a tenth of a small file's check
            return min(self.cores or 1, jobs)
        from joblib import cpu_count

        return min(int(cpu_count()), jobs)

    def path(self, path: Path) -> Path:
        """Return a path as workers are to be given it: those of a scheduler have another working directory."""
        return path if self.scheduler is None else path.absolute()


def run_all(jobs: Sequence[Job[T]], workers: Workers, progress: Progress) -> Outcomes[T]:
    """Do jobs, the longest first.

    Args:
        jobs: The jobs.
        workers: Who does them. One job, or one worker, is this process itself.
        progress: Is told how far they are, and the stages of a job that is done in this process.

    Yields:
        A job's number and what came of it, as soon as it is done, in any order. Close it to end early.

    Raises:
        WorkersError: There is nobody to do them.
    """
    with closing(_running(jobs, workers, progress)) as running:
        for done in running:
            progress.advance()
            yield done


def _running(jobs: Sequence[Job[T]], workers: Workers, progress: Progress) -> Outcomes[T]:
    order = sorted(range(len(jobs)), key=lambda number: -jobs[number].cost)
    waiting = {number: jobs[number] for number in order}
    if workers.scheduler is not None:
        from sheetnet.jobs.cluster import on_cluster

        return on_cluster(waiting, workers.scheduler)
    count = workers.count(len(jobs))
    if count <= 1:
        return _here(jobs, progress)
    return _on_cores(waiting, count)


def _here(jobs: Sequence[Job[T]], progress: Progress) -> Outcomes[T]:
    """Do jobs one after the other in this process."""
    for number, job in enumerate(jobs):
        yield number, attempt(job, progress)


def _on_cores(waiting: dict[int, Job[T]], count: int) -> Outcomes[T]:
    """Do jobs in worker processes, whatever happens to these."""
    suspects: dict[int, Job[T]] = {}
    fruitless = 0
    while waiting:
        before = len(waiting)
        for number in (yield from _until_one_dies(waiting, count)):
            suspects[number] = waiting.pop(number)
        fruitless = fruitless + 1 if len(waiting) == before else 0
        if fruitless == FRUITLESS:
            raise WorkersError("worker processes end before they begin with any job; --jobs 1 does without them")
    for number, job in suspects.items():
        if (yield from _until_one_dies({number: job}, _ONE_JOB_AND_A_POOL)):
            yield number, Failure(DIED)


def _until_one_dies(waiting: dict[int, Job[T]], count: int) -> Generator[Done[T], None, set[int]]:
    """Do jobs in worker processes until all are done or a worker dies.

    Args:
        waiting: The jobs by number; what is done is taken out.
        count: How many workers.

    Returns:
        The numbers of the jobs that were being done when a worker died.
    """
    from joblib import Parallel, delayed

    # joblib replaces a worker whose memory has grown, which is as it should be after a large workbook.
    warnings.filterwarnings("ignore", message="A worker stopped while some jobs", category=UserWarning)
    with tempfile.TemporaryDirectory(prefix="sheetnet-") as marks:
        calls = [delayed(_marked)(number, job, Path(marks)) for number, job in waiting.items()]
        pool = Parallel(n_jobs=count, return_as="generator_unordered", batch_size=1)
        try:
            with closed_quietly(pool(calls)) as results:
                for number, outcome in results:
                    del waiting[number]
                    yield number, outcome
        except BrokenProcessPool:
            return {int(mark.name) for mark in Path(marks).iterdir()} & waiting.keys()
    return set()


def _marked(number: int, job: Job[T], marks: Path) -> Done[T]:
    """Do a job in a worker process; while it is being done, a file tells so, which stays if the process dies."""
    mark = marks / str(number)
    mark.touch()
    outcome = attempt(job, Silent())
    mark.unlink(missing_ok=True)
    return number, outcome


@contextmanager
def closed_quietly(results: Iterable[Done[T]]) -> Iterator[Iterable[Done[T]]]:
    """Close joblib's results at the end; it remarks on those that nobody will take, which is as it should be."""
    try:
        yield results
    finally:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            results.close()  # type: ignore[attr-defined] # a generator, unless a list was asked for
