"""Programs on the machine: tests that need one skip where it is missing, and fail there in CI."""

from __future__ import annotations

import os

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
