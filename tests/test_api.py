"""The Python API and its documented examples."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import sheetnet
import sheetnet.api


def test_the_documented_examples_run() -> None:
    outcome = doctest.testmod(sheetnet.api)
    assert outcome.attempted >= 5
    assert outcome.failed == 0


def test_a_report_is_a_data_frame_too(descent: Path) -> None:
    frame = sheetnet.verify(descent).to_frame()
    assert list(frame.columns) == ["sheet", "cell", "tensor", "expected", "computed", "reason"]
    assert frame.empty


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(sheetnet.SheetnetError, match="choose one of en, zh"):
        sheetnet.build("regression", tmp_path / "x.xlsx", lang="fr")


def test_arrays_are_inputs_too(tmp_path: Path) -> None:
    heights, weights = [150.0, 160.0, 170.0, 180.0], [50.0, 55.0, 65.0, 68.0]
    path = sheetnet.build("regression", tmp_path / "x.xlsx", heights=heights, weights=weights)
    report = sheetnet.verify(path, changes=["weights[2]=80"])
    assert report.ok, report.differences


def test_one_change_may_be_a_word(descent: Path) -> None:
    assert sheetnet.verify(descent, changes="start_x=-1").changes == ("start_x=-1",)


def test_a_file_that_no_spreadsheet_would_open_is_refused(tmp_path: Path) -> None:
    with pytest.raises(sheetnet.SheetnetError, match=r"does not end in \.xlsx"):
        sheetnet.build("pooling", tmp_path / "pooling.txt")
