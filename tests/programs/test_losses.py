"""What a saved workbook has no longer is counted, and named."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.programs.features import features
from tests.programs.losses import Losses
from tests.workbooks import address, cell, edited, entry


def column(path: Path, tensor: str) -> str:
    """Return the range of a tensor that stands in a column, with its sheet."""
    (rows,) = entry(path, tensor).shape
    return f"{cell(path, tensor)}:{address(path, tensor, rows - 1)}"


def losses(path: Path, saved: Path) -> str:
    found = Losses()
    found.add(path, saved)
    return str(found)


def test_nothing_is_lost_of_the_same_workbook(regression: Path) -> None:
    assert losses(regression, regression) == "nothing"


def test_what_is_gone_is_named_with_its_share(descent: Path, tmp_path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        del workbook["Valley"]._charts[:]
        del workbook.defined_names["learning_rate"]
        for sheet in workbook:
            sheet.freeze_panes = None

    said = losses(descent, edited(descent, tmp_path, change))
    assert said.startswith("frozen panes, stored results, ")
    assert "charts (" in said
    assert "names (" in said
    assert "formulas" not in said


def test_a_formula_that_is_written_otherwise_is_counted(descent: Path, tmp_path: Path) -> None:
    said = losses(descent, edited(descent, tmp_path, {cell(descent, "x", 2): "=1+1"}))
    assert "formulas as written (some)" in said


def test_charts_and_names_are_those_of_the_lesson(regression: Path) -> None:
    found = features(regression)
    points, line = (
        tuple(column(regression, name) for name in names)
        for names in (("heights", "weights"), ("line_ends", "line_at_ends"))
    )
    assert any({points, line} <= {*chart} for chart in found.charts)
    assert found.names["", "learning_rate"] == cell(regression, "learning_rate").replace("'", "")
    assert found.names["3", "solver_typ"] == "2.0"
    assert found.counts["titles of series"] == sum(map(len, found.charts))
