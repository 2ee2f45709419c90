"""Errors are excused where they depend on a function that the engine lacks, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from sheetnet.check import Report, check, read_workbook
from sheetnet.engines import Values, Wanted, find
from tests.workbooks import Builder, cell, edited, wrong_cells


class WithoutDeterminants:
    """An engine that does not know a function: its cells are errors, and so is what depends on them."""

    name = "without determinants"
    lacks = frozenset({"MDETERM"})
    recalculates = True

    def unavailable(self) -> None:
        return None

    def recalculate(self, path: Path, wanted: Wanted, work: int = 0) -> Values:
        workbook = openpyxl.load_workbook(path)
        for each in (each for sheet in workbook for row in sheet.iter_rows() for each in row):
            if each.data_type == "f" and "MDETERM(" in str(each.value):
                each.value = str(each.value).replace("MDETERM(", "NOSUCHFUNCTION(")
        workbook.save(path)
        return find("ironcalc").recalculate(path, wanted, work)


def report(path: Path) -> Report:
    return check(read_workbook(path), WithoutDeterminants())


def test_the_cells_of_a_missing_function_are_excused(built: Builder) -> None:
    found = report(built("taylor"))
    assert (found.skipped, found.mismatches, found.lacks) == (1, 0, ("MDETERM",))


def test_what_depends_on_a_missing_function_is_excused_too(built: Builder, tmp_path: Path) -> None:
    path = built("taylor")
    missing, next_one, last = (cell(path, *at) for at in (("jacobian_function",), ("total", 0), ("total", 1)))
    chained = {next_one: f"={at(missing)}*2", last: f"=SUM({at(next_one)},1)"}
    found = report(edited(path, tmp_path, chained))
    assert found.skipped > 3  # what the lesson itself makes of these cells included
    assert not found.mismatches


def test_an_error_of_its_own_is_a_mismatch(built: Builder, tmp_path: Path) -> None:
    path = built("taylor")
    place = cell(path, "surface_value")
    assert place in wrong_cells(report(edited(path, tmp_path, {place: "=1/0"})))


def at(place: str) -> str:
    """Return a cell as a formula on another sheet writes it."""
    sheet, _, address = place.rpartition("!")
    return f"'{sheet}'!{address}"
