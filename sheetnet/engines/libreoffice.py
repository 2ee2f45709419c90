"""LibreOffice, headless: the application that must agree before anything is called correct."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sheetnet.engines.application import Application
from sheetnet.engines.base import Values, Wanted
from sheetnet.engines.limits import Costs, Limits
from sheetnet.engines.stored import stored_values

APPLICATION = Application(
    title="LibreOffice",
    program="soffice",
    variable="SHEETNET_SOFFICE",
    install=(
        "apt-get install libreoffice-calc (Debian, Ubuntu), brew install --cask libreoffice (macOS) "
        "or winget install TheDocumentFoundation.LibreOffice (Windows)"
    ),
    # Measured: 1 to 10 s and 160 MB to start, 0.25 µs a byte and 19 bytes of memory; 0.5 µs an operand.
    costs=Costs(60, megabytes=700, microseconds_per_byte=2, memory_per_byte=40, microseconds_per_operand=4),
    places=(
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    ),
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
        return APPLICATION.unavailable()

    def recalculate(self, path: Path, wanted: Wanted, work: int = 0) -> Values:
        """Recalculate a file; see ``Engine``."""
        with tempfile.TemporaryDirectory(prefix="sheetnet-lo-") as folder:
            saved = convert(path, Path(folder), "xlsx", APPLICATION.costs.limits(path, work))
            return stored_values(saved, wanted)


def convert(path: Path, folder: Path, target: str, limits: Limits | None = None) -> Path:
    """Open a file in LibreOffice, recalculate it and save it in a format.

    Args:
        path: The file.
        folder: Where the result goes.
        target: The format by its ending: ``xlsx`` or ``pdf``.
        limits: The time and, on Linux, the memory that it may take; if not given, what its costs say.

    Returns:
        The path of the result.

    Raises:
        EngineError: LibreOffice is missing, could not open the file, or needed more than it may.
    """
    limits = limits or APPLICATION.costs.limits(path)
    result = folder / f"{path.stem}.{target}"
    said = ""
    # The exit code is 0 for a corrupt file too: only the output tells. On a busy machine the program now and then ends
    # at its first start without a word; a second start settles it.
    for _ in range(2):
        said = _convert_once(path, folder, target, limits)
        if result.is_file() or said:
            break
    if not result.is_file():
        raise APPLICATION.no_result(path, said, limits)
    return result


def _convert_once(path: Path, folder: Path, target: str, limits: Limits) -> str:
    """Start LibreOffice in a private profile that recalculates always, and return what it said last."""
    with tempfile.TemporaryDirectory(prefix="sheetnet-profile-") as profile:
        user = Path(profile) / "user"
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        arguments = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
        arguments += ["--convert-to", target, "--outdir", str(folder), str(path)]
        return APPLICATION.run(arguments, path, limits)
