"""The packages of npm's that lie in this folder, once ``npm install`` has been run in it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parent
_SECONDS = 300


def missing() -> str | None:
    """Say what is missing and how to get it, or None if all is there."""
    if shutil.which("node") is None:
        return "Node is not installed; install it with: apt-get install nodejs npm"
    if not (FOLDER / "node_modules").is_dir():
        return "the packages are not installed; install them with: npm install --no-save --prefix tests/programs"
    return None


def node(script: str, *arguments: str | Path) -> list[str]:
    """Run a script of this folder and return the lines that it prints."""
    done = subprocess.run(
        ["node", str(FOLDER / script), *map(str, arguments)],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=_SECONDS,
    )
    return done.stdout.splitlines()
