"""Shared fixtures, and which tests are quick; tests of a program skip where it is missing, and fail there in CI.

A test is quick that writes nothing, so that it asks for no folder, and is marked neither ``slow`` nor ``long``: no list
is kept by hand. It is held to that: a quick test that writes a workbook, or takes long, fails.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, settings

from sheetnet.engines import find
from tests.applications import APPLICATIONS, needs
from tests.workbooks import Builder

FOLDERS = {"tmp_path", "tmp_path_factory"}
"""Who writes a workbook asks for one of these, be it through another fixture."""
QUICK = 10.0
"""Seconds of the processor beyond which a test is not quick on any machine; most take hundredths."""

settings.register_profile("sheetnet", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sheetnet")  # how busy a machine is decides no test


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        writes = FOLDERS & {*getattr(item, "fixturenames", ())}
        if not writes and not item.get_closest_marker("slow") and not item.get_closest_marker("long"):
            item.add_marker("quick")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out PyTorch of a quick run, for to import it takes as long as all the others; and programs unless named.

    Tests of programs that sheetnet does not use are run by ``pytest tests/programs``.
    """
    named = any("programs" in Path(argument).parts for argument in config.invocation_params.args)
    too_much = {"torch": config.option.markexpr == "quick", "programs": not named}
    return True if too_much.get(collection_path.name) else None


def pytest_runtest_setup(item: pytest.Item) -> None:
    for name in APPLICATIONS:
        if item.get_closest_marker(name):
            needs(find(name).unavailable())


@pytest.fixture(autouse=True)
def _quick_is_quick(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hold quick tests to what they are."""
    if request.node.get_closest_marker("quick") is None:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ZipFile, "__init__", _in_memory_only)
        start = time.process_time()
        yield
        spent = time.process_time() - start
    assert spent < QUICK, f"{spent:.1f} s of the processor: make the test quicker, or mark it slow"


_init = ZipFile.__init__


def _in_memory_only(archive: ZipFile, file: Any, mode: Any = "r", *args: Any, **more: Any) -> None:
    assert mode == "r" or hasattr(file, "write"), "a test that writes a workbook asks for tmp_path, or for built"
    _init(archive, file, mode, *args, **more)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """Builds workbooks that tests only read, each of them once in a run."""
    base = tmp_path_factory.getbasetemp()
    return Builder((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "built")


@pytest.fixture(scope="session")
def descent(built: Builder) -> Path:
    """A small workbook to read, copy and break."""
    return built("gradient_descent", steps=5)


@pytest.fixture(scope="session")
def regression(built: Builder) -> Path:
    """A workbook with a Solver model."""
    return built("regression", steps=5)
