"""A formula that calls a cell by its name is the formula that calls it by its address."""

from __future__ import annotations

from pathlib import Path

import pytest

import sheetnet
from tests.workbooks import address, cell, edited, wrong_cells


@pytest.mark.parametrize("engine", ["ironcalc", pytest.param("libreoffice", marks=pytest.mark.libreoffice)])
def test_a_name_in_a_formula_is_right(engine: str, descent: Path, tmp_path: Path) -> None:
    """As Excel writes it when somebody clicks on the cell of the learning rate."""
    place = cell(descent, "step_x", 0)
    formula = f"=-learning_rate*{address(descent, 'gradient_x', 0)}"
    report = sheetnet.verify(edited(descent, tmp_path, {place: formula}), engine=engine)
    assert report.ok, report.differences[:3]


def test_the_name_of_another_cell_is_wrong(descent: Path, tmp_path: Path) -> None:
    place = cell(descent, "step_x", 0)
    formula = f"=-LINE_LEARNING_RATE*2*{address(descent, 'gradient_x', 0)}"
    assert place in wrong_cells(sheetnet.verify(edited(descent, tmp_path, {place: formula})))


def test_a_name_that_is_none_is_an_error_in_its_cell(descent: Path, tmp_path: Path) -> None:
    place = cell(descent, "step_x", 0)
    differences = sheetnet.verify(edited(descent, tmp_path, {place: '=no_such_name&"learning_rate"'})).differences
    assert differences[0].reason == "an error where a number belongs"
    assert differences[0].computed == "#NAME?"
