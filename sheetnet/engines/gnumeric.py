"""Gnumeric, headless: a second application, independent of LibreOffice, which computes with 64 bits of precision."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sheetnet.engines.application import Application
from sheetnet.engines.base import Values, Wanted
from sheetnet.engines.limits import Costs, Limits
from sheetnet.engines.stored import stored_values

APPLICATION = Application(
    title="Gnumeric",
    program="ssconvert",
    variable="SHEETNET_SSCONVERT",
    install="apt-get install gnumeric (Debian, Ubuntu) or brew install gnumeric (macOS)",
    # Measured: 0.1 s and 32 MB to start, 0.2 µs a byte and 4 bytes of memory; 0.4 µs an operand.
    costs=Costs(60, megabytes=300, microseconds_per_byte=2, memory_per_byte=20, microseconds_per_operand=3),
)
_OPENS, _SAVES = "Gnumeric_Excel:xlsx", "Gnumeric_Excel:xlsx2"
"""What is no .xlsx would be opened as a text. The format of 2008 is saved with all digits of every number."""


class Gnumeric:
    """Recalculates by a conversion from .xlsx to .xlsx, without the settings of whoever uses the machine."""

    name = "gnumeric"
    lacks: frozenset[str] = frozenset()
    recalculates = True

    def unavailable(self) -> str | None:
        """Say why it cannot run."""
        return APPLICATION.unavailable()

    def recalculate(self, path: Path, wanted: Wanted, work: int = 0) -> Values:
        """Recalculate a file; see ``Engine``."""
        with tempfile.TemporaryDirectory(prefix="sheetnet-gnumeric-") as folder:
            saved = convert(path, Path(folder), APPLICATION.costs.limits(path, work))
            return stored_values(saved, wanted)


def convert(path: Path, folder: Path, limits: Limits | None = None) -> Path:
    """Open a file in Gnumeric, recalculate it and save it as .xlsx.

    Args:
        path: The file.
        folder: Where the result goes.
        limits: The time and, on Linux, the memory that it may take; if not given, what its costs say.

    Returns:
        The path of the result.

    Raises:
        EngineError: Gnumeric is missing, could not open the file, or needed more than it may.
    """
    limits = limits or APPLICATION.costs.limits(path)
    result = folder / f"{path.stem}.xlsx"
    with tempfile.TemporaryDirectory(prefix="sheetnet-home-") as home:
        arguments = ["--recalc", f"--import-type={_OPENS}", f"--export-type={_SAVES}", str(path), str(result)]
        said = APPLICATION.run(arguments, path, limits, _without_settings(home))
    if not result.is_file():
        raise APPLICATION.no_result(path, said, limits)
    return result


def _without_settings(home: str) -> dict[str, str]:
    """Return variables that lead a program of GNOME's away from a user's settings and language."""
    folders = dict.fromkeys(["HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"], home)
    return {**folders, "GSETTINGS_BACKEND": "memory", "LC_ALL": "C.UTF-8"}
