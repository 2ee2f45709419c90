"""Every engine recalculates, whatever the file stores, and says so when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.worksheet.formula import ArrayFormula

import sheetnet
from sheetnet.engines import ENGINES, CellError, Cells, CellValue, Engine, chosen, find, ironcalc
from sheetnet.engines.libreoffice import convert
from sheetnet.engines.limits import Limits
from sheetnet.errors import EngineError
from sheetnet.formula.functions import ARRAY_FUNCTIONS, PORTABLE
from sheetnet.formula.template import place_of
from sheetnet.xlsx.read.reader import read
from sheetnet.xlsx.write.poisoned_copy import write_poisoned_copy
from tests.applications import APPLICATIONS
from tests.workbooks import address, cell, edited, stored

RECALCULATING = [
    pytest.param(name, marks=[getattr(pytest.mark, name)] if name in APPLICATIONS else [])
    for name in ENGINES
    if name != "cached"
]


@pytest.fixture
def engine(request: pytest.FixtureRequest):
    found = find(request.param)
    reason = found.unavailable()
    if reason:
        pytest.skip(reason)
    return found


def values_of(engine: Engine, path: Path, sheet: str, places: list[tuple[int, int]]) -> list[CellValue]:
    """Recalculate a file and return what is in some cells of a sheet, one by one."""
    found = engine.recalculate(path, {sheet: Cells.at(places)})[sheet]
    return [found.value(n) for n in range(len(places))]


KNOWN: dict[str, float] = {
    "ABS(-2)": 2, "SQRT(9)": 3, "EXP(1)": 2.718281828459045, "LN(2)": 0.6931471805599453, "LOG10(1000)": 3,
    "SIN(1)": 0.8414709848078965, "COS(1)": 0.5403023058681398, "TAN(1)": 1.5574077246549023,
    "ATAN(1)": 0.7853981633974483,
    "TANH(1)": 0.7615941559557649, "SINH(1)": 1.1752011936438014, "COSH(1)": 1.5430806348152437,
    "SIGN(-3)": -1, "INT(-2.5)": -3,
    "DEGREES(PI())": 180, "RADIANS(180)": 3.141592653589793, "POWER(2,10)": 1024, "MOD(-1,3)": 2,
    "ROUND(2.345,2)": 2.35,
    "ATAN2(1,2)": 1.1071487177940904, "IFERROR(1/0,7)": 7, "SUM(A1:A4)": 10, "SUMSQ(A1:A4)": 30, "AVERAGE(A1:A4)": 2.5,
    "MAX(A1:B4)": 9, "MIN(A1:B4)": 1, "SMALL(A1:B4,3)": 2, "LARGE(A1:B4,3)": 4, "COUNT(A1:C5)": 8,
    "SLOPE(B1:B4,A1:A4)": 2.4, "INTERCEPT(B1:B4,A1:A4)": -0.5,
    "RSQ(B1:B4,A1:A4)": 144 / 145, "CORREL(B1:B4,A1:A4)": (144 / 145) ** 0.5, "SUMPRODUCT(A1:A4,B1:B4)": 67,
    "SUMPRODUCT((A1:A4-B1:B4)^2)": 46, "INDEX(A1:B4,2,2)": 4, "MATCH(3,A1:A4,0)": 3, "PI()": 3.141592653589793,
    "IF(ISNUMBER(A1),1,0)": 1, "IF(ISNUMBER(1/0),1,0)": 0, "IF(AND(A1>0,A2>5),1,0)": 0, "IF(OR(A1>0,A2>5),1,0)": 1,
    "IF(NOT(A1>0),1,0)": 0, "MDETERM(A1:B2)": 0, "MDETERM(A1:B2)+A1*B3": 7,
    "INDEX(LINEST(B1:B4,A1:A4),1,2)": -0.5, "INDEX(MMULT(A1:B2,A1:B2),2,1)": 10, "INDEX(MINVERSE(A2:B3),1,1)": 3.5,
    "-2^2": 4, "2^3^2": 64, "IF(-800<-700,0,1/(1+EXP(800)))": 0, "SUMPRODUCT(A1:A4,C1:C4)": 0,
}  # fmt: skip
OTHERWISE = {("gnumeric", "2^3^2"): 512}
"""What an engine computes otherwise, which no formula of ours relies on."""
DATA = {(n + 1, 1): float(n + 1) for n in range(4)} | {(n + 1, 2): v for n, v in enumerate((2.0, 4.0, 7.0, 9.0))}
ARRAYS = {
    "TRANSPOSE(A1:A2)": [1.0, 2.0],
    "MMULT(TRANSPOSE(A1:A2),A1:B2)": [5.0, 10.0],
    "TRANSPOSE(MMULT(MINVERSE(A2:B3),A1:A2))": [-0.5, 0.5],
}


def test_the_table_of_known_answers_has_every_portable_function() -> None:
    text = " ".join([*KNOWN, *ARRAYS])
    assert not [name for name in (*PORTABLE, *ARRAY_FUNCTIONS) if f"{name}(" not in text]


def functions_of(formula: str) -> set[str]:
    return {name for name in (*PORTABLE, *ARRAY_FUNCTIONS) if f"{name}(" in formula}


@pytest.mark.parametrize("engine", RECALCULATING, indirect=True)
def test_portable_functions(engine, tmp_path: Path) -> None:
    contents: dict[tuple[int, int], object] = dict(DATA)
    wanted, expected = [], {}
    for row, (formula, value) in enumerate(KNOWN.items(), start=10):
        contents[row, 1] = f"={formula}"
        wanted.append((row, 1))
        expected[row, 1] = (formula, value)
    for row, (formula, values) in enumerate(ARRAYS.items(), start=10):
        contents[row, 3] = ArrayFormula(f"C{row}:D{row}", f"={formula}")
        for offset, value in enumerate(values):
            wanted.append((row, 3 + offset))
            expected[row, 3 + offset] = (formula, value)
    write_poisoned_copy(stored(tmp_path, "数据", contents), tmp_path / "functions.xlsx")
    values = values_of(engine, tmp_path / "functions.xlsx", "数据", wanted)
    wrong = {}
    for place, value in zip(wanted, values, strict=True):
        formula, known = expected[place]
        known = OTHERWISE.get((engine.name, formula), known)
        good = isinstance(value, float) and value == pytest.approx(known, rel=1e-12, abs=1e-12)
        lacking = functions_of(formula) & engine.lacks
        if bool(good) == bool(lacking):
            wrong[formula] = value
    assert not wrong


@pytest.mark.parametrize("block", [1, 2, 5, 6])
def test_cells_read_out_in_blocks_are_in_their_places(block: int, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(ironcalc, "BLOCK", block)
    copy = tmp_path / "copy.xlsx"
    contents = {(1, 1): 1.5, (2, 1): "=1/0", (3, 1): "word", (4, 1): "=A1*2", (5, 1): "=1/0"}
    write_poisoned_copy(stored(tmp_path, "Data", contents), copy)
    found = ironcalc.IronCalc().compute(copy, {"Data": Cells.at(list(contents))})["Data"]
    error = CellError("#DIV/0!")
    assert [found.value(n) for n in range(5)] == [1.5, error, "word", 3.0, error]


@pytest.mark.parametrize("engine", RECALCULATING, indirect=True)
def test_stored_values_are_never_trusted(engine, descent: Path) -> None:
    """The copy's stored values are poison; an engine that echoes them fails here."""
    report = sheetnet.verify(descent, engine=engine.name)
    assert report.ok, report.differences[:3]
    assert report.cells > 300


@pytest.mark.parametrize("engine", RECALCULATING, indirect=True)
def test_errors_blanks_and_texts(engine, tmp_path: Path) -> None:
    contents = {(1, 1): "words", (1, 2): 2.5, (2, 1): "=1/0", (2, 2): "=SQRT(-1)"}
    write_poisoned_copy(stored(tmp_path, "S", contents), tmp_path / "odd.xlsx")
    found = values_of(engine, tmp_path / "odd.xlsx", "S", [(1, 1), (1, 2), (2, 1), (2, 2), (9, 9)])
    assert found[:2] == ["words", 2.5]
    assert found[2] == CellError("#DIV/0!")
    assert isinstance(found[3], CellError)
    assert found[4] is None


@pytest.mark.parametrize("engine", RECALCULATING, indirect=True)
def test_a_damaged_file_is_an_engine_error(engine, descent: Path, tmp_path: Path) -> None:
    (tmp_path / "short.xlsx").write_bytes(descent.read_bytes()[:3000])
    with pytest.raises(sheetnet.SheetnetError):
        values_of(engine, tmp_path / "short.xlsx", "Bowl", [(1, 1)])


def test_an_unknown_engine_names_the_known_ones() -> None:
    with pytest.raises(EngineError, match="ironcalc, libreoffice, gnumeric, formualizer, formulon, cached"):
        find("excel")


def test_all_means_those_that_recalculate_here() -> None:
    names = [engine.name for engine in chosen("all")]
    assert names[0] == "ironcalc"
    assert "cached" not in names


def test_a_missing_package_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheetnet.engines.packages.find_spec", lambda name: None)
    assert "pip install 'sheetnet[witnesses]'" in str(find("formulon").unavailable())


def test_cached_refuses_what_no_application_has_saved(descent: Path) -> None:
    with pytest.raises(EngineError, match="prove nothing"):
        sheetnet.verify(descent, engine="cached")


def test_cached_changes_nothing(descent: Path) -> None:
    with pytest.raises(sheetnet.SheetnetError, match="need an engine that recalculates"):
        sheetnet.verify(descent, engine="cached", changes=["learning_rate=0.2"])


@pytest.mark.libreoffice
def test_a_hand_edited_workbook_saved_by_libreoffice_passes(descent: Path, tmp_path: Path) -> None:
    inputs = {cell(descent, "learning_rate"): 0.25, cell(descent, "valley_start_x"): -1.5}
    saved = convert(edited(descent, tmp_path / "edited", inputs), tmp_path, "xlsx")
    for name in ("cached", "ironcalc"):
        report = sheetnet.verify(saved, engine=name)
        assert report.ok, report.differences[:3]
    assert read(saved)["Bowl"].constants[place_of(address(descent, "learning_rate"))] == 0.25


@pytest.mark.libreoffice
def test_a_broken_workbook_saved_by_libreoffice_fails(descent: Path, tmp_path: Path) -> None:
    place = cell(descent, "x", 2)
    wrong = {place: f"={address(descent, 'x', 1)}+{address(descent, 'step_y', 1)}"}
    saved = convert(edited(descent, tmp_path / "edited", wrong), tmp_path, "xlsx")
    for name in ("cached", "ironcalc"):
        differences = sheetnet.verify(saved, engine=name).differences
        assert place in {f"{difference.sheet}!{difference.cell}" for difference in differences}


@pytest.mark.libreoffice
def test_libreoffice_is_stopped_when_it_takes_too_long(descent: Path, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="did not finish"):
        convert(descent, tmp_path, "xlsx", Limits(seconds=0.01, bytes=10**9))
