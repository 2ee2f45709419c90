"""Cells as programs write them, and as nobody should: what the reader makes of a sheet's XML."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sheetnet.xlsx.read.addresses import places
from sheetnet.xlsx.read.array_cells import with_array_cells
from sheetnet.xlsx.read.bounds import Budget, DamagedError
from sheetnet.xlsx.read.formulas import Formulas
from sheetnet.xlsx.read.sheet import read_cells
from sheetnet.xlsx.read.stored import Cell, StoredSheet
from sheetnet.xlsx.read.strings import shared_strings
from sheetnet.xlsx.read.values import Values
from sheetnet.xlsx.read.xml import SPREADSHEET

USUAL, STRICT = SPREADSHEET


def sheet(rows: str, texts: Sequence[str] = (), namespace: str = USUAL, most_cells: int = 1000) -> StoredSheet:
    """Read a sheet from the XML of its rows."""
    budget = Budget(1000, "characters")
    xml = (
        f'<worksheet xmlns="{namespace}"><cols><col/></cols><sheetData>{rows}</sheetData><x><c r="A1"/></x></worksheet>'
    )
    values, formulas = Values([*texts], budget), Formulas(budget)
    pieces = [xml[n : n + 7].encode() for n in range(0, len(xml), 7)]
    *cells, styles = read_cells(pieces, values, formulas, Budget(most_cells, "cells"))
    return with_array_cells(StoredSheet(*cells, formulas.found, values.texts, styles))


def contents(found: StoredSheet) -> dict[Cell, object]:
    """Return formulas and constants by cell."""
    places = zip(found.rows.tolist(), found.columns.tolist(), strict=True)
    return {place: found.formula_at(place) or found.value(n) for n, place in enumerate(places)}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('<row r="2"><c r="B2" s="3"><v>1.5</v></c></row>', {(2, 2): 1.5}),
        ('<row r="2"><c r="B2"><v>-1e-3</v></c></row>', {(2, 2): -0.001}),
        ('<row r="2">\n <c s="1" r="B2" t="n">\n  <v> 7 </v>\n </c>\n</row>', {(2, 2): 7.0}),
        ('<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c></row>', {(1, 1): True, (1, 2): False}),
        ('<row r="1"><c r="A1" t="s"><v>1</v></c></row>', {(1, 1): "two"}),
        ('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>', {(1, 1): "#N/A"}),
        ('<row r="1"><c r="A1" t="inlineStr"><is><t>a &lt; b</t></is></c></row>', {(1, 1): "a < b"}),
        ('<row r="1"><c r="A1" t="inlineStr"><is> <r><rPr/><t>a</t></r> <r><t> b</t></r></is></c></row>',
         {(1, 1): "a b"}),
        ('<row r="1"><c r="A1" t="str"><f>"x"</f><v>x</v></c></row>', {(1, 1): '="x"'}),
        ('<row r="1"><c r="A1"><f aca="false">1+<![CDATA[1]]></f><v>2</v></c></row>', {(1, 1): "=1+1"}),
        ('<row r="1"><c r="A1" s="1"/><c r="C1"><v/></c><c r="D1"><v>1</v></c></row>', {(1, 4): 1.0}),
        ('<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>',
         {(1, 1): 1.0, (1, 4): 2.0, (1, 5): 3.0, (2, 1): 4.0}),
        ('<row r="1"><c r="A1"><f>1</f><v>1</v><extLst><ext><v>9</v><f>9</f></ext></extLst></c></row>', {(1, 1): "=1"}),
        ('<row r="1"><c r="A1"><v>1</v><c r="B1"><v>2</v></c></c></row>', {(1, 1): 1.0}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("namespace", SPREADSHEET)
def test_a_cell_is_what_it_says(row: str, expected: dict[Cell, object], namespace: str) -> None:
    found = contents(sheet(row, ["one", "two"], namespace))
    assert {place: value for place, value in found.items() if value is not None} == expected


def test_shared_formulas_are_kept_as_such_and_read_in_every_cell() -> None:
    found = sheet(
        '<row r="1"><c r="A1"><f t="shared" ref="A1:C1" si="4">D1+$E$1</f><v>1</v></c>'
        '<c r="B1"><f t="shared" si="4"/><v>1</v></c><c r="C1"><f si="4" t="shared"/></c></row>'
    )
    assert len(found.formulas) == 1
    assert contents(found) == {(1, 1): "=D1+$E$1", (1, 2): "=E1+$E$1", (1, 3): "=F1+$E$1"}


def test_a_formula_over_a_range_is_that_of_all_its_cells() -> None:
    found = sheet(
        '<row r="1"><c r="A1"><f t="array" ref="A1:B2">MMULT(D1:E2,D1:E2)</f><v>1</v></c><c r="B1"><v>2</v></c></row>'
    )
    assert contents(found) == dict.fromkeys([(1, 1), (1, 2), (2, 1), (2, 2)], "=MMULT(D1:E2,D1:E2)")
    assert found.constants == {}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("<c r='A1'><v>1_0</v></c>", "'1_0' is not a number"),
        ("<c r='A1'><v>١</v></c>", "is not a number"),
        ("<c r='A1'><v>nan</v></c>", "'nan' is not a number"),
        ("<c r='A1'><v>0x10</v></c>", "is not a number"),
        ("<c r='A1'><v>1e999</v></c>", "beyond the range of numbers"),
        ("<c r='A1'><v>1 2</v></c>", "is not a number"),
        ("<c r='A1' t='b'><v>yes</v></c>", "'yes' is not a truth value"),
        ("<c r='A1' t='s'><v>2</v></c>", "a shared text that is not there"),
        ("<c r='A1' t='s'><v>-1</v></c>", "a shared text that is not there"),
        ("<c r='A1' t='x'><v>1</v></c>", "a cell of the type 'x'"),
        ("<c r='A0'><v>1</v></c>", "'A0' is not the address of a cell"),
        ("<c r='A01'><v>1</v></c>", "is not the address"),
        ("<c r='XFE1'><v>1</v></c>", "is not the address"),
        ("<c r='A1048577'><v>1</v></c>", "is not the address"),
        ("<c r='1A'><v>1</v></c>", "is not the address"),
        ("<c r='a1'><v>1</v></c>", "is not the address"),
        ("<c r='A1B'><v>1</v></c>", "is not the address"),
        ("<c r='?'/><c><v>1</v></c>", "is not the address"),
        ("<c r='A1'><f t='shared' si='0'/></c>", "stands in no cell before it"),
        ("<c r='A1'><f t='shared' si='0'>1</f></c>", "'' is not the address"),
        ("<c r='A1'><f t='array' ref='B2:A1'>1</f></c>", "is not a range"),
        ("<c r='A1'><f t='array' ref='A1:XFD1048576'>1</f></c>", "cells in array formulas"),
        ("<c r='A1'><f t='array' ref='A1:B1'>1</f></c><c r='B1'><f>2</f></c>", "belongs to two formulas"),
        (f"<c r='A1'><f>{'1+' * 5000}1</f></c>", "more than 1,000 characters|a formula of 10,001 characters"),
        ("<c r='A1'>" + "<x>" * 100 + "</x>" * 100 + "</c>", "64 levels deep"),
        ("<c r='A1'><v>1</c>", "mismatched tag"),
    ],
)  # fmt: skip
def test_what_no_program_writes_is_damaged(row: str, message: str) -> None:
    with pytest.raises(DamagedError, match=message):
        sheet(f'<row r="1">{row}</row>', ["one", "two"])


@pytest.mark.parametrize("number", ["0", "-1", "1048577", "1_0", "٣", "x", "9" * 5000])
def test_a_row_has_a_number(number: str) -> None:
    with pytest.raises(DamagedError, match="is not the number of a row"):
        sheet(f'<row r="{number}"><c><v>1</v></c></row>')


def test_more_cells_than_are_read_are_refused() -> None:
    row = "".join(f'<c r="{letter}1"><v>1</v></c>' for letter in "ABCDE")
    assert len(sheet(f'<row r="1">{row}</row>', most_cells=5).rows) == 5
    with pytest.raises(DamagedError, match="more than 4 cells"):
        sheet(f'<row r="1">{row}</row>', most_cells=4)


def test_an_empty_sheet_holds_nothing() -> None:
    found = sheet("")
    assert contents(found) == {}
    assert found.formula_at((1, 1)) is None
    assert found.shown((1, 1)) == "nothing"


def test_shared_texts_are_joined_without_how_they_are_spoken() -> None:
    xml = (
        f'<sst xmlns="{USUAL}"><si><t>a</t></si>'
        "<si><r><rPr><b/></rPr><t>b</t></r><r><t xml:space='preserve'> c</t></r></si>"
        "<si><t>課</t><rPh sb='0' eb='1'><t>カ</t></rPh></si><si/></sst>"
    )
    assert shared_strings([xml.encode()], Budget(100, "characters")) == ["a", "b c", "課", ""]


def test_addresses_are_read_many_at_once() -> None:
    rows, columns = places(["A1", "Z99", "AA100", "XFD1048576", "B7"])
    assert rows.tolist() == [1, 99, 100, 1048576, 7]
    assert columns.tolist() == [1, 26, 27, 16384, 2]
