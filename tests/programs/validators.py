"""Microsoft's own validator of the file format, the Open XML SDK."""

from __future__ import annotations

import json
from pathlib import Path

from tests.programs import npm

VERSIONS = ("Microsoft365", "Office2016")


def faults(path: Path, version: str) -> list[str]:
    """Return what a version of Office would find wrong with a file, a line each."""
    (line,) = npm.node("validate.mjs", version, path)
    return [f"{error['path']}: {error['description']}" for error in json.loads(line)]
