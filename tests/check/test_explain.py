"""Of many wrong cells the one comes first in which the mistake starts."""

from __future__ import annotations

from pathlib import Path

import openpyxl

import sheetnet
from sheetnet.check.explain import MOST
from tests.workbooks import cell, edited


def test_a_wrong_weight_comes_before_the_thousands_of_cells_that_follow_from_it(tmp_path: Path) -> None:
    """Also before those of the sheet Curve, which refer to cells far below those that are looked into."""
    path = sheetnet.build("backprop", tmp_path / "x.xlsx", epochs=8, check_samples=0)
    place = cell(path, "hidden_weights", 2, 0, 1, 1)
    address = place.rpartition("!")[2]

    def change(workbook: openpyxl.Workbook) -> None:
        workbook["Training"][address] = f"{workbook['Training'][address].value}+0.01"

    differences = sheetnet.verify(edited(path, tmp_path / "wrong", change)).differences
    assert len([each for each in differences if each.sheet == "Training"]) > 2 * MOST
    assert f"{differences[0].sheet}!{differences[0].cell}" == place
