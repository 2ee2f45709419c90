"""The same jobs on other machines, by joblib and dask.distributed.

Where a worker dies, dask gives what it had to others. What is ours is the end of that: after several deaths (its
``allowed-failures``) dask gives a job up, for which joblib (1.6) would wait for ever; and since dask counts all that a
worker had taken, not only what it was doing, such a job is tried once more, alone.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from sheetnet.errors import WorkersError
from sheetnet.jobs.job import Failure, Job, Silent, attempt
from sheetnet.jobs.parallel import Done, Outcomes, closed_quietly
from sheetnet.version import __version__

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")
SECONDS_TO_ANSWER = 10
"""A scheduler that has not answered after so long is not there."""
SECONDS_FOR_WORKERS = 10
"""So long may its workers be on their way."""
SECONDS_TO_CLOSE = 3
MOST_SENT = 10_000
"""Jobs that the scheduler has at once: enough for a cluster that grows, and not the whole of a large batch."""

_IN_TURN = threading.Lock()
"""A dask worker has several threads unless it is told otherwise; jobs are meant to have a process for themselves."""


class GivenUp(Failure):
    """A job whose workers died again and again."""

    __slots__ = ()


def on_cluster(jobs: Mapping[int, Job[T]], scheduler: str) -> Outcomes[T]:
    """Do jobs on the workers of a scheduler, begun in the order in which they are given.

    Args:
        jobs: The jobs by number.
        scheduler: Its address.

    Raises:
        WorkersError: The scheduler does not answer, has no workers or is gone, or dask is not installed.
    """
    given_up = {}
    with _connected(scheduler) as client:
        for number, outcome in _sent(jobs, client):
            if isinstance(outcome, GivenUp):
                given_up[number] = jobs[number]
            else:
                yield number, outcome
        for number, job in given_up.items():
            yield from _sent({number: job}, client)


def worker_count(scheduler: str) -> int:
    """Ask a scheduler how many workers it has, at least one.

    Raises:
        WorkersError: The scheduler does not answer, or dask is not installed.
    """
    with _connected(scheduler) as client:
        return max(1, len(client.ncores()))


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    """Connect to a scheduler."""
    try:
        from distributed import Client
    except ImportError:
        raise WorkersError("--scheduler needs dask: pip install 'sheetnet[cluster]', here and on the workers") from None
    try:
        client = Client(scheduler, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise WorkersError(
            f"no dask scheduler answers at {scheduler!r} ({' '.join(str(error).split())}); start one with `dask "
            "scheduler` and give the address that it prints, such as tcp://10.0.0.1:8786"
        ) from None
    try:
        yield client
    finally:
        with suppress(TimeoutError, asyncio.TimeoutError, OSError):  # from a scheduler that is gone there is no leave
            client.close(timeout=SECONDS_TO_CLOSE)


def _sent(jobs: Mapping[int, Job[T]], client: Client) -> Outcomes[T]:
    """Send jobs to the scheduler, and take what comes back."""
    from joblib import Parallel, delayed, parallel_config

    with parallel_config(backend=_backend(client)):
        pool = Parallel(return_as="generator_unordered", batch_size=1, pre_dispatch=MOST_SENT)
    try:
        results = pool(delayed(_in_turn)(number, job, __version__) for number, job in jobs.items())
    except TimeoutError:
        address = client.scheduler.address
        raise WorkersError(f"the scheduler has no workers; start some with `dask worker {address}`") from None
    try:
        with closed_quietly(results):
            yield from results
    except CancelledError:
        raise WorkersError(
            "the scheduler is gone; start it and its workers anew, and give the same command: what is finished stays so"
        ) from None


def _in_turn(number: int, job: Job[T], version: str) -> Done[T]:
    """Do a job on a dask worker, if that has the same sheetnet; the threads of one worker take turns."""
    if version != __version__:
        return number, Failure(
            f"a worker has sheetnet {__version__}, not {version}: install the same version everywhere"
        )
    with _IN_TURN:
        return number, attempt(job, Silent())


def _backend(client: Client) -> Any:
    """Return joblib's dask backend, with an end for jobs that dask has given up."""
    from joblib._dask import DaskDistributedBackend

    class Backend(DaskDistributedBackend):  # type: ignore[misc] # joblib has no types
        """joblib's own calls back only for what a worker has answered."""

        def effective_n_jobs(self, n_jobs: int) -> int:
            """Return how many jobs are done at once; with one, joblib would do them in this process."""
            return max(2, int(super().effective_n_jobs(n_jobs)))

        def submit(self, func: Any, callback: Callable[[object], None] | None = None) -> Future[object]:
            """Send jobs to the scheduler; see ``joblib.parallel.ParallelBackendBase``."""
            future: Future[object] = super().submit(func, callback)
            numbers = [arguments[0] for _, arguments, _ in func.items]

            def end(done: Future[object]) -> None:
                error = done.exception()
                if error is not None and callback is not None:
                    callback([(number, _ended_by(error)) for number in numbers])

            future.add_done_callback(end)
            return future

    return Backend(client=client, wait_for_workers_timeout=SECONDS_FOR_WORKERS)


def _ended_by(error: BaseException) -> Failure:
    """Return what comes of a job that has no answer."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return GivenUp("the workers that were given it died, the last ones with nothing else to do: it may need more "
                       "memory than they have, or an engine has failed")  # fmt: skip
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return Failure(f"no worker could begin with it ({what}); do they have the same packages?")
