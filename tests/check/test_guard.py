"""What is refused before an engine sees it, with the cell; and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from sheetnet.check import check, checks, read_workbook
from sheetnet.check.guard import refuse_harmful
from sheetnet.engines import find
from sheetnet.errors import WorkbookError
from sheetnet.xlsx.read.stored import Formula, SharedFormula, StoredSheet
from tests.workbooks import Builder, cell, edited


def column(formulas: Sequence[Formula], row: int, column: int, number_of_each: np.ndarray) -> dict[str, StoredSheet]:
    """Return a sheet with cells below each other, whose formulas are given by their numbers."""
    size = len(number_of_each)
    rows, columns = np.arange(row, row + size, dtype=np.int32), np.full(size, column, np.int32)
    return {"Bowl": StoredSheet(rows, columns, number_of_each, np.zeros(size, np.uint8), np.zeros(size), formulas, [])}


def sheet(*formulas: str) -> dict[str, StoredSheet]:
    """Return a sheet with formulas in C5, C6, …"""
    return column(formulas, 5, 3, np.arange(len(formulas)))


def filled(text: str, cells: int) -> dict[str, StoredSheet]:
    """Return a sheet on which a formula is filled down from A1."""
    return column([SharedFormula(0, (1, 1), f"A1:A{cells}", text)], 1, 1, np.zeros(cells, int))


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("=" + 65 * "(" + "1" + 65 * ")", "nests 65 levels of brackets; a spreadsheet reads 64"),
        ("=" + 65 * "{", "a { that nothing closes"),
        ("=1" + 501 * "^1", "is 501 operators and brackets deep; sheetnet reads up to 500"),
        ("=" + 501 * "-" + "1", "is 501 operators"),
        ("=1" + 501 * "%", "is 501 operators"),
        ("=SUM(1" + 255 * ",1" + ")", "gives a function 256 arguments; it takes 255"),
        ("=1" + 4_096 * "+1", "holds a formula of 8,193 characters; a cell takes 8,192"),
        ("=SUM(A:XFD)", "makes blocks of 17,179,869,184 cells"),
        ("=SUMPRODUCT(A1:A1048576*A1:C1)", "makes blocks of 3,145,728 cells; allowed are 1,048,576, a whole column"),
        ("=SUM(A:A,B:B,C:C)", "takes 3,145,728 cells; allowed are 2,097,152"),
        ("=SUM(A1:INDEX(A:A,9))", "makes a range of computed cells"),
        ("=SEQUENCE(9)", "calls SEQUENCE, which is not among the portable functions"),
        ("=_xlfn.LET(x,1,x)", "calls LET, which"),
        ("=[1]Sheet!A1", "leads out of the workbook, to [1]Sheet"),
        ("=cmd|'/c calc'!A1", "leads out of the workbook, to =cmd|'/c calc'"),
        ('=WEBSERVICE("http://example.org")', "calls WEBSERVICE, which reaches out of the workbook"),
        ("=1+(2", "is not in good order, with a ( that nothing closes: =1+(2"),
    ],
)
def test_a_formula_is_refused_by_its_cell(formula: str, message: str) -> None:
    with pytest.raises(WorkbookError) as refused:
        refuse_harmful(sheet("=1+1", formula, "=2"))
    assert str(refused.value).startswith("Bowl!C6 ")
    assert message in str(refused.value)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    "formula",
    [
        "=" + 64 * "(" + "1" + 64 * ")",
        "=1" + 500 * "+1",
        "=SUM(1" + 254 * ",1" + ")",
        "=SUM(A:A)",
        "=SUMPRODUCT(A1:A1048576,B1:B1048576)",
        '=IF(TRUE(),"[1]Sheet!A1|x","SEQUENCE(1)")',
        "=NOSUCH",
        "=Elsewhere!A1",
        "=1/0",
        "=A1 B2 C3",
    ],
)
def test_what_does_no_harm_is_not_refused(formula: str) -> None:
    refuse_harmful(sheet(formula))


def test_every_function_may_be_asked_for_but_those_that_reach_out() -> None:
    refuse_harmful(sheet("=SEQUENCE(9)", "=NOSUCH(1)"), any_function=True)
    with pytest.raises(WorkbookError, match="calls INDIRECT"):
        refuse_harmful(sheet('=INDIRECT("A1")'), any_function=True)


def test_the_work_of_all_formulas_is_limited() -> None:
    assert refuse_harmful(filled("=SUM(C$1:C$1000)", 300)) == 300_000
    with pytest.raises(WorkbookError, match=r"Bowl!A1 and others take 300,000,000 cells .* allowed are 103,000,000"):
        refuse_harmful(filled("=SUM(C$1:C$1000000)", 300))


def test_a_sum_that_grows_as_it_is_filled_is_counted_by_its_last_cell() -> None:
    assert refuse_harmful(filled("=SUM(C$1:C1)", 1_000)) == 1_000_000


def test_a_range_across_sheets_counts_on_each() -> None:
    sheets = {name: sheet()["Bowl"] for name in "ABC"} | sheet("=SUM(A:C!A1:A10)")
    assert refuse_harmful(sheets) == 40


def test_no_lesson_is_refused(built: Builder) -> None:
    for slug in ("gradient", "regression", "taylor"):
        assert refuse_harmful(read_workbook(built(slug)).sheets) < 10_000


def test_a_check_refuses_before_the_engine_runs(descent: Path, tmp_path: Path) -> None:
    place = cell(descent, "x", 1)
    path = edited(descent, tmp_path, {place: "=NOSUCH(1)"})
    workbook, engine = read_workbook(path), find("ironcalc")
    for checked in (lambda: check(workbook, engine), lambda: next(checks(workbook, engine, [[]]))):
        with pytest.raises(WorkbookError, match=f"{place} calls NOSUCH"):
            checked()


def test_a_function_that_was_asked_for_may_be_an_error_in_the_report(descent: Path, tmp_path: Path) -> None:
    place = cell(descent, "x", 1)
    workbook = read_workbook(edited(descent, tmp_path, {place: "=NOSUCH(1)"}))
    report = check(workbook, find("ironcalc"), any_function=True)
    assert f"{report.differences[0].sheet}!{report.differences[0].cell}" == place
    assert report.differences[0].reason == "an error where a number belongs"
