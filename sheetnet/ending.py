"""How the command line ends: with one line for what went wrong, an exit code, and nothing left behind."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import current_thread, main_thread
from types import FrameType
from typing import NoReturn

import click

from sheetnet.errors import PlanError, SheetnetError, what_the_system_lacks

FAILED = 1
BAD_INPUT = 2
NOBODY_READS = 141
"""As shells have it: 128 and the number of the signal that tells a program so."""


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Turn whatever is not a fault of sheetnet's into one line and an exit code.

    A user's mistake is 2, a plan's mistakes a line each; so is a full disk or too little memory. Whoever has stopped
    reading what is printed gets no more. A signal that ends the process ends it in good order: nothing is left running,
    nothing half written.
    """
    _open_streams()
    with _ending_in_good_order():
        try:
            yield
            sys.stdout.flush()
        except SheetnetError as error:
            for message in error.mistakes if isinstance(error, PlanError) else [str(error)]:
                print_error(message)
            _end(BAD_INPUT)
        except BrokenPipeError:
            _end(NOBODY_READS)
        except OSError as error:
            print_error(what_the_system_lacks(error))
            _end(BAD_INPUT)
        except MemoryError as error:
            print_error(what_the_system_lacks(error))
            _end(BAD_INPUT)


def _open_streams() -> None:
    """Print into nothing where the standard streams are closed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - as long as the process


def _end(code: int) -> NoReturn:
    """End the process; what can no longer be printed is not tried again at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):  # a stream of a test has no file
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code)


@contextmanager
def _ending_in_good_order() -> Iterator[None]:
    """Let the signals that ask a process to end do it as an exception does, so that everything is cleaned up."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    if current_thread() is not main_thread():
        yield
        return
    before = {name: signal.signal(getattr(signal, name), _ended_by) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _ended_by(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


def print_error(message: str) -> None:
    """Print one line; what would move the cursor or change colours is left out."""
    line = " ".join(message.split())
    with suppress(OSError):  # then the exit code must do
        click.echo(f"sheetnet: {''.join(c if c.isprintable() else '�' for c in line)}", err=True)
