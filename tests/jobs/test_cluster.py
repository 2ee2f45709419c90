"""The same jobs on the workers of a dask scheduler, of which some die."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import sheetnet
from sheetnet.errors import WorkersError
from sheetnet.jobs.job import Failure, Silent
from sheetnet.jobs.parallel import Workers, run_all
from sheetnet.jobs.plan import parse_plan
from sheetnet.jobs.planned import PlannedJob
from sheetnet.jobs.records import make_folder
from tests.jobs.tasks import Killer, Raises, Trace, Traced, traces
from tests.sources import ROOT

ROWS = 6
PLAN = "lesson,settings\n" + "".join(f"gradient_descent,steps=3; start_x={n}\n" for n in range(1, ROWS + 1))


@pytest.fixture(scope="module")
def lonely_scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler that nobody works for."""
    told = tmp_path_factory.mktemp("scheduler") / "address.json"
    with started("scheduler", "--scheduler-file", str(told), "--host", "127.0.0.1", "--port", "0"):
        while not (told.is_file() and told.stat().st_size):
            time.sleep(0.05)
        yield json.loads(told.read_text(encoding="utf-8"))["address"]


@pytest.fixture(scope="module")
def scheduler(lonely_scheduler: str) -> Iterator[str]:
    """The same, and two workers, which are started anew when they die."""
    with started("worker", lonely_scheduler, "--nworkers", "2", "--nthreads", "1"):
        yield lonely_scheduler


@contextmanager
def started(kind: str, *words: str) -> Iterator[None]:
    """Start a part of a cluster as its users do; end it with all that it has started."""
    environment = os.environ | {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1", "PYTHONPATH": str(ROOT.parent)}
    command = [sys.executable, "-m", "dask", kind, *words, "--no-dashboard"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def digests(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.xlsx")}


@pytest.mark.slow
def test_a_scheduler_without_workers_is_one_error(
    lonely_scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes first: there are no workers yet."""
    monkeypatch.setattr("sheetnet.jobs.cluster.SECONDS_FOR_WORKERS", 0.5)
    with pytest.raises(WorkersError, match="the scheduler has no workers; start some with `dask worker tcp://127"):
        list(run_all([Trace(tmp_path, "a")], Workers(scheduler=lonely_scheduler), Silent()))


@pytest.mark.long
def test_with_a_worker_killed_half_way_the_files_are_the_same(scheduler: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    identity = make_folder(out)
    jobs = [Traced(PlannedJob(row, out, identity), tmp_path, seconds=0.1) for row in parse_plan(PLAN, "plan")]
    outcomes = {}
    for number, outcome in run_all(jobs, Workers(scheduler=scheduler), Silent()):
        outcomes[number] = outcome
        if len(outcomes) == ROWS // 2:
            worker = next(line for line in reversed(traces(tmp_path)) if "begins" in line).split(" by ")[1]
            os.kill(int(worker), signal.SIGKILL)
    assert not [outcome for outcome in outcomes.values() if isinstance(outcome, Failure)]
    assert sorted(outcomes) == list(range(ROWS))
    begun, built = (sum(word in line for line in traces(tmp_path)) for word in ("begins", "built"))
    assert begun > ROWS  # what died was begun again
    assert built == ROWS  # and nothing that was finished was done twice
    sheetnet.batch(write(tmp_path), tmp_path / "here", jobs=1)
    assert digests(out) == digests(tmp_path / "here")


@pytest.mark.slow
def test_a_batch_on_a_cluster_ends_in_the_same_summary(scheduler: str, tmp_path: Path) -> None:
    plan = write(tmp_path, PLAN.splitlines()[:4])
    there = sheetnet.batch(plan, tmp_path / "there", scheduler=scheduler)
    here = sheetnet.batch(plan, tmp_path / "here", jobs=1)
    assert there.equals(here)
    assert set(there["status"]) == {"ok"}


@pytest.mark.slow
def test_a_job_that_the_scheduler_gives_up_is_an_outcome(scheduler: str, tmp_path: Path) -> None:
    neighbours = [Trace(tmp_path, str(n)) for n in range(3)]
    jobs: list[Any] = [Killer(tmp_path, "killer", times=9), Raises(ValueError("no")), *neighbours]
    outcomes = dict(run_all(jobs, Workers(scheduler=scheduler), Silent()))
    assert "the workers that were given it died" in outcomes[0].message
    assert outcomes[1].message.startswith("ValueError: no")
    assert [outcomes[n + 2].split(" by ")[0] for n in range(3)] == ["0", "1", "2"]


@pytest.mark.slow
def test_a_worker_that_sees_another_folder_says_so(scheduler: str, tmp_path: Path) -> None:
    (row,) = parse_plan("lesson\npooling\n", "plan")
    make_folder(tmp_path)
    job = PlannedJob(row, tmp_path, "the mark of the folder of another machine")
    ((_, failure),) = run_all([job], Workers(scheduler=scheduler), Silent())
    assert "is another folder than here: the folder must be one that all workers see" in failure.message
    assert not list(tmp_path.glob("*.xlsx"))


@pytest.mark.slow
def test_a_worker_of_another_version_says_so(scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheetnet.jobs.cluster.__version__", "9.9")
    ((_, failure),) = run_all([Trace(tmp_path, "a")], Workers(scheduler=scheduler), Silent())
    assert f"a worker has sheetnet {sheetnet.__version__}, not 9.9" in failure.message


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("tcp://127.0.0.1:1", "no dask scheduler answers at 'tcp://127.0.0.1:1'"),
        ("nonsense://x", "no dask scheduler answers at 'nonsense://x'"),
        ("", "no dask scheduler answers at ''"),
    ],
)
@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_one_error(
    address: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sheetnet.jobs.cluster.SECONDS_TO_ANSWER", 0.5)
    with pytest.raises(WorkersError, match=message):
        list(run_all([Trace(tmp_path, "a")], Workers(scheduler=address), Silent()))


def test_without_dask_it_is_said_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WorkersError, match=r"pip install 'sheetnet\[cluster\]'"):
        list(run_all([Trace(tmp_path, "a")], Workers(scheduler="tcp://127.0.0.1:1"), Silent()))


def write(folder: Path, lines: Sequence[str] = PLAN.splitlines()) -> Path:
    """Write the plan to a file."""
    path = folder / "plan.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
