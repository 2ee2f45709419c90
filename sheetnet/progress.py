"""How far long work is: a line on the terminal while it goes on, and what Ctrl-C does to it."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from threading import current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING

from sheetnet.ending import print_error

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import ProgressColumn, TaskID

    from sheetnet.jobs.job import Progress

INTERRUPTED = 130
"""As shells have it: 128 and the number of the signal."""


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


@contextmanager
def interruptible(how_far: Callable[[], str]) -> Iterator[None]:
    """Turn Ctrl-C into one line that says how far it is and how it goes on."""
    ours = current_thread() is main_thread() and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if ours:  # nobody else takes it, or has it ignored, as shells do for what runs in the background
        signal.signal(signal.SIGINT, _interruption)
    try:
        yield
    except KeyboardInterrupt:
        print_error(f"interrupted; {how_far()}")
        sys.exit(INTERRUPTED)
    finally:
        if ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)
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
