"""Excel cuts groups of shared formulas in its own way when it saves a file: they are still the same formulas."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sheetnet.check.read import read_workbook
from sheetnet.formula.template import cell_address
from sheetnet.lint.edited import MOST_SPELLED, Comparison
from sheetnet.workbook.page import Page
from sheetnet.xlsx.read.stored import SharedFormula, StoredSheet
from tests.workbooks import Builder


@pytest.fixture(scope="module")
def large(built: Builder) -> tuple[Comparison, Page, StoredSheet]:
    """A sheet of a training with shared formulas."""
    workbook = read_workbook(built("cnn_backprop", epochs=2, check_samples=0))
    subject = workbook.subject()
    assert subject.own is not None
    page, sheet = max(subject.pages(), key=lambda pair: len(pair[1].rows))
    return Comparison(subject.own.names), page, sheet


def halved(sheet: StoredSheet, number: int, change: str = "") -> StoredSheet:
    """Give the second half of the cells that share a formula a shared formula of their own."""
    cells = np.flatnonzero(sheet.formula == number)
    half = cells[len(cells) // 2 :]
    place = int(sheet.rows[half[0]]), int(sheet.columns[half[0]])
    text = (sheet.formula_at(place) or "") + change
    formula = sheet.formula.copy()
    formula[half] = len(sheet.formulas)
    shared = SharedFormula(len(sheet.formulas), place, f"{cell_address(*place)}:XFD1048576", text)
    return replace(sheet, formula=formula, formulas=[*sheet.formulas, shared])


def largest_group(sheet: StoredSheet) -> int:
    shared = [n for n, formula in enumerate(sheet.formulas) if isinstance(formula, SharedFormula)]
    return max(shared, key=lambda number: int((sheet.formula == number).sum()))


@pytest.mark.slow
def test_a_group_that_was_cut_in_two_is_the_same(large: tuple[Comparison, Page, StoredSheet]) -> None:
    comparison, page, sheet = large
    assert list(comparison.of_page(page, halved(sheet, largest_group(sheet)))) == []
    assert comparison.left == MOST_SPELLED, "cells were compared one by one"


@pytest.mark.slow
def test_the_edited_half_of_a_group_is_found(large: tuple[Comparison, Page, StoredSheet]) -> None:
    _, page, sheet = large
    comparison, number = Comparison(large[0].names), largest_group(sheet)
    found = list(comparison.of_page(page, halved(sheet, number, change="*1")))
    assert all(edited.found.endswith("*1") for edited in found)
    assert sum(comparison.edited.values()) == np.ceil((sheet.formula == number).sum() / 2)


@pytest.mark.slow
def test_every_single_formula_that_is_edited_is_found(
    large: tuple[Comparison, Page, StoredSheet], tmp_path: Path
) -> None:
    """One cell out of a group, or one that has its own text."""
    _, page, sheet = large
    generator = np.random.default_rng(0)
    for position in generator.choice(np.flatnonzero(sheet.computed), 20, replace=False).tolist():
        place = int(sheet.rows[position]), int(sheet.columns[position])
        formula = sheet.formula.copy()
        formula[position] = len(sheet.formulas)
        changed = replace(sheet, formula=formula, formulas=[*sheet.formulas, f"{sheet.formula_at(place)}+0"])
        assert [edited.place for edited in Comparison(large[0].names).of_page(page, changed)] == [place]
