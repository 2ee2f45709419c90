"""A new workbook is checked as it stands, and with other inputs where that costs little."""

from __future__ import annotations

from pathlib import Path

import pytest

import sheetnet
from sheetnet.check import Report
from sheetnet.jobs import check as jobs_check
from sheetnet.jobs.check import MOST_OTHERS, check_built
from sheetnet.jobs.job import Silent
from tests.workbooks import Builder, cell, edited, wrong_cells


def checked(path: Path) -> Report:
    return check_built(path, "ironcalc", Silent(), called=path)


def test_a_mistake_that_the_first_inputs_do_not_show_is_found(built: Builder, tmp_path: Path) -> None:
    path = built("circle_area")  # its radius is 1
    place, radius = cell(path, "area"), cell(path, "radius").partition("!")[2]
    wrong = edited(path, tmp_path, {place: f"=PI()*{radius}^3"})
    assert not sheetnet.verify(wrong).differences
    report = checked(wrong)
    assert place in wrong_cells(report)
    assert any(change.startswith("radius=") for change in report.changes)


def test_the_report_says_with_how_many_other_inputs(built: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    path = built("circle_area")
    report = checked(path)
    assert (report.ok, report.others, report.changes, report.to_dict()["others"]) == (
        True,
        MOST_OTHERS,
        (),
        MOST_OTHERS,
    )
    cells = sheetnet.verify(path).cells
    monkeypatch.setattr(jobs_check, "OTHERS_CELLS", 3 * cells)
    assert checked(path).others == 3


def test_a_large_workbook_is_checked_as_it_stands_only(built: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    path = built("circle_area")
    monkeypatch.setattr(jobs_check, "OTHERS_CELLS", 100)
    report = checked(path)
    assert (report.ok, report.others) == (True, 0)
