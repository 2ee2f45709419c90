"""What all benchmarks are told: where their files go, how large they are, how often they measure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the benchmarks.

    Args:
        folder: Where the files that are measured go.
        small: Only see that everything works: the sizes are too small for the numbers to mean anything.
        times: How often each thing is measured.
        plot: Where the picture of the slopes goes, if it is wanted.
    """

    folder: Path
    small: bool
    times: int
    plot: Path | None = None

    def interleaved(self, what: str, tasks: Mapping[str, Callable[[], T]]) -> dict[str, list[T]]:
        """Measure several things in turn, again and again: what slows the machine down then slows all of them down.

        Args:
            what: Said of them while they run.
            tasks: What is measured, by name.

        Returns:
            By name what each task returned, ``times`` results.
        """
        found: dict[str, list[T]] = {name: [] for name in tasks}
        for time in range(1, self.times + 1):
            for name, task in tasks.items():
                say(f"{what}: {name}, {time} of {self.times}")
                found[name].append(task())
        return found


def least(found: list[dict[str, Any]], key: str) -> float:
    """Return the least of what repeated measurements found: nothing makes a program quicker than it is."""
    return min(float(one[key]) for one in found)


def say(what: str) -> None:
    """Tell what goes on, beside the table."""
    print(f"  … {what}", file=sys.stderr, flush=True)
