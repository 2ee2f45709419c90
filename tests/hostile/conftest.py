"""One process for all trials of a test run, and the workbook that they make hostile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hostile.package import Parts, parts_of
from tests.hostile.trial import Trials
from tests.workbooks import Builder


@pytest.fixture(scope="session")
def trials() -> Iterator[Trials]:
    """Runs commands on hostile files."""
    found = Trials()
    yield found
    found.close()


@pytest.fixture(scope="session")
def pooling(built: Builder) -> Parts:
    """The parts of the smallest workbook; every change of it is made on a copy."""
    return parts_of(built("pooling"))
