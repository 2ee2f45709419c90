"""Small jobs for tests: they leave traces in a folder, and some of them end the process that does them."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sheetnet
from sheetnet.jobs.job import Progress
from sheetnet.jobs.planned import Built, PlannedJob


@dataclass(frozen=True)
class Trace:
    """Do nothing but leave a trace; return what was given."""

    folder: Path
    name: str
    cost: float = 0.0
    seconds: float = 0.0

    def run(self, progress: Progress) -> str:
        progress.tell(f"tracing {self.name}")
        leave_trace(self.folder, f"{self.name} begins")
        time.sleep(self.seconds)
        return f"{self.name} by {os.getpid()}"


@dataclass(frozen=True)
class Killer:
    """End the process without a word, the first so many times."""

    folder: Path
    name: str
    times: int
    cost: float = 1.0

    def run(self, progress: Progress) -> str:
        leave_trace(self.folder, f"{self.name} begins")
        if traces(self.folder).count(f"{self.name} begins") <= self.times:
            time.sleep(0.2)  # others are to be at work meanwhile
            os._exit(1)
        return f"{self.name} by {os.getpid()}"


@dataclass(frozen=True)
class KillsBeforeItBegins:
    """End the process that takes it."""

    cost: float = 0.0

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (1,)

    def run(self, progress: Progress) -> str:
        raise AssertionError("it never begins")


@dataclass(frozen=True)
class Raises:
    """Raise an error."""

    error: Exception
    cost: float = 0.0

    def run(self, progress: Progress) -> str:
        raise self.error


@dataclass(frozen=True)
class Traced:
    """Do a job of a batch, and leave traces of when and by whom; whoever is first to come to one of them may die."""

    job: PlannedJob
    folder: Path
    kills: str = ""
    seconds: float = 0.0
    cost: float = 0.0

    def run(self, progress: Progress) -> Built:
        name = self.job.planned.name
        leave_trace(self.folder, f"{name} begins by {os.getpid()}")
        time.sleep(self.seconds)
        if name == self.kills and sum(line.startswith(f"{name} begins") for line in traces(self.folder)) == 1:
            sheetnet.build(self.job.planned.lesson, self.job.path)  # no record yet, and not what is planned
            os._exit(1)
        built = self.job.run(progress)
        leave_trace(self.folder, f"{name} {'found' if built.before else 'built'}")
        return built


def leave_trace(folder: Path, line: str) -> None:
    """Append a line to the traces; short ones are appended whole, whoever else writes."""
    with (folder / "traces").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def traces(folder: Path) -> list[str]:
    """Return the traces so far."""
    return (folder / "traces").read_text(encoding="utf-8").splitlines()
