"""Formulas of a file against those that the present code writes."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import sheetnet
from sheetnet.check.read import read_workbook
from sheetnet.formula.spelling import spelled
from sheetnet.lint.edited import LISTED
from sheetnet.lint.own.formulas import EDITED, VERDICT
from tests.lint.files import errors, remarks, replaced, rules
from tests.workbooks import Builder, address, cell, edited, wrong_cells


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("=SUM(A1:B2)*2", "= sum( $A$1:$B2 ) * 2.0"),
        ("=1E-100+'Data'!A1", "=1e-100+Data!A1"),
        ("='My ''own'' data'!$A$1:$A$3", "='my ''own'' data'!A1:A3"),
        ("=Home!A1", "=A1"),
        ("=_xlfn.NORM.DIST(A1,0,1,TRUE)", "=NORM.DIST(A1,0,1,true)"),
        ('="a  b"&A1', '="a  b" & a1'),
        ("=0.5", "=.5"),
        ("=SUM($A:$B)", "=SUM(A:B)"),
    ],
)
def test_a_program_s_own_spelling_does_not_matter(one: str, other: str) -> None:
    assert spelled(one, "Home") == spelled(other, "Home")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("=A1+B1", "=B1+A1"),
        ("=A1", "=A2"),
        ("=A1:A2 A2:A3", "=A1:A2A2:A3"),
        ("=Data!A1", "=A1"),
        ('="a b"', '="ab"'),
        ("=1E-100", "=1E-99"),
        ("=-A1", "=+A1"),
        ("=(A1-B1)-C1", "=A1-(B1-C1)"),
        ("=A1<=B1", "=A1<B1"),
        ("={1,2}", "={1;2}"),
    ],
)
def test_another_formula_is_another_one(one: str, other: str) -> None:
    assert spelled(one, "Home") != spelled(other, "Home")


def test_a_formula_that_gives_the_same_is_reported_with_its_cell(descent: Path, tmp_path: Path) -> None:
    place = cell(descent, "x", 1)
    before, step = address(descent, "x", 0), address(descent, "step_x", 0)
    swapped = edited(descent, tmp_path, {place: f"={step}+{before}"})
    report = sheetnet.verify(swapped)
    assert report.ok
    assert [f"{found.sheet}!{found.place}" for found in report.findings if found.rule == EDITED] == [place]


def test_a_formula_in_another_spelling_is_the_same(descent: Path, tmp_path: Path) -> None:
    before, step = address(descent, "x", 0).lower(), address(descent, "step_x", 0)
    spaced = edited(descent, tmp_path, {cell(descent, "x", 1): f"= {before} + ${step[0]}{step[1:]}"})
    assert remarks(spaced) == errors(spaced) == []


def test_verdicts_that_cannot_fail_are_failures(built: Builder, tmp_path: Path) -> None:
    """All that a perturbed check sees of them is that they hold."""
    path = built("taylor")
    found = read_workbook(path)
    verdicts = [tensor.name for tensor in found.lesson.book(found.model).tensors() if tensor.claim]
    places = [cell(path, name) for name in verdicts]
    report = sheetnet.verify(edited(path, tmp_path, dict.fromkeys(places, "=IF(1=1,1,0)")))
    assert len(verdicts) >= 7
    assert not report.ok
    assert sorted(wrong_cells(report)) == sorted(places)
    assert rules(errors(tmp_path / path.name)) == {VERDICT}


def test_of_many_edited_formulas_the_first_are_listed_and_all_are_counted(built: Builder, tmp_path: Path) -> None:
    path = built("gradient_descent", steps=60)

    def change(workbook: openpyxl.Workbook) -> None:
        for number in range(1, 61):
            sheet, _, place = cell(path, "x", number).partition("!")
            workbook[sheet][place] = f"{workbook[sheet][place].value}+0"

    found = [finding for finding in remarks(edited(path, tmp_path, change)) if finding.rule == EDITED]
    assert len(found) == LISTED + 1
    assert found[-1].what.startswith("60 formulas of x ")


@pytest.mark.slow
def test_a_shared_formula_that_was_edited_is_seen_in_all_its_cells(built: Builder, tmp_path: Path) -> None:
    """In a large sheet the text stands in one cell, and the others follow it."""
    path = built("cnn_backprop", epochs=2, check_samples=0)
    pattern = r'(<f t="shared" ref="[^"]*" si="0">)([^<]*)(</f>)'
    sheets = read_workbook(path).sheets
    number = [n for n, title in enumerate(sheets, 1) if any(not isinstance(f, str) for f in sheets[title].formulas)]
    part = f"xl/worksheets/sheet{number[0]}.xml"
    assert errors(path) == remarks(path) == []
    changed = replaced(path, tmp_path, {part: (pattern, r"\1(\2)*1\3")})
    counts = [finding.what for finding in remarks(changed) if finding.place != "-" and "formulas of" in finding.what]
    assert len(counts) == 1
    assert int(counts[0].split()[0].replace(",", "")) > LISTED
