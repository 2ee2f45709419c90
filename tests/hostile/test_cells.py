"""Cells, rows and formulas as no spreadsheet writes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.hostile.expected import ANY, NEVER_WRONG, NOT_RIGHT, REFUSED, RIGHT, Expected, assert_harmless
from tests.hostile.package import (
    FORMULA,
    INPUT,
    SHEET,
    Change,
    Parts,
    both,
    everywhere,
    formula,
    pack,
    replaced,
    rows,
)
from tests.hostile.trial import Trials


def number(content: str, attributes: str = ' r="B7"') -> Change:
    """Return the change that writes the cell Blocks!B7, which holds 1, in another way."""
    return replaced(SHEET, INPUT, f"<c{attributes}><v>{content}</v></c>".encode())


def owned(content: str) -> Change:
    """Return the change of the formula of Blocks!I7, with its element."""
    return replaced(SHEET, FORMULA, content.encode())


def swapped(parts: Parts) -> Parts:
    """Put the last rows first."""
    first, row6, row7, last = re.split(rb'(<row r="6".*?</row>)(<row r="7".*?</row>)', parts[SHEET])
    return {**parts, SHEET: first + row7 + row6 + last}


def without_addresses(parts: Parts) -> Parts:
    """Fill the gaps between cells and rows, and leave out all addresses, as some programs do."""
    head, data, tail = re.split(rb"<sheetData>|</sheetData>", parts[SHEET])
    whole, next_row = b"", 1
    for at, inner in re.findall(rb'<row r="(\d+)"[^>]*>(.*?)</row>', data):
        cells, column = b"", 1
        for letters, rest in re.findall(rb'<c r="([A-Z]+)\d+"(.*?(?:/>|</c>))(?=<c |$)', inner):
            here = sum((letter - 64) * 26**power for power, letter in enumerate(reversed(letters)))
            cells += (here - column) * b"<c/>" + b"<c" + rest
            column = here + 1
        whole += (int(at) - next_row) * b"<row/>" + b"<row>" + cells + b"</row>"
        next_row = int(at) + 1
    return {**parts, SHEET: head + b"<sheetData>" + whole + b"</sheetData>" + tail}


SHARED = '<f t="shared" ref="{}" si="{}">MAX(B7:C8)</f>'
ONES = ("1", "1.", "1e0", "+1", "10E-1", "01", "1.00000000000000000000")
NO_NUMBERS = (
    *("1_0", "١", "１", "0x1", "0b1", "1,0", "1 0", "1e", "1d0", "1j", "--1", "1%", "=1", "$1", "(1)", "1&#65279;"),
    *("nan", "NaN", "inf", "-INF", "infinity", "1e999", "-1e999", "1" + 400 * "0", "True", "one", "#N/A", ""),
)
NO_CELLS = (
    *("XFE90", "ZZZ90", "AAAA90", "A0", "A1048577", "A99999999999999999999", "90", "A", "A-1", "A1.5", " ", "A 90"),
    *("$A$90", "A90:B91", "R1C1", "A٤٠", "Α90"),
)
NO_ROWS = ("0", "-1", "1048577", "1000000000", "99999999999999999999", "x", "1.5", "4_0", "٤٠")
WIDE = '<f t="array" ref="A{0}:ALL{0}">1</f>'
NO_SHARED = ("-1", "x", "1e9", "99999999999")
ARRAYS = (
    *("A1:XFD1048576", "A100:CV10000", "Z90:Y89", "nowhere", "", "A1", "Z90:XFE90", "Z0:Z90"),
    *("A:A", "1:1", "Blocks!Z90"),
)


def at(where: str, row: str = "40") -> Change:
    """Return the change that puts a number at an address."""
    return rows(f'<row r="{row}"><c r="{where}"><v>1</v></c></row>')


CASES: dict[str, tuple[Change, Expected]] = {
    **{f"the number {text!r}": (number(text), RIGHT) for text in ONES},
    **{f"the number {text!r}": (number(text), REFUSED) for text in NO_NUMBERS},
    "a number among spaces": (number(" 1 "), NEVER_WRONG),
    "a number of a million digits": (number("1." + 1_000_000 * "0"), NEVER_WRONG),
    "a number with a huge exponent": (number("1e" + 5_000 * "9"), REFUSED),
    "a number as a text of its own": (number("1", ' r="B7" t="str"'), REFUSED),
    "a text with a number no text has": (number("99999999", ' r="B7" t="s"'), REFUSED),
    "a text with a negative number": (number("-1", ' r="B7" t="s"'), REFUSED),
    "a text without a number": (number("x", ' r="B7" t="s"'), REFUSED),
    "a text with a broken number": (number("1.5", ' r="B7" t="s"'), REFUSED),
    "a truth value of 7": (number("7", ' r="B7" t="b"'), REFUSED),
    "an error for a number": (number("#REF!", ' r="B7" t="e"'), REFUSED),
    "a date for a number": (number("2024-01-01", ' r="B7" t="d"'), REFUSED),
    "a kind of cell that does not exist": (number("1", ' r="B7" t="z"'), REFUSED),
    "an empty text": (replaced(SHEET, INPUT, b'<c r="B7" t="inlineStr"/>'), REFUSED),
    "a text written where a number belongs": (
        replaced(SHEET, INPUT, b'<c r="B7" t="inlineStr"><is><r><t>1</t></r><rPh><t>7</t></rPh></is></c>'),
        REFUSED,
    ),
    "no value": (replaced(SHEET, INPUT, b'<c r="B7"/>'), REFUSED),
    **{f"a cell at {where!r}": (at(where), REFUSED) for where in NO_CELLS},
    "a cell in another row than its row": (at("A41"), NEVER_WRONG),
    "a cell in small letters": (at("a40"), NEVER_WRONG),
    **{f"a row {where!r}": (rows(f'<row r="{where}"><c><v>1</v></c></row>'), REFUSED) for where in NO_ROWS},
    "no row number": (rows('<row r=""><c><v>1</v></c></row>'), NEVER_WRONG),
    "the last cell of all": (at("XFD1048576", "1048576"), RIGHT),
    "a cell after the last one": (rows('<row r="90"><c r="XFD90"/><c><v>1</v></c></row>'), REFUSED),
    "a row after the last one": (rows('<row r="1048576"/><row><c><v>1</v></c></row>'), REFUSED),
    "rows in another order": (swapped, NEVER_WRONG),
    "cells in another order": (rows('<row r="90"><c r="B90"><v>1</v></c><c r="A90"><v>1</v></c></row>'), NEVER_WRONG),
    "a cell twice": (replaced(SHEET, INPUT, INPUT + INPUT.replace(b"1.0", b"7")), REFUSED),
    "a cell twice, far apart": (rows('<row r="6"><c r="B7"><v>7</v></c></row>'), REFUSED),
    "a formula and a number in one cell": (rows('<row r="6"><c r="B7"><f>7</f><v>7</v></c></row>'), REFUSED),
    "a row twice": (
        rows('<row r="90"><c r="A90"><v>1</v></c></row><row r="90"><c r="B90"><v>1</v></c></row>'),
        NEVER_WRONG,
    ),
    "no addresses": (without_addresses, RIGHT),
    "a dimension that lies": (replaced(SHEET, b"<sheetViews>", b'<dimension ref="A1:XFD1048576"/><sheetViews>'), RIGHT),
    "a dimension that is too small": (replaced(SHEET, b"<sheetViews>", b'<dimension ref="A1"/><sheetViews>'), RIGHT),
    "a dimension that is none": (
        replaced(SHEET, b"<sheetViews>", b'<dimension ref="nowhere"/><sheetViews>'),
        NEVER_WRONG,
    ),
    "a shared formula": (owned(SHARED.format("I7:I7", 0)), RIGHT),
    "a shared formula without a first cell": (owned('<f t="shared" si="5"/>'), REFUSED),
    "a shared formula without a number": (owned('<f t="shared" ref="I7">MAX(B7:C8)</f>'), NEVER_WRONG),
    **{f"a shared formula {n!r}": (owned(SHARED.format("I7", n)), NEVER_WRONG) for n in NO_SHARED},
    "a shared formula of a whole sheet": (owned(SHARED.format("A1:XFD1048576", 0)), NEVER_WRONG),
    "a shared formula that lies elsewhere": (owned(SHARED.format("A1:A2", 0)), NEVER_WRONG),
    "a shared formula of no range": (owned(SHARED.format("nowhere", 0)), NEVER_WRONG),
    "a shared formula whose first cell comes later": (
        both(
            owned('<f t="shared" si="0"/>'),
            replaced(SHEET, b"<f>MAX(B9:C10)</f>", b'<f t="shared" ref="I7:I8" si="0">MAX(B9:C10)</f>'),
        ),
        NEVER_WRONG,
    ),
    "a shared formula told twice": (
        both(
            owned(SHARED.format("I7:I8", 0)),
            replaced(SHEET, b"<f>MAX(B9:C10)</f>", b'<f t="shared" ref="I7:I8" si="0">MAX(B9:C10)</f>'),
        ),
        NEVER_WRONG,
    ),
    "a shared formula that leaves the sheet": (
        both(
            rows('<row r="90"><c r="Z90"><f t="shared" ref="A90:Z91" si="9">Y89</f></c></row>'),
            rows('<row r="41"><c r="A41"><f t="shared" si="9"/></c></row>'),
        ),
        NOT_RIGHT,
    ),
    "an array formula of one cell": (owned('<f t="array" ref="I7">MAX(B7:C8)</f>'), RIGHT),
    **{f"an array formula over {w!r}": (formula("1", f' t="array" ref="{w}"'), NOT_RIGHT) for w in ARRAYS},
    "array formulas over each other": (
        rows(
            '<row r="90"><c r="A90"><f t="array" ref="A90:B91">1</f></c></row>'
            '<row r="41"><c r="B41"><f t="array" ref="B41:C42">2</f></c></row>'
        ),
        NOT_RIGHT,
    ),
    "very many array formulas": (
        rows("".join(f'<row r="{n}"><c r="A{n}">{WIDE.format(n)}</c></row>' for n in range(100, 3_000))),
        REFUSED,
    ),
    "an array formula without a range": (formula("1", ' t="array"'), NOT_RIGHT),
    "an array formula over the numbers": (formula("1", ' t="array" ref="B7:Z90"'), NOT_RIGHT),
    "a data table": (formula("", ' t="dataTable" ref="Z90:AA91" dt2D="1" r1="B7" r2="C6"'), NOT_RIGHT),
    "a kind of formula that does not exist": (formula("1", ' t="evil"'), NOT_RIGHT),
    "an empty formula": (owned("<f></f>"), NOT_RIGHT),
    "a formula of spaces": (owned("<f>  </f>"), NOT_RIGHT),
    "a formula that begins with its sign": (owned("<f>=MAX(B7:C8)</f>"), ANY),
    "a formula on two lines": (owned("<f>MAX(\n B7:C8 )</f>"), NEVER_WRONG),
    "a number in place of every formula": (everywhere(SHEET, FORMULA, b""), NOT_RIGHT),
}


@pytest.mark.parametrize("case", CASES)
def test_a_cell(case: str, pooling: Parts, trials: Trials, tmp_path: Path) -> None:
    change, expected = CASES[case]
    assert_harmless(trials.run(["verify", pack(change(pooling), tmp_path / "x.xlsx")], 60), expected)
