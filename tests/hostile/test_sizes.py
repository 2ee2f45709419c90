"""Small files that unpack to very much: they are refused soon, or read with little memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.expected import NEVER_WRONG, NOT_RIGHT, REFUSED, RIGHT, Expected, assert_harmless
from tests.hostile.package import INPUT, SHEET, STRINGS, Change, Parts, both, pack, part, replaced, rows
from tests.hostile.trial import Trials

MANY = 100_000


def below(cells: str, count: int) -> Change:
    """Return the change that puts very many rows of one cell below all others."""
    return rows("".join(f'<row r="{n}">{cells.format(n)}</row>' for n in range(100, 100 + count)))


def on_one_row(cell: str, count: int) -> Change:
    """Return the change that puts very many cells without addresses on one row."""
    return rows(f'<row r="40">{count * cell}</row>')


def text(content: bytes) -> Change:
    """Return the change that writes a text into Blocks!Z40."""
    return rows(f'<row r="40"><c r="Z40" t="inlineStr"><is><t>{content.decode()}</t></is></c></row>')


def more_strings(content: bytes) -> Change:
    """Return the change that puts texts behind the others, which nobody uses."""
    return replaced(STRINGS, b"</sst>", content + b"</sst>")


CASES: dict[str, tuple[Change, Expected]] = {
    "numbers": (below('<c r="A{0}"><v>1</v></c>', MANY), NEVER_WRONG),
    "cells without anything": (below('<c r="A{0}"/>', MANY), NEVER_WRONG),
    "rows without anything": (below("", MANY), NEVER_WRONG),
    "rows without numbers": (rows(MANY * "<row/>"), NEVER_WRONG),
    "cells without addresses": (on_one_row("<c/>", MANY), REFUSED),
    "texts in the cells": (below('<c r="A{0}" t="inlineStr"><is><t>x{0}</t></is></c>', MANY // 2), NEVER_WRONG),
    "formulas in good order": (below('<c r="A{0}"><f>B{0}+1</f><v>1</v></c>', MANY // 4), NOT_RIGHT),
    "formulas that share one": (
        both(
            rows(f'<row r="99"><c r="A99"><f t="shared" ref="A99:A{MANY}" si="7">B99+1</f></c></row>'),
            below('<c r="A{0}"><f t="shared" si="7"/></c>', MANY // 2),
        ),
        NOT_RIGHT,
    ),
    "formulas that sum a million cells each": (below('<c r="A{0}"><f>SUM(B:B)</f></c>', 10_000), REFUSED),
    "one cell again and again": (rows('<row r="40">' + MANY * '<c r="A40"><v>1</v></c>' + "</row>"), REFUSED),
    "one row again and again": (rows(MANY * '<row r="40"/>'), NEVER_WRONG),
    "texts that nobody uses": (more_strings(MANY * b"<si><t>x</t></si>"), NEVER_WRONG),
    "texts without anything": (more_strings(MANY * b"<si/>"), NEVER_WRONG),
    "texts in very many runs": (more_strings(b"<si>" + MANY * b"<r><t>x</t></r>" + b"</si>"), NEVER_WRONG),
    "a count of texts that lies": (replaced(STRINGS, b' count="', b' count="4000000000'), RIGHT),
    "a text of a million signs": (text(1_000_000 * b"a"), NEVER_WRONG),
    "a text of a million signs in the texts": (more_strings(b"<si><t>" + 1_000_000 * b"a" + b"</t></si>"), NEVER_WRONG),
    "a number of a million signs": (replaced(SHEET, INPUT, INPUT.replace(b"1.0", 1_000_000 * b"1")), REFUSED),
    "a formula of a million signs": (rows('<row r="40"><c r="Z40"><f>1' + 500_000 * "+1" + "</f></c></row>"), REFUSED),
    "merged cells": (
        replaced(SHEET, b"</mergeCells>", MANY * b'<mergeCell ref="A1:B2"/>' + b"</mergeCells>"),
        NEVER_WRONG,
    ),
    "columns": (replaced(SHEET, b"</cols>", MANY * b'<col min="1" max="16384" width="9"/>' + b"</cols>"), NEVER_WRONG),
    "styles": (part("xl/styles.xml", b"<styleSheet>" + MANY * b"<x/>" + b"</styleSheet>"), NEVER_WRONG),
    "cells after all that is read": (
        replaced(SHEET, b"</worksheet>", b"<extLst>" + MANY * b'<c r="A1"/>' + b"</extLst></worksheet>"),
        NEVER_WRONG,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_very_many(case: str, pooling: Parts, trials: Trials, tmp_path: Path) -> None:
    change, expected = CASES[case]
    path = pack(change(pooling), tmp_path / "x.xlsx")
    assert path.stat().st_size < 2_000_000
    assert_harmless(trials.run(["verify", path], 60), expected)
