"""The child process: recalculates one file after the other until its parent wants no more, or is gone.

Whatever an engine does to the process that it runs in, be it a stack that overflows, a panic or all of the memory, it
does to this one. What an engine prints goes nowhere; what is written to the standard error is the parent's to read.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO

from sheetnet.engines.embedded import EMBEDDED
from sheetnet.engines.limits import confine, memory_in_use
from sheetnet.engines.messages import Job, Reply, read_job, write_reply

MOST_KEPT = 400_000_000
"""Bytes that are kept from job to job. A large file leaves more, and would leave less for the next: a new child is
started then. The largest engine has 280 MB before it does anything."""
GRACE = 5.0
"""Seconds after the parent's own limit of time."""


def serve() -> None:
    """Do the jobs that come through the standard input, and reply through the standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches a whole group of processes: the parent decides
    jobs, replies = _taken(0, os.O_RDONLY), _taken(1, os.O_WRONLY)
    while (job := read_job(jobs)) is not None:
        with _ending_with_the_parent(jobs, job.limits.seconds + GRACE):
            reply = _answer(job)
        write_reply(replies, reply)
        if reply.last:
            return


def _taken(number: int, flags: int) -> FileIO:
    """Take a standard stream for ourselves, and leave an engine that reads or prints with nothing."""
    stream = FileIO(os.dup(number), "rb" if flags == os.O_RDONLY else "wb")
    nothing = os.open(os.devnull, flags)
    os.dup2(nothing, number)
    os.close(nothing)
    return stream


def _answer(job: Job) -> Reply:
    try:
        confine(job.limits)
        values = EMBEDDED[job.engine].compute(job.path, job.wanted)
    except MemoryError:
        return Reply({}, job.limits.full, last=True)
    except BaseException as error:  # a panic of a package written in Rust is no Exception
        return Reply({}, _line(error), last=not isinstance(error, Exception))
    return Reply(values, last=memory_in_use() > MOST_KEPT)


def _line(error: BaseException) -> str:
    """Say in one line what an engine's package says of its failure."""
    return " ".join(str(error).split())[:500] or type(error).__name__


@contextmanager
def _ending_with_the_parent(jobs: FileIO, seconds: float) -> Iterator[None]:
    """End this process when the parent ends before the engine does, even while the engine lets no Python run.

    Linux tells of the end of the pipe by a signal that kills; elsewhere the limit of time must do.
    """
    faulthandler.dump_traceback_later(seconds, exit=True)
    if sys.platform == "linux":
        _kill_at_input(jobs)
    try:
        yield
    finally:
        if sys.platform == "linux":
            signal.signal(signal.SIGIO, signal.SIG_IGN)
        faulthandler.cancel_dump_traceback_later()


def _kill_at_input(jobs: FileIO) -> None:
    """Let whatever comes through a pipe kill this process: while it works nothing is sent to it, so that is the end."""
    import fcntl
    import select

    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(jobs, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(jobs, fcntl.F_SETFL, fcntl.fcntl(jobs, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([jobs], [], [], 0)[0]:
        sys.exit()  # it came before it could be a signal
