"""What the command line shows: progress while it works, reports, errors of one line each, and its exit codes."""

from __future__ import annotations

import json
import logging
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING

import click

from sheetnet.errors import PlanError, SheetnetError

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import ProgressColumn, TaskID

    from sheetnet.check.report import Report
    from sheetnet.jobs.batch import Batch
    from sheetnet.jobs.job import Progress

FAILED = 1
BAD_INPUT = 2
INTERRUPTED = 130
"""As shells have it: 128 and the number of the signal."""
WIDE = 160
SHOWN = 20
"""Failures of a batch that are printed; its summary has them all."""


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Turn a user's mistake into one line and exit code 2; a plan's mistakes into one line each."""
    try:
        yield
    except SheetnetError as error:
        for message in error.mistakes if isinstance(error, PlanError) else [str(error)]:
            print_error(message)
        sys.exit(BAD_INPUT)


@contextmanager
def interruptible(how_far: Callable[[], str]) -> Iterator[None]:
    """Turn Ctrl-C into one line that says how far it is and how it goes on."""
    before = signal.signal(signal.SIGINT, _interruption) if current_thread() is main_thread() else None
    try:
        yield
    except KeyboardInterrupt:
        print_error(f"interrupted; {how_far()}")
        sys.exit(INTERRUPTED)
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)
            _interruption.came = False


class _Interruption:
    """Ctrl-C. Python loses it where it comes while an object is being removed; so it is looked at once more."""

    def __init__(self) -> None:
        self.came = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.came = True
        raise KeyboardInterrupt

    def check(self) -> None:
        """Raise it, if it was lost."""
        if self.came:
            raise KeyboardInterrupt


_interruption = _Interruption()


def print_error(message: str) -> None:
    """Print one line; what would move the cursor or change colours is left out."""
    line = " ".join(message.split())
    click.echo(f"sheetnet: {''.join(c if c.isprintable() else '�' for c in line)}", err=True)


@contextmanager
def shown_progress(total: int, quiet: bool = False) -> Iterator[Progress]:
    """Show on the terminal's error stream how far long work is, in one line; nothing where nobody looks.

    Meanwhile libraries log nothing: dask's lines would tear this one, and what they tell of is reported at the end.

    Args:
        total: How many jobs there are; of one alone its stages are shown.
        quiet: Show nothing.
    """
    level = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with _bar(total) if sys.stderr.isatty() and not quiet else nullcontext(_NoBar()) as progress:
            yield progress
    finally:
        logging.disable(level)


@contextmanager
def _bar(total: int) -> Iterator[_Bar]:
    from rich.console import Console
    from rich.progress import Progress as RichProgress

    with RichProgress(*_columns(total), console=Console(stderr=True), transient=True, expand=True) as bar:
        yield _Bar(bar, bar.add_task("", total=total))


class _NoBar:
    """Nothing on the terminal, which may be none."""

    def tell(self, what: str) -> None:
        """Show nothing."""
        _interruption.check()

    def advance(self) -> None:
        """Show nothing."""
        _interruption.check()


class _Bar(_NoBar):
    """A line on the terminal."""

    def __init__(self, bar: RichProgress, task: TaskID) -> None:
        self._bar = bar
        self._task = task

    def tell(self, what: str) -> None:
        """Show what is done next."""
        super().tell(what)
        self._bar.update(self._task, description=what, refresh=True)  # an engine may hold up all threads after this

    def advance(self) -> None:
        """Count one more job."""
        super().advance()
        self._bar.advance(self._task)


def _columns(total: int) -> list[ProgressColumn]:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.table import Column

    one_line = Column(no_wrap=True, overflow="ellipsis", ratio=1)
    what = TextColumn("{task.description}", markup=False, table_column=one_line)
    if total == 1:
        return [SpinnerColumn(), TimeElapsedColumn(), what]
    return [BarColumn(20), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn(), what]


def print_reports(reports: Sequence[Report]) -> None:
    """Print a table with one row a check, what differs, and the sum."""
    from rich.console import Console

    from sheetnet.check.report import summary

    # A pipe has no width: there the table takes what it needs.
    Console(width=None if sys.stdout.isatty() else WIDE).print(summary(reports))
    wrong = sum(report.mismatches for report in reports)
    cells = sum(report.cells for report in reports)
    checks = "1 check" if len(reports) == 1 else f"{len(reports)} checks"
    click.echo(f"{checks}, {cells:,} cells compared, {wrong:,} mismatches")


def print_json(reports: Sequence[Report], refused: Mapping[Path, str]) -> None:
    """Print a list of objects, one a check and one a file that could not be checked."""
    rows = [report.to_dict() for report in reports]
    rows += [{"workbook": str(path), "ok": False, "error": why} for path, why in refused.items()]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))


def print_refused(refused: Mapping[Path, str]) -> None:
    """Print a line for each file that could not be built or checked."""
    for path, why in refused.items():
        print_error(why if str(path) in why else f"{path}: {why}")


def exit_code(reports: Sequence[Report], refused: Mapping[Path, str]) -> int:
    """Return 0 if all is well, 1 if a check failed, 2 if something could not be done at all."""
    if refused:
        return BAD_INPUT
    return 0 if all(report.ok for report in reports) else FAILED


def print_batch(batch: Batch) -> int:
    """Print what has become of a batch; return its exit code."""
    from sheetnet.jobs.summary import Status

    rows = batch.rows
    counts = {status: sum(row.status is status for row in rows) for status in Status}
    wrong = [row for row in rows if row.status is not Status.OK]
    for row in wrong[:SHOWN]:
        print_error(f"{row.name}: {row.message}")
    if len(wrong) > SHOWN:
        print_error(f"and {len(wrong) - SHOWN:,} more, which {batch.summary} lists")
    told = ", ".join(f"{count:,} {status.value}" for status, count in counts.items() if count)
    before = f" ({batch.before:,} from an earlier run)" if batch.before else ""
    what = "workbook" if len(rows) == 1 else "workbooks"
    click.echo(f"{len(rows):,} {what}: {told}{before}; {batch.summary}")
    return BAD_INPUT if counts[Status.FAILED] else FAILED if counts[Status.MISMATCH] else 0
