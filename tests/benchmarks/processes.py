"""Commands in processes of their own: how long they take, children included, and how much memory they have."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import psutil

_Ended: TypeAlias = tuple[int, int, Any]
"""What ``os.wait4`` returns: a process, its status, what it took."""
PERIOD = 0.02
"""Seconds between two looks at the memory."""
MEGABYTE = 1e6


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took.

    Args:
        wall: Seconds by the clock.
        processor: Seconds of the processor, those of its children included.
        output: What it printed.
    """

    wall: float
    processor: float
    output: str


@dataclass(slots=True)
class Memory:
    """The most memory that a command had, in megabytes, as far as was seen.

    Args:
        largest: The largest of its processes.
        together: All of them, what they share counted once (as far as the system tells).
    """

    largest: float = 0.0
    together: float = 0.0

    def look(self, pid: int) -> None:
        """See how much a process and its children have now."""
        sizes = [_sizes(one) for one in _family(pid)]
        self.largest = max([self.largest, *(resident for resident, _ in sizes)])
        self.together = max(self.together, sum(share for _, share in sizes))


def timed(command: Sequence[str]) -> Spent:
    """Run a command and measure its time.

    Raises:
        CalledProcessError: It failed.
    """
    return _run(command, lambda pid: os.wait4(pid, 0))


def weighed(command: Sequence[str]) -> tuple[Spent, Memory]:
    """Run a command, measure its time, and look at its memory now and then, which may slow it down by the clock.

    Raises:
        CalledProcessError: It failed.
    """
    memory = Memory()

    def wait(pid: int) -> _Ended:
        while not (ended := os.wait4(pid, os.WNOHANG))[0]:
            memory.look(pid)
            time.sleep(PERIOD)
        return ended

    return _run(command, wait), memory


def _run(command: Sequence[str], wait: Callable[[int], _Ended]) -> Spent:
    """Run a command and wait for it in a certain way.

    Only ``wait4`` tells what a process and its children took, and Windows does not have it.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = wait(process.pid)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        output = said.read()
    if process.returncode:
        print(output[-2000:])
        raise subprocess.CalledProcessError(process.returncode, command)
    return Spent(wall, usage.ru_utime + usage.ru_stime, output)


def _family(pid: int) -> list[psutil.Process]:
    """Return a process and its children, as far as they are still there."""
    import psutil

    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def _sizes(process: psutil.Process) -> tuple[float, float]:
    """Return a process's resident memory, and its share of what is shared: its own part, or all where nobody counts."""
    import psutil

    try:
        memory = process.memory_full_info()
    except psutil.Error:  # it has ended just now
        return 0.0, 0.0
    return memory.rss / MEGABYTE, getattr(memory, "pss", memory.rss) / MEGABYTE
