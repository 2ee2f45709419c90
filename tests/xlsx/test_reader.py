"""The reader finds what openpyxl finds: in every lesson, and in what LibreOffice and openpyxl make of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

import openpyxl
import pytest
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.formula import ArrayFormula as TheirArray

import sheetnet
from sheetnet.catalogue import LESSONS
from sheetnet.lint.own.cells import PANES
from sheetnet.xlsx.read.reader import application, read
from sheetnet.xlsx.read.stored import Cell, StoredSheet
from tests.applications import saved_by_libreoffice
from tests.lint.files import rules
from tests.workbooks import Builder, edited, few_of, small

Contents: TypeAlias = dict[Cell, Any]
SLUGS = [lesson.slug for lesson in LESSONS]


def ours(sheet: StoredSheet) -> tuple[Contents, Contents, Contents]:
    """Return constants, formulas, and the values that formulas have stored, by cell."""
    places = list(zip(sheet.rows.tolist(), sheet.columns.tolist(), strict=True))
    stored = {place: sheet.value(n) for n, place in enumerate(places) if sheet.computed[n]}
    return sheet.constants, {place: sheet.formula_at(place) for place in stored}, stored


def theirs(path: Path) -> dict[str, tuple[Contents, Contents, Contents]]:
    """Return the same as openpyxl reads it; a formula over a range is the formula of all its cells."""
    written, computed = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    return {sheet.title: _theirs(sheet, computed[sheet.title]) for sheet in written.worksheets}


def _theirs(sheet: Any, values: Any) -> tuple[Contents, Contents, Contents]:
    constants, formulas = {}, {}
    for row in sheet.iter_rows():
        for cell in row:
            place = (cell.row, cell.column)
            if isinstance(cell.value, TheirArray):
                for inner in CellRange(cell.value.ref).cells:
                    formulas[inner] = cell.value.text
            elif cell.data_type == "f":
                formulas[place] = cell.value
            elif cell.value is not None:
                constants[place] = cell.value
    constants = {place: value for place, value in constants.items() if place not in formulas}
    return constants, formulas, {place: values.cell(*place).value for place in formulas}


def assert_same(path: Path) -> None:
    expected = theirs(path)
    found = {title: ours(sheet) for title, sheet in read(path).items()}
    assert list(found) == list(expected)
    for title, (constants, formulas, stored) in expected.items():
        assert found[title][0] == constants, title
        assert found[title][1] == formulas, title
        assert found[title][2] == pytest.approx(stored), title


@pytest.mark.slow
@pytest.mark.parametrize("slug", few_of(SLUGS))
def test_a_lesson_reads_as_openpyxl_reads_it(slug: str, built: Builder) -> None:
    """In Chinese, which has letters of more bytes; in English once openpyxl has saved it."""
    assert_same(built(slug, "zh", **small(slug)))


@pytest.mark.slow
@pytest.mark.parametrize("slug", few_of(SLUGS))
def test_a_lesson_that_openpyxl_has_saved_reads_as_openpyxl_reads_it(slug: str, built: Builder, tmp_path: Path) -> None:
    path = built(slug, **small(slug))
    saved, before = edited(path, tmp_path, {}), read(path)
    assert_same(saved)
    for title, sheet in read(saved).items():
        constants, formulas, _ = ours(before[title])
        assert ours(sheet)[1] == formulas
        assert words(ours(sheet)[0]) == words(constants)
        assert numbers(ours(sheet)[0]) == pytest.approx(numbers(constants), rel=1e-14)  # openpyxl writes 16 digits


def numbers(constants: Contents) -> Contents:
    return {place: value for place, value in constants.items() if isinstance(value, float)}


def words(constants: Contents) -> Contents:
    return {place: value for place, value in constants.items() if not isinstance(value, float)}


@pytest.mark.long
@pytest.mark.libreoffice
def test_what_libreoffice_has_saved_reads_as_openpyxl_reads_it_and_is_right(built: Builder, tmp_path: Path) -> None:
    """It has lost its frozen panes at most."""
    paths = [built(slug, "zh", **small(slug)) for slug in SLUGS]
    for slug, saved in zip(SLUGS, saved_by_libreoffice(paths, tmp_path), strict=True):
        assert_same(saved)
        assert application(saved).startswith("LibreOffice")
        report = sheetnet.verify(saved)  # looks at what a lint looks at, and at stored values
        assert report.ok, slug
        assert rules(report.findings) <= {PANES}, slug
        assert not any(finding.error for finding in report.findings), slug
