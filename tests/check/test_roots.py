"""Of many wrong cells the one comes first in which the mistake starts."""

from __future__ import annotations

from pathlib import Path

import openpyxl

import sheetnet
from sheetnet.check.roots import MOST
from sheetnet.check.subject import Subject


def test_a_wrong_weight_comes_before_the_thousands_of_cells_that_follow_from_it(tmp_path: Path) -> None:
    """Also before those of the sheet Curve, which refer to cells far below those that are looked into."""
    path = sheetnet.build("backprop", tmp_path / "x.xlsx", epochs=8, check_samples=0)
    entry = Subject.read(path).map.entries["hidden_weights"]
    book = openpyxl.load_workbook(path)
    cell = book["Training"].cell(*entry.place((2, 0, 1, 1)))
    cell.value = f"{cell.value}+0.01"
    book.save(tmp_path / "wrong.xlsx")
    differences = sheetnet.verify(tmp_path / "wrong.xlsx").differences
    assert len([each for each in differences if each.sheet == "Training"]) > 2 * MOST
    assert (differences[0].sheet, differences[0].cell) == ("Training", cell.coordinate)
