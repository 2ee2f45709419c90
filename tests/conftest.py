"""Shared fixtures; LibreOffice tests skip where it is missing, and fail there in CI."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import sheetnet
from sheetnet.engines import find


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("libreoffice"):
        reason = find("libreoffice").unavailable()
        if reason and os.environ.get("CI") == "true":
            pytest.fail(f"CI must have LibreOffice: {reason}")
        if reason:
            pytest.skip(reason)


@pytest.fixture(scope="session")
def descent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small workbook to read, copy and break; never write to it."""
    return sheetnet.build("gradient_descent", tmp_path_factory.mktemp("built") / "descent.xlsx", steps=5)


@pytest.fixture(scope="session")
def regression(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with array formulas and a Solver model; never write to it."""
    return sheetnet.build("regression", tmp_path_factory.mktemp("built") / "regression.xlsx", steps=5)
