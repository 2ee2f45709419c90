"""No engine at all: the values that Excel or LibreOffice stored when they saved the file."""

from __future__ import annotations

from pathlib import Path

from sheetnet.engines.base import Values, Wanted
from sheetnet.engines.stored import stored_values
from sheetnet.errors import EngineError


class Cached:
    """Takes the stored values. A file as sheetnet wrote it is refused: it stores the reference's own numbers."""

    name = "cached"
    lacks: frozenset[str] = frozenset()
    recalculates = False

    def unavailable(self) -> str | None:
        """It is always there."""
        return None

    def recalculate(self, path: Path, wanted: Wanted, work: int = 0) -> Values:
        """Read the stored values; see ``Engine``."""
        from sheetnet.xlsx.read.reader import application  # heavy, and no child process needs it
        from sheetnet.xlsx.write.parts import APPLICATION

        if application(path) == APPLICATION:
            raise EngineError(
                f"{path} still stores sheetnet's own values, which prove nothing: open it in Excel or LibreOffice, "
                "save it, and check it again; or choose an engine that recalculates"
            )
        return stored_values(path, wanted)
