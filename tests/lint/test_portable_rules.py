"""Each rule for any workbook has a formula, a name or a sheet in which it finds something."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula

from sheetnet.lint.finding import Finding
from sheetnet.lint.portable.faults import Fault, Formula, faults
from sheetnet.lint.portable.names import reads_as_cell
from sheetnet.lint.portable.tree import NotUnderstoodError, tree
from tests.lint.files import errors, remarks, rules

NAMES = {"one": (1, 1), "column": (3, 1)}


def found(text: str, array: bool = False) -> list[Fault]:
    return faults(Formula(tree(text), array, NAMES))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("=SUM(A1:A3*B1:B3)", "array arithmetic"),
        ("=EXP(A1:A3)", "array arithmetic"),
        ("=-A1:A3", "array arithmetic"),
        ("=A1:A3", "array arithmetic"),
        ("=column", "array arithmetic"),
        ("=column+1", "array arithmetic"),
        ("=A:A+1", "array arithmetic"),
        ("=IF(A1:A3>0,1,0)", "array arithmetic"),
        ("=SUM(TRANSPOSE(A1:A3))", "array arithmetic"),
        ("=SUMPRODUCT(TRANSPOSE(A1:C1),B1:B3)", "TRANSPOSE in SUMPRODUCT"),
        ("=SUMPRODUCT(IF(A1:A3>0,1,0)*B1:B3)", "IF in SUMPRODUCT"),
        ("=SUMPRODUCT(A1:A3,B1:D1)", "shapes"),
        ("=SUMPRODUCT(A1:A3,B1:B4)", "shapes"),
        ("=SUMPRODUCT(A1:A3*B1:B4)", "shapes"),
        ("=LET(x,A1,x+1)", "functions"),
        ("=_xlfn.XLOOKUP(A1,B1:B3,C1:C3)", "functions"),
        ("=NORM.DIST(A1,0,1,TRUE)", "functions"),
        ("=A1+#REF!", "lost reference"),
        ("=somebody+1", "unknown name"),
    ],
)
def test_what_another_spreadsheet_computes_otherwise_is_an_error(text: str, rule: str) -> None:
    assert rule in {fault.rule for fault in found(text) if fault.error}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("=-A1^2", "precedence"),
        ("=2^3^2", "precedence"),
        ("=RAND()", "functions"),
        ("=SUM(OFFSET(A1,1,0))", "functions"),
        ("=SUMPRODUCT(EXP(A1:A3))", "function in SUMPRODUCT"),
        ("=SUMPRODUCT(A1:A3*B1:D1)", "shapes"),
    ],
)
def test_what_people_may_mean_otherwise_is_a_remark(text: str, rule: str) -> None:
    assert [(fault.rule, fault.error) for fault in found(text)] == [(rule, False)]


@pytest.mark.parametrize(
    "text",
    [
        "=SUMPRODUCT(A1:A3*B1:B3)",
        "=SUMPRODUCT(A1:A3,B1:B3-C1)",
        "=SUMPRODUCT((A1:A3>=MAX(A1:A3)-1E-12)*(B1:B3<MAX(B1:B3)))",
        "=(-A1)^2+-(B1^2)+2^(3^2)",
        "=INDEX(LINEST(A1:A3,B1:B3),1,1)",
        "=SUM(A1:A3,column)/COUNT(column)",
        "=IF(AND(A1>0,one<2),-1E+6,INDEX(Data!G4:H4,MATCH(MAX(A1:A3),A1:A3,0)))",
        "=_xlfn.NORM.DIST(A1,0,1,TRUE)",
        '=IF(A1="#REF!",1,"a ""quoted"" text")',
        "=50%*A1",
        "=SUM(A:A)",
        "=IF(A1,,B1)",
    ],
)
def test_what_every_spreadsheet_reads_alike_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_an_array_formula_may_compute_with_blocks() -> None:
    assert found("=SUM(TRANSPOSE(A1:C1)*B1:B3)", array=True) == []


@pytest.mark.parametrize("text", ["=", "=A1+", "=SUM(A1", "=A1)", "=Table1[x]", "=A1 B1", "={1,2", "=1 2"])
def test_what_is_not_understood_is_said_to_be(text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        tree(text)


@pytest.mark.parametrize("name", ["W1", "w1", "eta1", "c1_loss", "R2_x", "R", "c", "TRUE", "R1C1", "XFD1048576"])
def test_a_name_that_reads_as_a_cell_is_seen(name: str) -> None:
    assert reads_as_cell(name)


@pytest.mark.parametrize("name", ["weights", "XFE1", "w_1", "rate", "A0", "cost", "体重", "loss1x"])
def test_a_name_that_is_one_is_left_alone(name: str) -> None:
    assert not reads_as_cell(name)


def saved(folder: Path, **cells: object) -> Path:
    """Save a workbook that sheetnet did not build."""
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.active[place].value = value
    book.save(folder / "theirs.xlsx")
    return folder / "theirs.xlsx"


def places(findings: list[Finding]) -> list[str]:
    return [f"{finding.sheet}!{finding.place}" for finding in findings]


def test_of_any_workbook_the_cell_is_named(tmp_path: Path) -> None:
    path = saved(tmp_path, A1=1, A2="=SUM(A1:A1*B1:B1)", A3="=SUM(A1:A2*B1:B2)", A4="=SUM(A1:A2*B1:B2)")
    assert places(errors(path)) == ["Sheet!A3"]
    assert remarks(path) == []


def test_an_array_formula_of_any_workbook_is_known_as_one(tmp_path: Path) -> None:
    assert errors(saved(tmp_path, A1=ArrayFormula("A1", "=SUM(B1:B3*C1:C3)"))) == []


def test_a_formula_with_more_than_excel_takes_is_an_error(tmp_path: Path) -> None:
    arguments, nested = ",".join(["A1"] * 256), "(" * 65 + "1" + ")" * 65
    path = saved(tmp_path, B1=f"=SUM({arguments})", B2=f"={nested}", B3=f"=SUM({arguments[3:]})")
    assert places(errors(path)) == ["Sheet!B1", "Sheet!B2"]


def test_a_second_equals_sign_is_an_error(tmp_path: Path) -> None:
    assert rules(errors(saved(tmp_path, A1="==B1+1"))) == {"second ="}


def test_a_text_that_looks_like_a_formula_is_a_remark(tmp_path: Path) -> None:
    path = saved(tmp_path, A1="x", A2="-", A3="- a note")
    book = openpyxl.load_workbook(path)
    book.active["A4"].value = "=SUM(B1:B3)"
    book.active["A4"].data_type = "s"
    book.save(path)
    assert places(remarks(path)) == ["Sheet!A4"]


def test_names_that_excel_refuses_are_errors(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.defined_names.add(DefinedName("W1", attr_text="Sheet!$A$1"))
    book.defined_names.add(DefinedName("good", attr_text="Sheet!$A$1:$A$3"))
    book.defined_names.add(DefinedName("lost", attr_text="Sheet!#REF!"))
    book.active["B1"].value = "=good*2"
    book.save(tmp_path / "names.xlsx")
    assert sorted(places(errors(tmp_path / "names.xlsx"))) == ["-!W1", "Sheet!B1"]
    assert places(remarks(tmp_path / "names.xlsx")) == ["-!lost"]


@pytest.mark.filterwarnings("ignore:Title is more than 31")
def test_names_of_sheets_that_excel_refuses_are_errors(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("a name of a sheet that is much too long")
    book.create_sheet("History")
    book.save(tmp_path / "sheets.xlsx")
    assert len(errors(tmp_path / "sheets.xlsx")) == 2
