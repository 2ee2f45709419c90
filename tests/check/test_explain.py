"""Of many wrong cells the one comes first in which the mistake starts."""

from __future__ import annotations

from pathlib import Path

import sheetnet
from sheetnet.check.explain import MOST
from tests.workbooks import Builder, cell, multiplied, wrong_cells


def test_a_wrong_weight_comes_before_the_thousands_of_cells_that_follow_from_it(built: Builder, tmp_path: Path) -> None:
    """Also before those of the sheet Curve, which refer to cells far below those that are looked into."""
    path = built("backprop", epochs=8, check_samples=0)
    place = cell(path, "hidden_weights", 2, 0, 1, 1)
    wrong = wrong_cells(sheetnet.verify(multiplied(path, tmp_path, place, "1.01")))
    assert len([each for each in wrong if each.startswith("Training!")]) > 2 * MOST
    assert wrong[0] == place
