"""A workbook that another program has opened and saved is the same lesson: it is checked again, and nothing is gone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sheetnet
from sheetnet.check import Report
from tests.applications import needs
from tests.programs.contents import formulas, ours
from tests.programs.features import features
from tests.programs.savers import FAITHFUL, Saver
from tests.programs.workbooks import every_workbook, workbook
from tests.workbooks import Builder


@pytest.mark.parametrize("saver", FAITHFUL, ids=lambda saver: saver.name)
@every_workbook
def test_formulas_charts_and_names_stay(slug: str, lang: str, saver: Saver, built: Builder, tmp_path: Path) -> None:
    needs(saver.missing())
    path = workbook(built, slug, lang)
    saved = saver.save(path, tmp_path)
    report = sheetnet.verify(saved)
    assert report.differences == ()
    assert report.cells == sheetnet.verify(path).cells
    assert unexpected(report, saver) == []
    assert formulas(ours(saved)) == formulas(ours(path))
    before, after = features(path), features(saved)
    assert after.charts == before.charts
    expected = {key: means for key, means in before.names.items() if can_say(saver, means)}
    assert {key: after.names.get(key) for key in expected} == expected


def unexpected(report: Report, saver: Saver) -> list[str]:
    """Return what is wrong with a saved workbook, but for what its program is known for."""
    wrong = [str(finding) for finding in report.findings if finding.error]
    return [line for line in wrong if not any(re.search(fault, line) for fault in saver.faults)]


def can_say(saver: Saver, means: str) -> bool:
    """Tell whether a program has a way to say what a name means: in Gnumeric a name is no list of ranges."""
    return saver.name != "Gnumeric" or "," not in means
