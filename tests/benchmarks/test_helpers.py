"""What the benchmarks compute with: a slope that is right, cells that are those of the file, lines that read well."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import openpyxl
import pytest

from sheetnet.catalogue import find
from sheetnet.models.assignment import parse
from tests.benchmarks.cells import cells_of
from tests.benchmarks.fit import exponent
from tests.benchmarks.many import KINDS, plan
from tests.benchmarks.report import HEADER, Line
from tests.benchmarks.writers import rows_of


@pytest.mark.parametrize("power", [0.5, 1.0, 1.3, 2.0])
def test_the_exponent_of_a_power_law_is_found(power: float) -> None:
    sizes = (0, 10, 20, 40, 80)
    assert exponent(sizes, [3.0 + 0.02 * size**power for size in sizes]) == pytest.approx(power)


def test_a_cost_of_equal_steps_has_exponent_1_whatever_is_fixed() -> None:
    sizes = (1, 25, 50, 100, 200)
    assert exponent(sizes, [7.0 + 0.3 * size for size in sizes]) == pytest.approx(1.0)


def test_a_cost_that_does_not_grow_has_no_exponent() -> None:
    assert math.isnan(exponent((1, 10, 20), (5.0, 6.0, 5.0)))


def test_cells_are_those_that_openpyxl_reads(descent: Path) -> None:
    found = {
        (title, cell.row, cell.column): cell.value if cell.formula is None else cell.formula
        for title, cells in cells_of(descent).items()
        for cell in cells
    }
    theirs = {
        (sheet.title, cell.row, cell.column): cell.value
        for sheet in openpyxl.load_workbook(descent).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert found == theirs


def test_rows_have_their_cells_in_place_and_nothing_between() -> None:
    cells = [(2, 1, None, 5.0), (2, 3, "=A2", 5.0), (4, 2, None, "word")]
    assert list(rows_of(cells)) == [[], [5.0, None, "=A2"], [], [None, "word"]]


def test_a_line_says_what_ours_peer_and_ratio() -> None:
    row = Line("build", 2.0, "s", "openpyxl", 25.0).row()
    assert [word.strip() for word in row.split("|")] == ["build", "2.00 s", "openpyxl 25.00 s", "0.08"]
    assert [word.strip() for word in HEADER.split("|")] == ["what", "ours", "peer", "ratio"]


def test_a_line_without_a_peer_has_no_ratio() -> None:
    assert Line("speed", 120_000.4, "/s").row().split() == ["speed", "|", "120,000", "/s", "|", "|"]


def test_what_cannot_be_measured_is_null_in_json() -> None:
    assert json.dumps(Line("slope", math.nan, "", "wanted", 1.05).to_dict(), allow_nan=False).count("null") == 2


def test_every_row_of_a_plan_is_a_lesson_with_settings_that_it_takes() -> None:
    rows = list(csv.DictReader(plan(3 * len(KINDS)).splitlines()))
    assert len({tuple(row.values()) for row in rows}) == 3 * len(KINDS)
    for row in rows:
        chosen = parse(row["settings"].split("; "))
        find(row["lesson"]).make({assignment.name: assignment.value for assignment in chosen})
