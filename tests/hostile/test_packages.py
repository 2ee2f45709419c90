"""Files that are no workbooks, archives that lie, packages with parts missing, and relationships that lead elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED

import pytest

from tests.hostile.expected import Expected, assert_harmless
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
from tests.hostile.zips import ENCRYPTED, Entry, write_zip

REFUSED, RIGHT, WRONG = Expected.REFUSED, Expected.RIGHT, Expected.WRONG
NEVER_WRONG, NOT_RIGHT, ANY = Expected.NEVER_WRONG, Expected.NOT_RIGHT, Expected.ANY

TARGET = b'Target="/xl/worksheets/sheet2.xml"'
TYPE = f'Type="{OFFICE}/worksheet"'.encode()
NAME = b'name="Blocks"'
A_SHEET = b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" name="%s" sheetId="%d" r:id="%s"/>'


def target(where: str, more: str = "") -> Change:
    """Return the change that says that the sheet ``Blocks`` lies elsewhere."""
    return replaced(RELATIONSHIPS, TARGET, f'Target="{where}"{more}'.encode())


def sheets(count: int, identifier: bytes = b"rId2") -> Change:
    """Return the change that adds sheets that are all in the same part."""
    more = b"".join(A_SHEET % (b"S%d" % n, 100 + n, identifier) for n in range(count))
    return replaced(WORKBOOK, b"</sheets>", more + b"</sheets>")


def name(text: bytes) -> Change:
    """Return the change of the name of the sheet ``Start``, on which no tensor lies."""
    return replaced(WORKBOOK, b'name="Start"', b'name="' + text + b'"')


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
    **{f"a sheet at {where!r}": (target(where), REFUSED) for where in (
        "../../etc/passwd", "/etc/passwd", "/../../../../etc/passwd", "worksheets/../../../../etc/passwd", "file:///etc/passwd",
        "//localhost/xl/worksheets/sheet2.xml", "http://localhost:1/sheet2.xml", "C:\\sheet2.xml", "", "/", ".", "..", "worksheets/", "nowhere.xml",
        "/xl/worksheets/sheet2.xml&#10;", "%2e%2e/%2e%2e/etc/passwd", "/dev/zero", "/proc/self/environ",
    )},
    "a sheet at a relative place": (target("worksheets/sheet2.xml"), RIGHT),
    "a sheet at a roundabout place": (target("../xl/./worksheets/sheet2.xml"), NEVER_WRONG),
    "a sheet outside": (target("/xl/worksheets/sheet2.xml", ' TargetMode="External"'), REFUSED),
    "a sheet that is the workbook": (target("/xl/workbook.xml"), REFUSED),
    "a sheet that is the texts": (target("/xl/sharedStrings.xml"), REFUSED),
    **{f"a sheet that is a {kind}": (replaced(RELATIONSHIPS, TARGET + b" " + TYPE, TARGET + f' Type="{OFFICE}/{kind}"'.encode()), REFUSED) for kind in (
        "chartsheet", "dialogsheet", "externalLink", "image", "styles", "",
    )},
    "texts from outside": (
        replaced(RELATIONSHIPS, b'Target="/xl/sharedStrings.xml"', b'Target="file:///etc/passwd" TargetMode="External"'),
        REFUSED,
    ),
    "texts from another part": (replaced(RELATIONSHIPS, b'Target="/xl/sharedStrings.xml"', b'Target="/xl/styles.xml"'), REFUSED),
    "two parts with texts": (
        replaced(
            RELATIONSHIPS,
            b"</Relationships>",
            f'<Relationship Id="more" Target="/xl/more.xml" Type="{OFFICE}/sharedStrings"/></Relationships>'.encode(),
        ),
        NEVER_WRONG,
    ),
    "a workbook with another workbook in it": (
        replaced(WORKBOOK, b"</workbook>", b'<externalReferences><externalReference r:id="rId2" xmlns:r="u"/></externalReferences></workbook>'),
        NEVER_WRONG,
    ),
    "ten thousand sheets in one part": (sheets(10_000), REFUSED),
    "two sheets in one part": (sheets(1), NOT_RIGHT),
    "a sheet without a relationship": (sheets(1, b""), REFUSED),
    "a sheet that refers to itself": (sheets(1, b"rId99"), REFUSED),
    "no sheets": (replaced(WORKBOOK, b"<sheets>", b"<sheets/><x>") , REFUSED),
    "two sheets of one name": (name(b"Blocks"), REFUSED),
    "two sheets of one name but for capitals": (name(b"BLOCKS"), REFUSED),
    "two maps": (name(b"Map"), REFUSED),
    "a sheet without a name": (name(b""), REFUSED),
    "a sheet with a name of a million signs": (name(1_000_000 * b"a"), REFUSED),
    "a sheet with a name of 32 signs": (name(32 * b"a"), REFUSED),
    **{f"a sheet {text!r}": (name(text.encode()), REFUSED) for text in ("a/b", "[1]x", "a:b", "a?", "a*", "a\\b", "&#39;a", "a&#39;", "a&#10;b")},
    "a sheet with an odd name that is allowed": (name("&amp; 'x' “y” 表!".encode()), RIGHT),
    "names by the thousand": (
        replaced(
            WORKBOOK,
            b"</definedNames>",
            b"".join(b'<definedName name="n%d">1</definedName>' % n for n in range(50_000)) + b"</definedNames>",
        ),
        NEVER_WRONG,
    ),
    "a name that calls a program": (
        replaced(WORKBOOK, b"</definedNames>", b"<definedName name=\"x\">cmd|'/c calc'!A1</definedName></definedNames>"),
        NEVER_WRONG,
    ),
    "dates from 1904": (replaced(WORKBOOK, b"<workbookPr>", b'<workbookPr date1904="1">'), NEVER_WRONG),
    "a program that calls itself by many names": (
        part("docProps/app.xml", b"<Properties>" + 1_000 * b"<Application>x</Application>" + b"</Properties>"),
        RIGHT,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_package(case: str, pooling: Parts, trials: Trials, tmp_path: Path) -> None:
    change, expected = CASES[case]
    assert_harmless(trials.run(["verify", pack(change(pooling), tmp_path / "x.xlsx")], 60), expected)


def entries(parts: Parts, **changed: object) -> list[Entry]:
    """Return the parts of a workbook as entries, with the sheet's changed."""
    return [Entry(name, content, **(changed if name == SHEET else {})) for name, content in parts.items()]  # type: ignore[arg-type]


def overlapping(parts: Parts, path: Path) -> Path:
    """Let very many entries of the directory name the same bytes."""
    bomb = Entry("xl/media/0", bytes(10_000_000))
    others = [
        Entry(f"xl/media/{n}", b"", method=0, offset=0, size=10_000_000, packed_size=10_000) for n in range(1, 1_500)
    ]
    return write_zip([bomb, *entries(parts), *others], path)


ARCHIVES: dict[str, tuple[Callable[[Parts, Path], Path], Expected]] = {
    "written by hand": (lambda parts, path: write_zip(entries(parts), path), RIGHT),
    "not packed": (lambda parts, path: pack(parts, path, ZIP_STORED), RIGHT),
    "packed by bzip2": (lambda parts, path: pack(parts, path, ZIP_BZIP2), NEVER_WRONG),
    "packed by lzma": (lambda parts, path: pack(parts, path, ZIP_LZMA), NEVER_WRONG),
    "packed by nobody knows what": (lambda parts, path: write_zip(entries(parts, method=99), path), REFUSED),
    "encrypted": (lambda parts, path: write_zip(entries(parts, flags=ENCRYPTED), path), REFUSED),
    "a size that is too small": (lambda parts, path: write_zip(entries(parts, size=100), path), REFUSED),
    "a size that is too large": (lambda parts, path: write_zip(entries(parts, size=900_000), path), NEVER_WRONG),
    "a size beyond all bounds": (lambda parts, path: write_zip(entries(parts, size=0xFFFFFFFE), path), REFUSED),
    "a packed size that is too small": (lambda parts, path: write_zip(entries(parts, packed_size=100), path), REFUSED),
    "a packed size that is too large": (lambda parts, path: write_zip(entries(parts, packed_size=10**9), path), NEVER_WRONG),
    "a place outside of the file": (lambda parts, path: write_zip(entries(parts, offset=10**9), path), REFUSED),
    "another name before the part": (lambda parts, path: write_zip(entries(parts, local_name="xl/worksheets/sheet9.xml"), path), REFUSED),
    "a part twice": (lambda parts, path: write_zip([Entry(SHEET, b"<x/>"), *entries(parts)], path), NEVER_WRONG),
    "a part twice but for capitals": (lambda parts, path: write_zip([*entries(parts), Entry(SHEET.upper(), b"<x/>")], path), NEVER_WRONG),
    "entries that overlap": (overlapping, REFUSED),
    "very many parts": (lambda parts, path: write_zip([*entries(parts), *(Entry(f"a{n}", b"") for n in range(60_000))], path), REFUSED),
    "a bomb beside the sheets": (lambda parts, path: pack({**parts, "xl/media/bomb.bin": bytes(50_000_000)}, path), REFUSED),
    "a bomb that calls itself small": (
        lambda parts, path: write_zip([Entry(n, c, size=10_000) if n == SHEET else Entry(n, c) for n, c in {**parts, SHEET: parts[SHEET] + bytes(50_000_000)}.items()], path),
        REFUSED,
    ),
    "something before it": (lambda parts, path: write_zip(entries(parts), path, before=b"#!/bin/sh\n"), NEVER_WRONG),
    "something after it": (lambda parts, path: write_zip(entries(parts), path, after=b"PK\5\6" + bytes(18)), NEVER_WRONG),
    "names with backslashes": (lambda parts, path: pack({n.replace("/", "\\"): c for n, c in parts.items()}, path), NEVER_WRONG),
    "names that begin with a slash": (lambda parts, path: pack({f"/{n}": c for n, c in parts.items()}, path), NEVER_WRONG),
    "names with another case": (lambda parts, path: pack({n.upper(): c for n, c in parts.items()}, path), NEVER_WRONG),
    "a part that would be written elsewhere": (lambda parts, path: pack({**parts, "../../evil.xml": b"x"}, path), NEVER_WRONG),
}  # fmt: skip


@pytest.mark.parametrize("case", ARCHIVES)
def test_an_archive(case: str, pooling: Parts, trials: Trials, tmp_path: Path) -> None:
    write, expected = ARCHIVES[case]
    assert_harmless(trials.run(["verify", write(pooling, tmp_path / "x.xlsx")], 60), expected)
    assert [path.name for path in tmp_path.iterdir()] == ["x.xlsx"]


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99, 0.9999])
def test_a_file_that_ends_early_is_refused(share: float, pooling: Parts, trials: Trials, tmp_path: Path) -> None:
    path = pack(pooling, tmp_path / "x.xlsx")
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    assert_harmless(trials.run(["verify", path], 60), REFUSED)


def linked(folder: Path) -> Path:
    (folder / "x.xlsx").symlink_to(folder / "x.xlsx")
    return folder / "x.xlsx"


def piped(folder: Path) -> Path:
    os.mkfifo(folder / "x.xlsx")
    return folder / "x.xlsx"


@pytest.mark.skipif(os.name != "posix", reason="devices, pipes and links are made otherwise here")
@pytest.mark.parametrize(
    "path",
    [lambda _: Path("/dev/zero"), lambda _: Path("/dev/null"), lambda folder: folder, piped, linked,
     lambda _: Path(5_000 * "x"), lambda folder: folder / "x.xlsx" / "y"],
    ids=["endless", "nothing", "a folder", "a pipe", "a link to itself", "a long name", "a file in nothing"],
)  # fmt: skip
@pytest.mark.parametrize("words", [["verify"], ["map"], ["verify", "--engine", "cached"]], ids=" ".join)
def test_what_is_no_file_is_refused(
    words: list[str], path: Callable[[Path], Path], trials: Trials, tmp_path: Path
) -> None:
    assert_harmless(trials.run([words[0], path(tmp_path), *words[1:]], 60), REFUSED)
