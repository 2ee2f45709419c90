"""How much time and memory an engine may take for a file, by the size of its sheets.

A formula of ten characters can sum a whole sheet, so an engine's needs are not bounded by what a file looks like. What
they are for a workbook without such formulas is measured; a multiple of that is allowed, which a busy machine with
cores four times as slow stays within.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from sheetnet.errors import InputError

FACTOR_VARIABLE = "SHEETNET_LIMITS"
MOST_FACTOR = 100.0
MOST_OPERANDS_PER_BYTE = 150
"""A large file may need much time for large ranges. A small one has no reason to, whatever its formulas say."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be taken for one file.

    Args:
        seconds: Of time, by the clock.
        bytes: Of memory: of the process's data, which is at least what of it is resident.
    """

    seconds: float
    bytes: int

    @property
    def late(self) -> str:
        """Says that the time was not enough, and what to do."""
        return f"it did not finish within {self.seconds:.0f} seconds: {_REMEDY}"

    @property
    def full(self) -> str:
        """Says that the memory was not enough, and what to do."""
        return f"it needed more than {self.bytes / 1e6:.0f} MB: {_REMEDY}"


_REMEDY = f"look for formulas over very large ranges; for a workbook that must be so, set {FACTOR_VARIABLE}=4 or more"


@dataclass(frozen=True, slots=True)
class Costs:
    """What an engine may take, by the size of the file.

    Args:
        seconds: For any file, the start of the engine included.
        megabytes: Of memory, for any file.
        microseconds_per_byte: More for each byte of the unpacked file; a cell with a formula has 30 to 80 bytes.
        memory_per_byte: More bytes of memory for each byte of the unpacked file.
        microseconds_per_operand: More for each cell that a formula takes from a range.
    """

    seconds: float
    megabytes: float
    microseconds_per_byte: float
    memory_per_byte: float
    microseconds_per_operand: float

    def limits(self, path: Path, work: int = 0) -> Limits:
        """Return what may be taken for a file, times what the environment variable says.

        Args:
            path: The file.
            work: How many cells its formulas take from ranges, each formula for itself.

        Raises:
            InputError: The variable holds no sensible number.
        """
        size, factor = _unpacked_size(path), _factor()
        microseconds = self.microseconds_per_byte * size
        microseconds += self.microseconds_per_operand * min(work, MOST_OPERANDS_PER_BYTE * size)
        memory = 1e6 * self.megabytes + self.memory_per_byte * size
        return Limits(factor * (self.seconds + 1e-6 * microseconds), int(factor * memory))


def _unpacked_size(path: Path) -> int:
    """Return the size of all parts together; 0 for what is no zip archive, of which the engine itself will complain."""
    try:
        with ZipFile(path) as archive:
            return sum(part.file_size for part in archive.infolist())
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return 0


def _factor() -> float:
    text = os.environ.get(FACTOR_VARIABLE) or "1"
    try:
        factor = float(text)
    except ValueError:
        factor = 0.0
    if not 0 < factor <= MOST_FACTOR:
        raise InputError(
            f"{FACTOR_VARIABLE} is {text!r}; it multiplies limits of time and memory: a number up to {MOST_FACTOR:g}"
        )
    return factor


def confine(limits: Limits) -> None:
    """Limit the memory of this process from now on, and let it leave no core; a later call sets the limit anew.

    Only Linux counts all of a process's data, memory of threads and of mapped regions included. An address-space limit
    would not do: a WebAssembly engine reserves gigabytes of addresses that it never uses.
    """
    if os.name != "posix":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    soft = limits.bytes if hard == resource.RLIM_INFINITY else min(limits.bytes, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def memory_in_use() -> int:
    """Return how much of what ``confine`` limits this process has now, in bytes; 0 where nobody counts it."""
    if sys.platform != "linux":
        return 0
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    return pages * os.sysconf("SC_PAGE_SIZE")
