"""Many jobs at once: all are done, none stops another, and a worker that dies takes only its own job along."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
import pytest

from sheetnet.errors import InputError, WorkersError
from sheetnet.jobs.job import Failure, Silent
from sheetnet.jobs.parallel import DIED, Workers, run_all
from tests.jobs.tasks import Killer, KillsBeforeItBegins, Raises, Trace, traces

TWO = Workers(cores=2)


def run(jobs: Sequence[Any], workers: Workers = TWO) -> list[Any]:
    """Do jobs; return what came of them, in their order."""
    outcomes = dict(run_all(jobs, workers, Silent()))
    assert sorted(outcomes) == list(range(len(jobs)))
    return [outcomes[number] for number in range(len(jobs))]


@pytest.mark.parametrize("workers", [TWO, Workers(cores=1)])
def test_an_error_is_an_outcome_and_stops_nobody(workers: Workers, tmp_path: Path) -> None:
    jobs = [Raises(InputError("steps is 0;\nallowed: 1")), Raises(KeyError("x")), Trace(tmp_path, "last")]
    refused, fault, last = run(jobs, workers)
    assert refused == Failure("steps is 0; allowed: 1")
    assert fault.message.startswith("KeyError: 'x' (tasks.py, line ")
    assert last.startswith("last by")


def test_a_job_alone_is_done_here(tmp_path: Path) -> None:
    assert run([Trace(tmp_path, "alone")]) == [f"alone by {os.getpid()}"]


def test_jobs_are_done_elsewhere_by_as_many_as_there_may_be(tmp_path: Path) -> None:
    outcomes = run([Trace(tmp_path, str(n), seconds=0.1) for n in range(6)])
    pids = {outcome.split(" by ")[1] for outcome in outcomes}
    assert len(pids) == 2
    assert str(os.getpid()) not in pids


def test_the_longest_begins_first(tmp_path: Path) -> None:
    run([Trace(tmp_path, str(n), cost=n) for n in range(8)])
    assert traces(tmp_path)[0] in ("7 begins", "6 begins")


def test_a_job_whose_worker_died_is_tried_again(tmp_path: Path) -> None:
    jobs = [Killer(tmp_path, "victim", times=1), *(Trace(tmp_path, str(n)) for n in range(5))]
    outcomes = run(jobs)
    assert [outcome.split(" by ")[0] for outcome in outcomes] == ["victim", "0", "1", "2", "3", "4"]
    assert traces(tmp_path).count("victim begins") == 2


def test_a_job_that_kills_its_workers_fails_and_no_other_does(tmp_path: Path) -> None:
    """The neighbours are at work whenever it kills: each death ends them too, and they are not blamed for it."""
    jobs = [Killer(tmp_path, "killer", times=9), *(Trace(tmp_path, str(n), seconds=0.3) for n in range(4))]
    killer, *others = run(jobs)
    assert killer == Failure(DIED)
    assert [outcome.split(" by ")[0] for outcome in others] == ["0", "1", "2", "3"]
    assert traces(tmp_path).count("killer begins") == 2


def test_whoever_ends_early_leaves_no_worker_behind(tmp_path: Path) -> None:
    with closing(run_all([Trace(tmp_path, str(n), seconds=0.2 * n) for n in range(50)], TWO, Silent())) as outcomes:
        _, first = next(outcomes)
    gone = psutil.wait_procs([psutil.Process(int(first.split(" by ")[1]))] if is_there(first) else [], timeout=10)[1]
    assert not gone
    assert len(traces(tmp_path)) < 50


def is_there(outcome: str) -> bool:
    return psutil.pid_exists(int(outcome.split(" by ")[1]))


def test_progress_is_told_each_job_and_the_stages_of_one_that_is_done_here(tmp_path: Path) -> None:
    told: list[str] = []

    class Heard(Silent):
        def tell(self, what: str) -> None:
            told.append(what)

        def advance(self) -> None:
            told.append("done")

    list(run_all([Trace(tmp_path, "a"), Trace(tmp_path, "b")], Workers(cores=1), Heard()))
    assert told == ["tracing a", "done", "tracing b", "done"]
    told.clear()
    list(run_all([Trace(tmp_path, "a"), Trace(tmp_path, "b")], TWO, Heard()))
    assert told == ["done", "done"]


@pytest.mark.slow
def test_workers_that_cannot_begin_are_one_error() -> None:
    with pytest.raises(WorkersError, match="end before they begin with any job"):
        run([KillsBeforeItBegins(), KillsBeforeItBegins()])


@pytest.mark.parametrize(
    ("jobs", "scheduler", "message"),
    [(2, "tcp://host:8786", "jobs and scheduler exclude each other"), (0, None, "jobs is 0; allowed: 1 or more")],
)
def test_who_works_is_said_once(jobs: int, scheduler: str | None, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Workers.chosen(jobs, scheduler)
