"""LibreOffice, headless: the application that must agree before anything is called correct."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from sheetnet.engines.base import Values, Wanted
from sheetnet.engines.stored import stored_values
from sheetnet.errors import EngineError

SOFFICE_VARIABLE = "SHEETNET_SOFFICE"
TIMEOUT = 900.0
"""Seconds after which LibreOffice is stopped; the largest lesson takes about 20."""

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


def convert(path: Path, folder: Path, target: str, timeout: float = TIMEOUT) -> Path:
    """Open a file in LibreOffice, recalculate it and save it in a format.

    Args:
        path: The file.
        folder: Where the result goes.
        target: The format by its ending: ``xlsx`` or ``pdf``.
        timeout: Seconds after which LibreOffice is stopped.

    Returns:
        The path of the result.

    Raises:
        EngineError: LibreOffice is missing, took too long, or could not open the file.
    """
    program = soffice()
    if program is None:
        raise EngineError(_INSTALL)
    result = folder / f"{path.stem}.{target}"
    output = ""
    # The exit code is 0 for a corrupt file too: only the output tells. On a busy machine the program now and then ends
    # at its first start without a word; a second start settles it.
    for _ in range(2):
        output = _convert_once(program, path, folder, target, timeout)
        if result.is_file() or output.strip():
            break
    if not result.is_file():
        raise EngineError(f"LibreOffice could not open {path.name}: {output.strip() or 'it said nothing'}")
    return result


def _convert_once(program: str, path: Path, folder: Path, target: str, timeout: float) -> str:
    """Start LibreOffice in a private profile that recalculates always, and return what it said."""
    with tempfile.TemporaryDirectory(prefix="sheetnet-profile-") as profile:
        user = Path(profile) / "user"
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        command = [program, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", target, "--outdir", str(folder), str(path)]
        return _run(command, timeout, path)


def _run(command: list[str], timeout: float, path: Path) -> str:
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
        output, _ = process.communicate(timeout=timeout)
    except BaseException as error:
        # Late or interrupted. soffice is a script that starts the program proper: end the whole group.
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.communicate()
        if isinstance(error, subprocess.TimeoutExpired):
            raise EngineError(f"LibreOffice did not finish {path.name} within {timeout:g} seconds") from None
        raise
    return str(output)
