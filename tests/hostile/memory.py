"""How much memory a process takes together with those that it has started; Linux only, elsewhere it is 0."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event, Thread

STEP = 0.02
"""Seconds between two looks."""


def tree(pid: int) -> list[int]:
    """Return a process and all that it has started, as far as they are still there."""
    found, new = [pid], [pid]
    while new:
        new = [int(child) for one in new for child in _children(one)]
        found += new
    return found


def _children(pid: int) -> list[str]:
    try:
        return [
            child for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
        ]
    except OSError:  # it has just ended
        return []


def resident(pid: int, peak: bool = False) -> int:
    """Return the bytes in memory of one process, now or at most since ``forget``."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    name = "VmHWM:" if peak else "VmRSS:"
    return next((1024 * int(line.split()[1]) for line in status.splitlines() if line.startswith(name)), 0)


def forget(pid: int) -> None:
    """Let the peak of a process begin anew."""
    try:
        Path(f"/proc/{pid}/clear_refs").write_text("5")
    except OSError:
        return


class Peak:
    """Measures the memory of a process and what it starts, while a block runs.

    The peaks of several processes need not fall together, so that the sum of those that are left at the end is a bound;
    those that have ended by then are seen by looking now and then.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._done = Event()
        self._watch = Thread(target=self._look, daemon=True)
        self.bytes = 0

    def __enter__(self) -> Peak:
        if sys.platform == "linux":
            for pid in tree(self._pid):
                forget(pid)
            self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        if sys.platform == "linux":
            self._done.set()
            self._watch.join()
            self.bytes = max(self.bytes, sum(resident(pid, peak=True) for pid in tree(self._pid)))

    def _look(self) -> None:
        while not self._done.wait(STEP):
            self.bytes = max(self.bytes, sum(map(resident, tree(self._pid))))
