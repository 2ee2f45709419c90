"""LibreOffice, headless: the application that must agree before anything is called correct."""

from __future__ import annotations

import math
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from sheetnet.engines.base import Values, Wanted
from sheetnet.engines.limits import Costs, Limits
from sheetnet.engines.stored import stored_values
from sheetnet.errors import EngineError

SOFFICE_VARIABLE = "SHEETNET_SOFFICE"
COSTS = Costs(seconds=60, microseconds_per_byte=2, megabytes=700, memory_per_byte=40)
"""Measured: 1 to 10 s and 160 MB to start, 0.25 µs and 19 bytes a byte of the file."""

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_INSTALL = (
    "LibreOffice is not installed; install it with: apt-get install libreoffice-calc (Debian, Ubuntu), "
    "brew install --cask libreoffice (macOS) or winget install TheDocumentFoundation.LibreOffice (Windows); "
    f"or set {SOFFICE_VARIABLE} to the path of soffice"
)
# 0 is "always": without it LibreOffice keeps the numbers that the file stores.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


class LibreOffice:
    """Recalculates by a headless conversion from .xlsx to .xlsx, in a private profile that recalculates always."""

    name = "libreoffice"
    lacks: frozenset[str] = frozenset()
    recalculates = True

    def unavailable(self) -> str | None:
        """Say why it cannot run."""
        return None if soffice() else _INSTALL

    def recalculate(self, path: Path, wanted: Wanted) -> Values:
        """Recalculate a file; see ``Engine``."""
        with tempfile.TemporaryDirectory(prefix="sheetnet-lo-") as folder:
            return stored_values(convert(path, Path(folder), "xlsx"), wanted)


def soffice() -> str | None:
    """Return the path of LibreOffice's program, or None if it is not installed."""
    chosen = os.environ.get(SOFFICE_VARIABLE)
    if chosen:
        return shutil.which(chosen)
    return shutil.which("soffice") or next((place for place in _PLACES if Path(place).is_file()), None)


def convert(path: Path, folder: Path, target: str, limits: Limits | None = None) -> Path:
    """Open a file in LibreOffice, recalculate it and save it in a format.

    Args:
        path: The file.
        folder: Where the result goes.
        target: The format by its ending: ``xlsx`` or ``pdf``.
        limits: The time and, on Linux, the memory that it may take; if not given, what ``COSTS`` says.

    Returns:
        The path of the result.

    Raises:
        EngineError: LibreOffice is missing, could not open the file, or needed more than it may.
    """
    program = soffice()
    if program is None:
        raise EngineError(_INSTALL)
    limits = limits or COSTS.limits(path)
    result = folder / f"{path.stem}.{target}"
    said = ""
    # The exit code is 0 for a corrupt file too: only the output tells. On a busy machine the program now and then ends
    # at its first start without a word; a second start settles it.
    for _ in range(2):
        said = _convert_once(program, path, folder, target, limits)
        if result.is_file() or said:
            break
    if not result.is_file():
        reason = f"it is damaged, or {limits.full}"  # it says the same of both
        raise EngineError(f"LibreOffice could not open {path.name} ({said or 'it said nothing'}): {reason}")
    return result


def _convert_once(program: str, path: Path, folder: Path, target: str, limits: Limits) -> str:
    """Start LibreOffice in a private profile that recalculates always, and return what it said last."""
    with tempfile.TemporaryDirectory(prefix="sheetnet-profile-") as profile:
        user = Path(profile) / "user"
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        command = [program, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", target, "--outdir", str(folder), str(path)]
        lines = _run(_confined(command, limits), limits, path).split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _confined(command: list[str], limits: Limits) -> list[str]:
    """Let a shell limit what a program may take before it becomes that program.

    The time of the processor is limited too: it ends a program whose parent was killed.
    """
    if sys.platform != "linux":
        return command
    script = 'ulimit -d "$0" && ulimit -t "$1" && shift && exec "$@"'
    return ["/bin/sh", "-c", script, str(limits.bytes // 1024), str(2 * math.ceil(limits.seconds)), *command]


def _run(command: list[str], limits: Limits, path: Path) -> str:
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
        start_new_session=os.name == "posix",
    )
    try:
        output, _ = process.communicate(timeout=limits.seconds)
    except BaseException as error:
        # Late or interrupted. soffice is a script that starts the program proper: end the whole group.
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.communicate()
        if isinstance(error, subprocess.TimeoutExpired):
            raise EngineError(f"LibreOffice could not recalculate {path.name}: {limits.late}") from None
        raise
    return str(output)
