"""Trying a command on a file that may do harm: what it said, how long it took, how much memory, and whether it died."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from time import perf_counter
from typing import IO

from tests.hostile.memory import Peak, resident

TIRED = 250_000_000
"""Bytes in memory after which a worker is replaced, lest the next trial is charged for the last."""


@dataclass(frozen=True)
class Outcome:
    """What came of a command.

    Args:
        code: The exit code; None if there is none.
        out: What it printed.
        err: What it printed as errors.
        trace: The traceback of an exception that nobody has caught; empty as it should be.
        seconds: How long it took.
        bytes: The most memory that all its processes took together.
        died: The process ended, or was ended because it took too long.
        late: It was ended because it took too long.
        disagreement: What two readers read differently, if they were asked.
    """

    code: int | None
    out: str = ""
    err: str = ""
    trace: str = ""
    seconds: float = 0.0
    bytes: int = 0
    died: bool = False
    late: bool = False
    disagreement: str = ""

    @property
    def refused(self) -> bool:
        """It ended with one line that says why, and nothing else."""
        line = self.err.strip()
        return self.code == 2 and line.startswith("sheetnet: ") and "\n" not in line and not self.trace

    def __str__(self) -> str:
        if self.late:
            return f"not finished after {self.seconds:.0f} s"
        if self.died:
            return f"the process died after {self.seconds:.1f} s"
        return self.trace or f"exit code {self.code}: {(self.err or self.out).strip()}"


class Trials:
    """Runs commands in a process that is started anew when it dies."""

    def __init__(self) -> None:
        self._worker: subprocess.Popen[str] | None = None

    def run(self, words: Sequence[object], seconds: float, compare: Path | None = None) -> Outcome:
        """Run one command.

        Args:
            words: The command's words.
            seconds: After which it is ended.
            compare: A file that is read by two readers as well.
        """
        worker = self._ready()
        job = {"words": [str(word) for word in words], "compare": str(compare) if compare else None}
        start, late = perf_counter(), Timer(seconds, _end, [worker])
        with Peak(worker.pid) as peak:
            late.start()
            reply = _ask(worker, json.dumps(job))
            late.cancel()
        spent = perf_counter() - start
        if not reply:
            self.close()
            return Outcome(None, seconds=spent, bytes=peak.bytes, died=True, late=spent >= seconds)
        if resident(worker.pid) > TIRED:
            self.close()
        return Outcome(**json.loads(reply), seconds=spent, bytes=peak.bytes)

    def close(self) -> None:
        """End the process."""
        if self._worker is not None:
            _end(self._worker)
            self._worker.wait()
            for stream in (self._worker.stdin, self._worker.stdout):
                _closed(stream)
        self._worker = None

    def _ready(self) -> subprocess.Popen[str]:
        if self._worker is None:
            self._worker = subprocess.Popen(
                [sys.executable, "-m", "tests.hostile.worker"],
                cwd=Path(__file__).parents[2],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                start_new_session=os.name == "posix",
            )
        return self._worker


def _ask(worker: subprocess.Popen[str], job: str) -> str:
    assert worker.stdin is not None
    assert worker.stdout is not None
    try:
        worker.stdin.write(job + "\n")
        worker.stdin.flush()
        return worker.stdout.readline()
    except OSError:  # it is not there any more
        return ""


def _end(worker: subprocess.Popen[str]) -> None:
    """End a process with all that it has started."""
    if os.name == "posix":
        try:
            os.killpg(worker.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    worker.kill()


def _closed(stream: IO[str] | None) -> None:
    if stream is not None:
        try:
            stream.close()
        except OSError:  # what was not yet written is of no interest
            return
