"""Programs on the machine: tests that need one skip where it is missing, and fail there in CI."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

APPLICATIONS = ("libreoffice", "gnumeric")
"""The engines that are such programs; each is also the marker of the tests that need it."""


def needs(missing: str | None) -> None:
    """Skip a test that needs a program, or fail it in CI, which has all of them.

    Args:
        missing: Says what is missing and how to get it; None if nothing is.
    """
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"CI must have every program: {missing}")
    if missing:
        pytest.skip(missing)


def saved_by_libreoffice(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Let LibreOffice open workbooks and save them, in one process: to start it takes longer than to save a small file.

    Args:
        paths: The workbooks, each with a name of its own.
        folder: Where the saved ones go.
    """
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder]
    subprocess.run([*command, *paths], check=True, capture_output=True)
    return [folder / path.name for path in paths]
