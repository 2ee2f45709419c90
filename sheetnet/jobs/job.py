"""What a job is: one file's work, which can be sent to another process or machine, and what may come of it."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from sheetnet.errors import SheetnetError, what_the_system_lacks

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Progress(Protocol):
    """Whoever watches jobs being done, such as a bar on a terminal."""

    def tell(self, what: str) -> None:
        """Say what is done next, in a few words."""

    def advance(self) -> None:
        """Say that one more job is done."""


class Silent:
    """A progress that nobody watches."""

    def tell(self, what: str) -> None:
        """Say nothing."""

    def advance(self) -> None:
        """Say nothing."""


class Job(Protocol[T_co]):
    """One file's work. Jobs are pickled, so they hold plain data: paths and names, no open workbook, no engine."""

    @property
    def cost(self) -> float:
        """How long it takes compared with the others, roughly: the longest are begun first."""

    def run(self, progress: Progress) -> T_co:
        """Do the work.

        Args:
            progress: Is told the stages of the work, where somebody watches.

        Raises:
            SheetnetError: The file or what was asked for is at fault.
        """


@dataclass(frozen=True, slots=True)
class Failure:
    """What comes of a job that could not be done.

    Args:
        message: Why, and what to do about it: one line.
    """

    message: str


def attempt(job: Job[T], progress: Progress) -> T | Failure:
    """Do a job. Whatever goes wrong with it is its outcome, so that it stops no other."""
    try:
        return job.run(progress)
    except SheetnetError as error:
        return Failure(" ".join(str(error).split()))
    except (OSError, MemoryError) as error:
        return Failure(what_the_system_lacks(error))
    except Exception as error:
        return Failure(_as_fault(error))


def _as_fault(error: Exception) -> str:
    """Describe an error that no user has made: what a report of the fault needs."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return f"{what} ({Path(last.filename).name}, line {last.lineno}); this looks like a fault of sheetnet's: report it"
