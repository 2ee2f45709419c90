"""XML that no spreadsheet writes: entities, encodings, depth, breadth, and cells where none belong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.hostile.expected import NEVER_WRONG, REFUSED, RIGHT, Expected, assert_harmless
from tests.hostile.package import (
    END,
    FORMULA,
    INPUT,
    MAIN,
    MAP,
    RELATIONSHIPS,
    SHEET,
    STRINGS,
    WORKBOOK,
    Change,
    Parts,
    both,
    everywhere,
    pack,
    part,
    replaced,
)
from tests.hostile.trial import Trials
from tests.workbooks import MAP_TAB

HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
    f'<!ENTITY {name} "{10 * f"&{inner};"}">'.encode() for inner, name in zip("abcdefghi", "bcdefghij", strict=True)
)


def declared(name: str, entities: bytes, old: bytes = b"", new: bytes = b"") -> Change:
    """Return the change that declares entities at the beginning of a part, and uses them."""
    return both(replaced(name, HEAD, HEAD + entities), replaced(name, old, new))


def encoded(name: str, encoding: str, said: str, mark: bytes = b"") -> Change:
    """Return the change that writes a part in another encoding, whatever its declaration says of it."""

    def change(parts: Parts) -> Parts:
        text = parts[name].decode().replace('"UTF-8"', f'"{said}"', 1)
        return {**parts, name: mark + text.encode(encoding, "xmlcharrefreplace")}

    return change


def prefixed(parts: Parts) -> Parts:
    """Give every element of a sheet a prefix, as the Open XML SDK does."""
    text = re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", parts[SHEET])
    return {**parts, SHEET: text.replace(b"xmlns=", b"xmlns:x=", 1)}


def extra(before: bytes, content: bytes) -> Change:
    """Return the change that puts XML before a place of the sheet ``Blocks``."""
    return replaced(SHEET, before, content + before)


def number(content: str) -> Change:
    """Return the change that writes the number of Blocks!B7, which is 1, in another way."""
    return replaced(SHEET, INPUT, INPUT.replace(b"1.0", content.encode()))


A_SHEET = (
    f'<worksheet xmlns="{MAIN}"><sheetData><row r="7"><c r="B7"><v>7</v></c></row></sheetData></worksheet>'.encode()
)
CASES: dict[str, tuple[Change, Expected]] = {
    "a document type": (declared(SHEET, b"<!DOCTYPE worksheet>"), REFUSED),
    "an entity for a number": (declared(SHEET, b'<!DOCTYPE x [<!ENTITY a "1">]>', b"<v>1.0<", b"<v>&a;<"), REFUSED),
    "a billion laughs in a sheet": (declared(SHEET, LAUGHS + b"]>", b"<v>1.0<", b"<v>&j;<"), REFUSED),
    "a billion laughs in the texts": (declared(STRINGS, LAUGHS + b"]>", b">Pooling<", b">&j;<"), REFUSED),
    "a billion laughs in an attribute": (
        declared(WORKBOOK, LAUGHS + b"]>", f'name="{MAP_TAB}"'.encode(), b'name="&j;"'),
        REFUSED,
    ),
    "a billion laughs in the relationships": (declared(RELATIONSHIPS, LAUGHS + b"]>"), REFUSED),
    "a file as an entity": (
        declared(STRINGS, b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', b">Pooling<", b">&a;<"),
        REFUSED,
    ),
    "a declaration from elsewhere": (declared(SHEET, b'<!DOCTYPE x SYSTEM "http://localhost:1/x.dtd">'), REFUSED),
    "an entity of parameters": (
        declared(SHEET, b'<!DOCTYPE x [<!ENTITY % a SYSTEM "http://localhost:1/x"> %a;]>'),
        REFUSED,
    ),
    "an attribute by default": (declared(SHEET, b'<!DOCTYPE x [<!ATTLIST c t CDATA "s">]>'), REFUSED),
    "an entity that nobody declares": (number("&nbsp;1"), REFUSED),
    "UTF-16 with its mark": (encoded(SHEET, "utf-16", "UTF-16"), NEVER_WRONG),
    "UTF-16 that calls itself UTF-8": (encoded(SHEET, "utf-16", "UTF-8"), NEVER_WRONG),
    "UTF-8 that calls itself UTF-16": (encoded(SHEET, "utf-8", "UTF-16"), REFUSED),
    "UTF-8 with its mark": (encoded(SHEET, "utf-8", "UTF-8", b"\xef\xbb\xbf"), RIGHT),
    "UTF-7": (encoded(SHEET, "utf-7", "UTF-7"), REFUSED),
    "UTF-32": (encoded(SHEET, "utf-32", "UTF-32"), REFUSED),
    "latin-1": (encoded(SHEET, "latin-1", "ISO-8859-1"), NEVER_WRONG),
    "an encoding that runs code to be read": (encoded(SHEET, "utf-8", "idna"), REFUSED),
    "an encoding that nobody knows": (encoded(SHEET, "utf-8", "x-unknown"), REFUSED),
    "a mark that belies its UTF-8": (encoded(SHEET, "utf-8", "UTF-8", b"\xff\xfe"), REFUSED),
    "broken UTF-8": (replaced(STRINGS, b">Pooling<", b">P\xffo\xc3(\xed\xa0\x80<"), REFUSED),
    "UTF-8 longer than needed": (replaced(STRINGS, b">Pooling<", b">\xc0\xae<"), REFUSED),
    "a sign that XML does not have": (replaced(STRINGS, b">Pooling<", b">\x01\x02<"), REFUSED),
    "such a sign as a reference": (replaced(STRINGS, b">Pooling<", b">&#1;&#0;<"), REFUSED),
    "no XML at all": (part(SHEET, b"A1=7"), REFUSED),
    "an empty part": (part(SHEET, b""), REFUSED),
    "another root": (part(SHEET, b"<x/>"), REFUSED),
    "no root": (part(SHEET, HEAD), REFUSED),
    "two roots": (replaced(SHEET, b"</worksheet>", b"</worksheet>" + A_SHEET), REFUSED),
    "the end is missing": (replaced(SHEET, b"</worksheet>", b""), REFUSED),
    "rows that are not closed": (replaced(SHEET, b"</row>", b""), REFUSED),
    "an attribute twice": (extra(b"<row r=", b'<row r="2" r="3"/>'), REFUSED),
    "a prefix that nobody binds": (extra(b"<row r=", b"<evil:row/>"), REFUSED),
    "a prefix for every element": (prefixed, RIGHT),
    "another namespace": (everywhere(SHEET, MAIN.encode(), b"urn:example"), REFUSED),
    "the strict namespace": (
        everywhere(SHEET, MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        NEVER_WRONG,
    ),
    "comments and instructions": (
        replaced(SHEET, b"<v>1.0</v>", b"<v><!-- 7 -->1<?x 7?>.<![CDATA[0]]></v><!-- <v>7</v> -->"),
        RIGHT,
    ),
    "signs as references": (number("&#49;&#x2E;&#48;"), RIGHT),
    "a stylesheet": (replaced(SHEET, b"<worksheet", b'<?xml-stylesheet href="http://localhost:1/"?><worksheet'), RIGHT),
    "an inclusion": (
        extra(b"<row r=", b'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'),
        NEVER_WRONG,
    ),
    "a cell of another namespace": (extra(INPUT, b'<e:c xmlns:e="urn:e" r="B7"><e:v>7</e:v></e:c>'), NEVER_WRONG),
    "a value of another namespace": (
        replaced(SHEET, b"<v>1.0</v>", b'<e:v xmlns:e="urn:e">7</e:v><v>1.0</v>'),
        NEVER_WRONG,
    ),
    "cells in an extension": (
        replaced(SHEET, b"</worksheet>", b"<extLst><ext>" + A_SHEET + b"</ext></extLst></worksheet>"),
        NEVER_WRONG,
    ),
    "cells in a cell": (replaced(SHEET, INPUT, INPUT.replace(b"<v>", b'<c r="C7"><v>7</v></c><v>')), REFUSED | RIGHT),
    "rows in a row": (extra(INPUT, b'<row r="8"><c r="B8"><v>9</v></c></row>'), NEVER_WRONG),
    "cells in no row": (extra(b"<row r=", b'<c r="B7"><v>7</v></c>'), NEVER_WRONG),
    "rows in no sheet": (extra(b"<sheetData>", b'<row r="7"><c r="B7"><v>7</v></c></row>'), NEVER_WRONG),
    "cells twice over": (
        extra(b"<mergeCells", b'<sheetData><row r="7"><c r="B7"><v>7</v></c></row></sheetData>'),
        REFUSED,
    ),
    "a choice of contents": (
        extra(
            INPUT,
            b'<m:AlternateContent xmlns:m="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            b'<m:Choice Requires="q"><c r="B7"><v>7</v></c></m:Choice></m:AlternateContent>',
        ),
        NEVER_WRONG,
    ),
    "two values in a cell": (replaced(SHEET, b"<v>1.0</v>", b"<v>1.0</v><v>7</v>"), REFUSED),
    "two formulas in a cell": (replaced(SHEET, FORMULA, FORMULA + b"<f>1+1</f>"), REFUSED),
    "elements in a value": (replaced(SHEET, b"<v>1.0</v>", b"<v>1.0<v>7</v></v>"), REFUSED),
    "elements in a formula": (replaced(SHEET, FORMULA, b"<f>MAX(B7:C8)<b>+1</b></f>"), REFUSED),
    "a deep tree": (extra(b"<row r=", 100_000 * b"<a>" + 100_000 * b"</a>"), REFUSED),
    "a deep tree without an end": (part(SHEET, HEAD + 500_000 * b"<a>"), REFUSED),
    "a deep tree of texts": (replaced(STRINGS, b"<si>", b"<si>" + 100_000 * b"<r>" + 100_000 * b"</r>"), NEVER_WRONG),
    "very many attributes": (
        extra(b"<row r=", b"<row " + b" ".join(b'a%d=""' % n for n in range(200_000)) + b"/>"),
        NEVER_WRONG,
    ),
    "a huge attribute": (replaced(SHEET, b'r="B7"', b'r="B7' + 5_000_000 * b" " + b'"'), REFUSED),
    "a huge name": (extra(b"<row r=", b"<a" + 3_000_000 * b"a" + b"/>"), NEVER_WRONG),
    "very many namespaces": (
        extra(b"<row r=", b"<a " + b" ".join(b'xmlns:a%d="u"' % n for n in range(50_000)) + b"/>"),
        NEVER_WRONG,
    ),
    "a huge comment": (extra(b"<row r=", b"<!--" + 5_000_000 * b" " + b"-->"), NEVER_WRONG),
    "much space": (extra(b"<row r=", 15_000_000 * b" "), NEVER_WRONG),
    "the map's end is missing": (replaced(MAP, END, b""), REFUSED),
}


@pytest.mark.parametrize("case", CASES)
def test_xml(case: str, pooling: Parts, trials: Trials, tmp_path: Path) -> None:
    change, expected = CASES[case]
    assert_harmless(trials.run(["verify", pack(change(pooling), tmp_path / "x.xlsx")], 60), expected)
