"""Checking one workbook: the job of ``sheetnet verify``, and how much work is cut into how many jobs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import ceil, prod
from pathlib import Path

from sheetnet.check import Report, StoredWorkbook, check, checks, read_workbook
from sheetnet.check.perturb import perturbations
from sheetnet.engines import find
from sheetnet.errors import InputError, SheetnetError
from sheetnet.jobs.job import Failure, Progress
from sheetnet.models.assignment import Assignment

MOST_OTHERS = 12
"""Other inputs with which a new workbook is checked: so many show nearly all mistakes that any inputs show."""
OTHERS_CELLS = 300_000
"""Cells that are compared at most with other inputs: some seconds of work."""
OTHERS_SEED = 0


@dataclass(frozen=True, slots=True)
class Draws:
    """Some of many random changes of the inputs. Every share draws them all, so that shares draw what a whole would.

    Args:
        times: How many are drawn.
        seed: Of the random numbers.
        first: Number of the first of this share, from 0.
        last: Number of the last of this share, which is not part of it any more.
    """

    times: int
    seed: int
    first: int
    last: int

    @classmethod
    def all(cls, times: int, seed: int) -> Draws:
        """Return all of so many draws."""
        return cls(times, seed, 0, times)

    def shares(self, count: int) -> list[Draws]:
        """Cut into so many shares, or as many as there are draws, of nearly the same size."""
        count = max(1, min(count, self.last - self.first))
        bounds = [self.first + (self.last - self.first) * n // count for n in range(count + 1)]
        return [Draws(self.times, self.seed, *pair) for pair in pairwise(bounds)]


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of building or checking one file.

    Args:
        reports: The checks that were done, in order.
        refused: Why the file was not checked any further, if it was not: one line.
        warning: What its builder should know, such as that a training diverges: one line; empty if there is nothing.
    """

    reports: tuple[Report, ...] = ()
    refused: str | None = None
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """What came of building or checking several files.

    Args:
        reports: All checks that were done, in order.
        refused: The files that could not be built or checked, with why: one line each.
        warnings: What is to be said of files that were built: one line each.
    """

    reports: Sequence[Report]
    refused: Mapping[Path, str]
    warnings: Mapping[Path, str] = field(default_factory=dict)

    @classmethod
    def of(cls, paths: Sequence[Path], outcomes: Sequence[Checked | Failure]) -> Findings:
        """Gather what came of jobs, a path and an outcome each, in the order in which they are reported."""
        checked = [Checked(refused=each.message) if isinstance(each, Failure) else each for each in outcomes]
        reports = [report for each in checked for report in each.reports]
        refused = {path: each.refused for path, each in zip(paths, checked, strict=True) if each.refused is not None}
        warnings = {path: each.warning for path, each in zip(paths, checked, strict=True) if each.warning}
        return cls(reports, refused, warnings)


@dataclass(frozen=True)
class CheckJob:
    """Check one workbook: with one engine or several, as it stands, with changed inputs, or with random ones.

    Args:
        path: The .xlsx file.
        engines: Names of the engines.
        changes: Inputs to change in a copy first.
        draws: Random inputs instead, drawn from the workbook's own.
        any_function: Let formulas call functions that are not portable.
    """

    path: Path
    engines: tuple[str, ...]
    changes: tuple[Assignment, ...] = ()
    draws: Draws | None = None
    any_function: bool = False

    @property
    def cost(self) -> float:
        """The bytes of the file."""
        try:
            return float(self.path.stat().st_size)
        except (OSError, ValueError):  # what is wrong with it is said when it is read
            return 0.0

    def run(self, progress: Progress) -> Checked:
        """Check the workbook; what was found before an engine failed is kept."""
        reports: list[Report] = []
        try:
            reports.extend(self._reports(progress))
        except SheetnetError as error:
            return Checked(tuple(reports), " ".join(str(error).split()))
        return Checked(tuple(reports))

    def _reports(self, progress: Progress) -> Iterator[Report]:
        progress.tell(f"reading {self.path.name}")
        workbook = read_workbook(self.path)
        all_changes = self._all_changes(workbook)
        for engine in self.engines:
            _tell_engine(self.path, engine, progress)
            yield from checks(workbook, find(engine), all_changes, self.any_function)

    def _all_changes(self, workbook: StoredWorkbook) -> Sequence[Sequence[Assignment]]:
        if self.draws is None:
            return [self.changes]
        drawn = perturbations(workbook.model, self.draws.times, self.draws.seed)
        return drawn[self.draws.first : self.draws.last]


def check_built(path: Path, engine: str, progress: Progress, called: Path) -> Report:
    """Check one workbook as it stands, and with other inputs as often as that costs little.

    At the defaults some formulas are degenerate: a difference of equal numbers shows no wrong factor. With inputs drawn
    so that rounding grows beyond all comparing, nothing can be said; such a draw counts for nothing.

    Args:
        path: The file.
        engine: Name of the engine.
        progress: Is told the stages.
        called: The path by which the file is called, where it will be.

    Returns:
        The report on the workbook as it stands, or the first one with other inputs in which cells are wrong.

    Raises:
        SheetnetError: It cannot be read, or the engine failed.
    """
    progress.tell(f"reading {called.name}")
    workbook = replace(read_workbook(path), path=called)
    _tell_engine(called, engine, progress)
    first, *others = checks(workbook, find(engine), [(), *other_inputs(workbook)])
    return first.with_others([report for report in others if not report.incomparable])


def other_inputs(workbook: StoredWorkbook) -> list[list[Assignment]]:
    """Draw the inputs with which a new workbook is checked besides, the fewer the larger it is."""
    cells = sum(prod(entry.shape) for entry in workbook.map.entries.values())
    try:
        return perturbations(workbook.model, min(MOST_OTHERS, OTHERS_CELLS // cells), OTHERS_SEED)
    except InputError:  # settings with which hardly any input goes together
        return []


def check_file(path: Path, engine: str, progress: Progress, called: Path) -> Report:
    """Check one workbook as it stands.

    Args:
        path: The file.
        engine: Name of the engine.
        progress: Is told the stages.
        called: The path by which the file is called, where it will be.

    Raises:
        SheetnetError: It cannot be read, or the engine failed.
    """
    progress.tell(f"reading {called.name}")
    workbook = replace(read_workbook(path), path=called)
    _tell_engine(called, engine, progress)
    return check(workbook, find(engine))


def check_jobs(
    paths: Sequence[Path],
    engines: Sequence[str],
    changes: Sequence[Assignment],
    draws: Draws | None,
    workers: int,
    any_function: bool = False,
) -> list[CheckJob]:
    """Cut the checks of files into jobs, in the order in which they are reported.

    A file is read once a job, so a file's checks are cut apart (by engine, then by share of the draws) only where
    there are more workers than files.
    """
    apart = len(paths) < workers
    groups = [(engine,) for engine in engines] if apart else [tuple(engines)]
    shares = [None] if draws is None else draws.shares(ceil(workers / (len(paths) * len(groups))))
    return [
        CheckJob(path, group, tuple(changes), share, any_function)
        for path in paths
        for group in groups
        for share in shares
    ]


def _tell_engine(path: Path, engine: str, progress: Progress) -> None:
    progress.tell(f"recalculating {path.name} with {engine} and comparing")
