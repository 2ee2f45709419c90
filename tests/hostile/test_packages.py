"""Packages with parts missing, and relationships and names that no spreadsheet writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.expected import ANY, NEVER_WRONG, NOT_RIGHT, REFUSED, RIGHT, Expected, assert_harmless
from tests.hostile.package import (
    MAP,
    OFFICE,
    RELATIONSHIPS,
    SHEET,
    STRINGS,
    TYPES,
    WORKBOOK,
    Change,
    Parts,
    everywhere,
    pack,
    part,
    replaced,
    without,
)
from tests.hostile.trial import Trials
from tests.workbooks import MAP_TAB

TARGET = b'Target="worksheets/sheet2.xml"'
TEXTS = b'Target="sharedStrings.xml"'
ELSEWHERE = (
    *("../../etc/passwd", "/etc/passwd", "/../../../../etc/passwd", "worksheets/../../../../etc/passwd"),
    *("file:///etc/passwd", "//localhost/xl/worksheets/sheet2.xml", "http://localhost:1/sheet2.xml", "C:\\sheet2.xml"),
    *("", "/", ".", "..", "worksheets/", "nowhere.xml", "/xl/worksheets/sheet2.xml&#10;", "%2e%2e/%2e%2e/etc/passwd"),
    *("/dev/zero", "/proc/self/environ"),
)
KINDS = ("chartsheet", "dialogsheet", "externalLink", "image", "styles", "")
ODD_NAMES = ("a/b", "[1]x", "a:b", "a?", "a*", "a\\b", "&#39;a", "a&#39;", "a&#10;b", 32 * "a")
"""Excel takes none of these, though other programs do."""
NO_NAMES = ("", 1_000_000 * "a")


def target(where: str, more: str = "") -> Change:
    """Return the change that says that the sheet ``Blocks`` lies elsewhere."""
    return replaced(RELATIONSHIPS, TARGET, f'Target="{where}"{more}'.encode())


def of_kind(kind: str) -> Change:
    """Return the change that says that the sheet ``Blocks`` is something else."""
    old, new = (TARGET + f' Type="{OFFICE}/{name}"'.encode() for name in ("worksheet", kind))
    return replaced(RELATIONSHIPS, old, new)


def relationship(kind: str, where: str) -> Change:
    """Return the change that adds a relationship."""
    new = f'<Relationship Id="more" Target="{where}" Type="{OFFICE}/{kind}"/></Relationships>'
    return replaced(RELATIONSHIPS, b"</Relationships>", new.encode())


def sheets(count: int, identifier: str = "rId2") -> Change:
    """Return the change that adds sheets that are all in the same part."""
    new = "".join(
        f'<sheet xmlns:r="{OFFICE}" name="S{n}" sheetId="{100 + n}" r:id="{identifier}"/>' for n in range(count)
    )
    return replaced(WORKBOOK, b"</sheets>", f"{new}</sheets>".encode())


def name(text: str) -> Change:
    """Return the change of the name of the sheet ``Start``, on which no tensor lies."""
    return replaced(WORKBOOK, b'name="Start"', f'name="{text}"'.encode())


def defined_names(count: int, text: str) -> Change:
    """Return the change that adds names."""
    new = "".join(f'<definedName name="n{n}">{text}</definedName>' for n in range(count))
    return replaced(WORKBOOK, b"</definedNames>", f"{new}</definedNames>".encode())


CASES: dict[str, tuple[Change, Expected]] = {
    "no workbook": (without(WORKBOOK), REFUSED),
    "no relationships": (without(RELATIONSHIPS), REFUSED),
    "no sheet": (without(SHEET), REFUSED),
    "no texts": (without(STRINGS), REFUSED),
    "no map": (without(MAP), REFUSED),
    "no styles": (without("xl/styles.xml"), NEVER_WRONG),
    "no content types": (without(TYPES), NEVER_WRONG),
    "no root relationships": (without("_rels/.rels"), NEVER_WRONG),
    "no relationship of the sheet": (everywhere(RELATIONSHIPS, b'"rId2"', b'"rId99"'), REFUSED),
    "one relationship twice": (everywhere(RELATIONSHIPS, b'"rId2"', b'"rId1"'), REFUSED),
    **{f"a sheet at {where!r}": (target(where), REFUSED) for where in ELSEWHERE},
    "a sheet at an absolute place": (target("/xl/worksheets/sheet2.xml"), RIGHT),
    "a sheet at a roundabout place": (target("../xl/./worksheets/sheet2.xml"), NEVER_WRONG),
    "a sheet outside": (target("/xl/worksheets/sheet2.xml", ' TargetMode="External"'), REFUSED),
    "a sheet that is the workbook": (target("/xl/workbook.xml"), REFUSED),
    "a sheet that is the texts": (target("/xl/sharedStrings.xml"), REFUSED),
    **{f"a sheet that is a {kind!r}": (of_kind(kind), REFUSED) for kind in KINDS},
    "texts from outside": (
        replaced(RELATIONSHIPS, TEXTS, b'Target="file:///etc/passwd" TargetMode="External"'),
        REFUSED,
    ),
    "texts from another part": (replaced(RELATIONSHIPS, TEXTS, b'Target="/xl/styles.xml"'), REFUSED),
    "two parts with texts": (relationship("sharedStrings", "/xl/more.xml"), NEVER_WRONG),
    "a relationship to a program": (relationship("oleObject", "file:///bin/sh"), NEVER_WRONG),
    "ten thousand sheets in one part": (sheets(10_000), REFUSED),
    "two sheets in one part": (sheets(1), NOT_RIGHT),
    "a sheet without a relationship": (sheets(1, ""), REFUSED),
    "a sheet with a relationship that is not there": (sheets(1, "rId99"), REFUSED),
    "no sheets": (replaced(WORKBOOK, b"<sheets>", b"<sheets></sheets><x>"), REFUSED),
    "two sheets of one name": (name("Blocks"), REFUSED),
    "two sheets of one name but for capitals": (name("BLOCKS"), REFUSED),
    "two maps": (name(MAP_TAB), REFUSED),
    **{f"a sheet called {text!r}": (name(text), ANY) for text in ODD_NAMES},
    **{f"a sheet with a name of {len(text)} signs": (name(text), REFUSED) for text in NO_NAMES},
    "a sheet with an odd name that is allowed": (name("&amp; 'x' “y” 表!"), RIGHT),
    "names by the thousand": (defined_names(50_000, "1"), NEVER_WRONG),
    "a name that calls a program": (defined_names(1, "cmd|'/c calc'!A1"), NEVER_WRONG),
    "dates from 1904": (replaced(WORKBOOK, b"<workbookPr>", b'<workbookPr date1904="1">'), NEVER_WRONG),
    "a program that calls itself by many names": (
        part("docProps/app.xml", b"<Properties>" + 1_000 * b"<Application>x</Application>" + b"</Properties>"),
        RIGHT,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_package(case: str, pooling: Parts, trials: Trials, tmp_path: Path) -> None:
    change, expected = CASES[case]
    assert_harmless(trials.run(["verify", pack(change(pooling), tmp_path / "x.xlsx")], 60), expected)
