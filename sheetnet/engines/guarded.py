"""Engines in a child process, where a hostile formula can do no harm.

The child lives as long as the process that uses it: starting one takes longer than recalculating a small file. Threads
take turns; a process that is forked from this one starts a child of its own.
"""

from __future__ import annotations

import atexit
import os
import threading
from pathlib import Path

from sheetnet.engines.base import Values, Wanted
from sheetnet.engines.embedded import Embedded
from sheetnet.engines.messages import Job, Reply
from sheetnet.engines.process import ChildProcess
from sheetnet.errors import EngineError


class Guarded:
    """Has a child process compute, within limits of time and, on Linux, of memory.

    Elsewhere only the time is limited: no other system counts the memory of a process as it grows.

    Args:
        engine: What computes there.
    """

    recalculates = True

    def __init__(self, engine: Embedded) -> None:
        self._engine = engine
        self.name = engine.name
        self.lacks = engine.lacks

    def unavailable(self) -> str | None:
        """Say why it cannot run."""
        return self._engine.unavailable()

    def recalculate(self, path: Path, wanted: Wanted, work: int = 0) -> Values:
        """Recalculate a file in the child; see ``Engine``."""
        limits = self._engine.costs.limits(path, work)
        reply = CHILD.do(Job(self.name, path.absolute(), limits, wanted))
        if reply.failed:
            raise EngineError(f"{self.name} could not recalculate {path.name}: {reply.failed}")
        return reply.values


class Child:
    """The one child of this process, started when there is a first job, and anew when it is gone.

    Attributes:
        process: The child as it is now, or None.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self.process: ChildProcess | None = None

    def do(self, job: Job) -> Reply:
        """Have a job done, as soon as it is its turn.

        Raises:
            EngineError: No process can be started.
        """
        with self._turn:
            try:
                reply = self._started().do(job)
            except BaseException:  # interrupted: its reply would be taken for that of the next job
                self.end()
                raise
            if reply.last:
                self.end()
            return reply

    def _started(self) -> ChildProcess:
        if self.process is not None and not self.process.alive():
            self.end()
        if self.process is None:
            try:
                self.process = ChildProcess()
            except OSError as error:
                raise EngineError(f"no process can be started for an engine: {error.strerror}") from None
        return self.process

    def end(self) -> None:
        """End the child now, if there is one."""
        if self.process is not None:
            self.process.end()
            self.process = None

    def forget(self) -> None:
        """Leave the child to the process that this one was forked from, whose threads may be in the middle of a job."""
        self._turn = threading.Lock()
        if self.process is not None:
            self.process.abandon()
            self.process = None


CHILD = Child()
atexit.register(CHILD.end)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=CHILD.forget)
