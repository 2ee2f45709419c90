"""Formulas that could make an engine crash, hang, take all memory or open another file."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.hostile.expected import BYTES_OF_ENGINES, NOT_RIGHT, REFUSED, Expected, assert_harmless
from tests.hostile.package import FORMULA, SHEET, Parts, formula, pack, replaced
from tests.hostile.trial import Trials
from tests.workbooks import MAP_TAB

CASES: dict[str, tuple[str, Expected]] = {
    "carets": ("1" + 4_000 * "^1", REFUSED),
    "minuses": (8_000 * "-" + "1", REFUSED),
    "percents": ("1" + 8_000 * "%", REFUSED),
    "brackets": (4_000 * "(" + "1" + 4_000 * ")", REFUSED),
    "open brackets": (8_000 * "(", REFUSED),
    "braces": (8_000 * "{", REFUSED),
    "square brackets": (8_000 * "[", REFUSED),
    "closing brackets": (8_000 * ")", REFUSED),
    "quotes": (8_001 * '"', REFUSED),
    "apostrophes": (8_001 * "'", REFUSED),
    "quotes in pairs": (8_000 * '"', NOT_RIGHT),
    "comparisons": ("1" + 4_000 * "=1", REFUSED),
    "joined texts": ("1" + 4_000 * "&1", REFUSED),
    "functions in functions": (1_600 * "ABS(" + "1" + 1_600 * ")", REFUSED),
    "choices in choices": (1_000 * "IF(1," + "1" + 1_000 * ",0)", REFUSED),
    "brackets in square brackets": ("T[" + 8_000 * "(" + "]", NOT_RIGHT),
    "brackets in a quoted name": ("'" + 8_000 * "(" + "'!A1", NOT_RIGHT),
    "brackets in a text": ('"' + 8_000 * "(" + '"', NOT_RIGHT),
    "ranges of ranges": ("A1" + 2_000 * ":A1", REFUSED),
    "cells in common": ("A1" + 2_000 * " A1", NOT_RIGHT),
    "cells together": ("SUM((A1" + 2_000 * ",A1" + "))", NOT_RIGHT),
    "many arguments": ("SUM(1" + 4_000 * ",1" + ")", REFUSED),
    "a whole sheet": ("SUMPRODUCT(A1:XFD1048576)", REFUSED),
    "a column times a row": ("SUMPRODUCT(A1:A1048576*A1:XFD1)", REFUSED),
    "a column times an array constant": ("SUMPRODUCT(AA1:AA1048576*{" + ",".join("1" * 1_000) + "})", REFUSED),
    "a whole column": ("SUM(AA:AA)", NOT_RIGHT),
    "a large inverse": ("MDETERM(AA1:AJJ900)", NOT_RIGHT),
    "numbers without end": ("SEQUENCE(1000000,1000)", REFUSED),
    "a text without end": ('REPT("x",1000000000)', REFUSED),
    "a function that nobody knows": ("EVIL(1)", REFUSED),
    "another file": ("[1]Sheet1!A1", REFUSED),
    "another file by its path": ("'file:///etc/[passwd]Sheet1'!A1", REFUSED),
    "a program": ("cmd|'/c calc'!A1", REFUSED),
    "a server": ('WEBSERVICE("http://localhost:1/")', REFUSED),
    "a file by a text": ("INDIRECT(\"'file:///etc/passwd'#$Sheet1.A1\")", REFUSED),
    "itself": ("Z90+1", NOT_RIGHT),
    "a name": ("feature_map", NOT_RIGHT),
    "a sheet that is not there": ("Nowhere!A1", NOT_RIGHT),
    "several sheets": (f"SUM('Start:{MAP_TAB}'!A1:B2)", NOT_RIGHT),
    "row and column": ("R1C1+R[1]C[-1]", NOT_RIGHT),
    "a row that no sheet has": ("A1048577+A0+XFE1", NOT_RIGHT),
    "errors": ("#REF!+#N/A+#EVIL!", NOT_RIGHT),
    "signs of other alphabets": ("ＳＵＭ(Ａ１)+٣+𝟙", NOT_RIGHT),
    "nothing but an operator": ("+", NOT_RIGHT),
    "nothing but a comma": (",", NOT_RIGHT),
}


@pytest.mark.parametrize("case", CASES)
def test_a_formula_that_nobody_owns(case: str, pooling: Parts, trials: Trials, tmp_path: Path) -> None:
    text, expected = CASES[case]
    path = pack(formula(escape(text))(pooling), tmp_path / "x.xlsx")
    outcome = trials.run(["verify", path], 60)
    assert_harmless(outcome, expected)
    assert "Blocks!Z90" in outcome.err or not outcome.refused


@pytest.mark.parametrize("case", [case for case in CASES if CASES[case][1] == NOT_RIGHT])
def test_a_formula_in_the_place_of_a_lessons(case: str, pooling: Parts, trials: Trials, tmp_path: Path) -> None:
    text = CASES[case][0].replace("Z90", "I14")
    change = replaced(SHEET, FORMULA, f"<f>{escape(text)}</f>".encode())
    assert_harmless(trials.run(["verify", pack(change(pooling), tmp_path / "x.xlsx")], 60), NOT_RIGHT, BYTES_OF_ENGINES)


def test_texts_that_double_from_cell_to_cell_end_somewhere(pooling: Parts, trials: Trials, tmp_path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="Z{n}"><f>Z{n - 1}&amp;Z{n - 1}</f></c></row>' for n in range(101, 150))
    first = '<row r="100"><c r="Z100" t="inlineStr"><is><t>xxxxxxxx</t></is></c></row>'
    change = replaced(SHEET, b"</sheetData>", f"{first}{cells}</sheetData>".encode())
    assert_harmless(trials.run(["verify", pack(change(pooling), tmp_path / "x.xlsx")], 60), NOT_RIGHT, BYTES_OF_ENGINES)
