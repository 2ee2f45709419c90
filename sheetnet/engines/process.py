"""A child process as its parent sees it: started, given jobs, and ended whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from io import RawIOBase
from typing import cast

from sheetnet.engines.limits import Limits
from sheetnet.engines.messages import Job, Reply, read_reply, write_job

# The child finds packages where its parent does, wherever that has them from.
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from sheetnet.engines.child import serve; serve()"
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "RUST_BACKTRACE": "0"}
"""It does no linear algebra, threads for which would cost memory and time to start; nobody reads a backtrace."""
_TAIL = 10_000
"""Bytes of what a child said last, which are looked at."""
_FATALITIES = {
    -4: "illegal instruction",
    -6: "abort",
    -7: "bus error",
    -11: "segmentation fault",
    0xC0000005: "access violation",
    0xC00000FD: "stack overflow",
}
"""By exit code: of a signal on POSIX, of an exception on Windows."""


class ChildProcess:
    """A process of its own for engines; see ``child`` for the other side.

    It is a plain subprocess: a daemonic worker may not have children of ``multiprocessing``, and a script without a
    ``__main__`` guard would be run again by them.

    Raises:
        OSError: It cannot be started.
    """

    def __init__(self) -> None:
        with ExitStack() as opened:
            self._said = opened.enter_context(tempfile.TemporaryFile())
            self._process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._said,
                bufsize=0,
                env={**os.environ, **_ENVIRONMENT},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            opened.pop_all()  # it has started: the file stays open as long as it lives
        self._jobs, self._replies = cast(RawIOBase, self._process.stdin), cast(RawIOBase, self._process.stdout)

    @property
    def pid(self) -> int:
        """The number that the system knows it by."""
        return self._process.pid

    def alive(self) -> bool:
        """Tell whether it can take a job."""
        return self._process.poll() is None

    def do(self, job: Job) -> Reply:
        """Have a job done, or the child ended when its time is over."""
        with _alarm(job.limits.seconds, self._process.kill) as rung:
            try:
                write_job(self._jobs, job)
                return read_reply(self._replies, job.wanted)
            except (EOFError, OSError):
                code = self._process.wait()
            except (ValueError, LookupError, TypeError) as error:
                return Reply({}, f"its process answered what is no reply ({error})", last=True)
        return Reply({}, job.limits.late if rung.is_set() else self._cause(code, job.limits), last=True)

    def _cause(self, code: int, limits: Limits) -> str:
        """Say in one line what ended the child."""
        self._said.seek(max(0, self._said.seek(0, os.SEEK_END) - _TAIL))
        said = self._said.read().decode("utf-8", "replace")
        if "memory allocation of" in said or "MemoryError" in said:
            return limits.full
        if code in _FATALITIES:
            return f"it crashed ({_FATALITIES[code]}), which a formula nested too deeply can cause"
        if code == -9:
            return "it was killed, which a system does that has no memory left"
        return f"its process ended with code {code} ({said.strip().rpartition(chr(10))[2] or 'without a word'})"

    def end(self) -> None:
        """End it now."""
        self._process.kill()
        self._process.wait()
        self._close()

    def abandon(self) -> None:
        """Have nothing to do with it any more: it belongs to the process that this one was forked from."""
        self._process.returncode = 0
        self._close()

    def _close(self) -> None:
        for stream in (self._jobs, self._replies, self._said):
            stream.close()


@contextmanager
def _alarm(seconds: float, action: Callable[[], None]) -> Iterator[threading.Event]:
    """Do something after so many seconds, unless the block ends before; the event says whether it was done."""
    rung = threading.Event()

    def ring() -> None:
        rung.set()
        action()

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield rung
    finally:
        timer.cancel()
        timer.join()
