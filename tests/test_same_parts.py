"""The comparison of committed workbooks with built ones sees what it must, and only that."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sheetnet.catalogue import find
from sheetnet.course import write_course
from tests import committed
from tests.same_parts import alike, differing
from tests.workbooks import Builder, cell, edited

POINT = b'<c:pt idx="0"><c:v>0.30000000000000004</c:v></c:pt>'
CELL = b'<c r="B2" s="4"><f>A1*2</f><v>0.30000000000000004</v></c>'


@pytest.mark.parametrize("number", [b"0.3", b"0.30000000000000016", b"3.0000000001E-1"])
def test_last_digits_may_differ(number: bytes) -> None:
    for part in (CELL, POINT):
        assert alike(part, part.replace(b"0.30000000000000004", number))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"0.30000000000000004", b"0.300000002"),
        (b"0.30000000000000004", b"-0.3"),
        (b"A1*2", b"A2*2"),
        (b's="4"', b's="5"'),
        (b"<f>A1*2</f>", b""),
        (b"<v>0.30000000000000004</v>", b""),
    ],
)
def test_all_else_is_a_difference(old: bytes, new: bytes) -> None:
    assert not alike(CELL, CELL.replace(old, new))


def test_another_processors_sums_change_nothing_but_last_digits(tmp_path: Path) -> None:
    """The variable makes NumPy's OpenBLAS add up in the order that suits another processor."""
    files = [tmp_path / kernel / "regression.xlsx" for kernel in ("Prescott", "Haswell")]
    for file in files:
        words = [sys.executable, "-m", "sheetnet", "build", "regression", "--out", file.parent]
        subprocess.run(words, env={**os.environ, "OPENBLAS_CORETYPE": file.parent.name}, check=True)
    assert differing(*files) == []


@pytest.fixture
def folder(built: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of committed workbooks, of one lesson."""
    monkeypatch.setattr(committed, "LESSONS", [find("pooling")])
    for lang in ("en", "zh"):
        (tmp_path / lang).mkdir()
        shutil.copy(built("pooling", lang), tmp_path / lang)
        write_course(tmp_path / lang, lang)
    return tmp_path


@pytest.mark.parametrize("large", [committed.LARGE, 0])
def test_what_the_code_builds_has_no_fault(large: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(committed, "LARGE", large)
    assert [*committed.faults(folder)] == []


@pytest.mark.parametrize(
    ("large", "fault"), [(committed.LARGE, "differs from what the code builds in"), (0, "maximum_2x2")]
)
def test_faults_of_committed_workbooks_are_named(
    large: int, fault: str, folder: Path, built: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committed, "LARGE", large)
    path = built("pooling")
    edited(path, folder / "en", {cell(path, "maximum_2x2"): 1})
    shutil.move(folder / "zh" / "pooling.xlsx", folder / "zh" / "other.xlsx")
    found = "\n".join(committed.faults(folder))
    assert fault in found
    assert "other.xlsx belongs to no lesson" in found
    assert "pooling.xlsx is missing" in found
