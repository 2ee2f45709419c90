"""Many small workbooks, built and checked by one job and by two at once: seconds by the clock."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.processes import Spent, timed
from tests.benchmarks.report import Line
from tests.benchmarks.run import Run, say

SHEETNET = [sys.executable, "-m", "sheetnet"]
WORKBOOKS, FEW = 48, 6
KINDS = (
    ("gradient_descent", "steps={size}"),
    ("optimizers", "steps={size}"),
    ("regression", "steps={size}"),
    ("backprop", "epochs={size}; check_samples=0"),
)
"""What is built in turn: lessons and settings."""


def lines(run: Run) -> Iterator[Line]:
    """Measure, and return what was found; nothing where the command knows no jobs."""
    if not takes_jobs():
        say("many: left out, for sheetnet batch takes no --jobs")
        return
    path, count = run.folder / "plan.csv", FEW if run.small else WORKBOOKS
    path.write_text(plan(count), encoding="utf-8")
    found = run.interleaved("many", {f"{jobs} at once": partial(_built, run.folder, path, jobs) for jobs in (1, 2)})
    one, two = (min(spent.wall for spent in repeated) for repeated in found.values())
    what = f"{count} workbooks, two jobs"
    yield Line(f"{what}: time by the clock", two, "s", "one job", one)
    yield Line(f"{what}: workbooks a second", count / two, "/s", "one job", count / one)


def takes_jobs() -> bool:
    """Tell whether the command builds a plan with several jobs at once."""
    told = subprocess.run([*SHEETNET, "batch", "--help"], capture_output=True, text=True)
    return told.returncode == 0 and "--jobs" in told.stdout


def _built(folder: Path, planned: Path, jobs: int) -> Spent:
    """Build and check a plan into a new folder: in an old one there would be nothing left to do."""
    with tempfile.TemporaryDirectory(dir=folder) as out:
        return timed([*SHEETNET, "batch", str(planned), "--out", out, "--jobs", str(jobs)])


def plan(count: int) -> str:
    """Return a plan of workbooks, no two alike, in CSV."""
    rows = []
    for number in range(count):
        lesson, settings = KINDS[number % len(KINDS)]
        rows.append(f"{lesson},{settings.format(size=5 + number // len(KINDS))}")
    return "\n".join(["lesson,settings", *rows, ""])
