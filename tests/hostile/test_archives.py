"""Archives that lie, and files that are none."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED

import pytest

from tests.hostile.expected import NEVER_WRONG, REFUSED, RIGHT, Expected, assert_harmless
from tests.hostile.package import SHEET, Parts, pack
from tests.hostile.trial import Trials
from tests.hostile.zips import ENCRYPTED, Entry, write_zip

Write: TypeAlias = Callable[[Parts, Path], Path]
"""Writes a hostile archive of the parts of a workbook."""


def lying(**fields: Any) -> Write:
    """Return what writes a workbook whose archive lies about the sheet ``Blocks``."""

    def write(parts: Parts, path: Path) -> Path:
        return write_zip([Entry(n, content, **(fields if n == SHEET else {})) for n, content in parts.items()], path)

    return write


def beside(*more: Entry, first: bool = False) -> Write:
    """Return what writes a workbook with other parts behind its own, or before them."""

    def write(parts: Parts, path: Path) -> Path:
        own = [Entry(name, content) for name, content in parts.items()]
        return write_zip([*more, *own] if first else [*own, *more], path)

    return write


def renamed(rename: Callable[[str], str]) -> Write:
    """Return what writes a workbook whose parts have other names."""
    return lambda parts, path: pack({rename(name): content for name, content in parts.items()}, path)


def packed(method: int) -> Write:
    """Return what writes a workbook packed in another way."""
    return lambda parts, path: pack(parts, path, method)


def framed(before: bytes, after: bytes) -> Write:
    """Return what writes a workbook with something before it and behind it."""
    return lambda parts, path: write_zip([Entry(n, content) for n, content in parts.items()], path, before, after)


LARGE = 10_000_000
OVERLAPPING = [Entry(f"a{n}", b"", method=0, offset=0, size=LARGE, packed_size=10_000) for n in range(1_500)]
CASES: dict[str, tuple[Write, Expected]] = {
    "written by hand": (beside(), RIGHT),
    "not packed": (packed(ZIP_STORED), RIGHT),
    "packed by bzip2": (packed(ZIP_BZIP2), NEVER_WRONG),
    "packed by lzma": (packed(ZIP_LZMA), NEVER_WRONG),
    "packed by nobody knows what": (lying(method=99), REFUSED),
    "encrypted": (lying(flags=ENCRYPTED), REFUSED),
    "a size that is too small": (lying(size=100), REFUSED),
    "a size that is too large": (lying(size=900_000), NEVER_WRONG),
    "a size beyond all bounds": (lying(size=0xFFFFFFFE), REFUSED),
    "a packed size that is too small": (lying(packed_size=100), REFUSED),
    "a packed size that is too large": (lying(packed_size=10**9), NEVER_WRONG),
    "a place outside of the file": (lying(offset=10**9), REFUSED),
    "another name before the part": (lying(local_name="xl/worksheets/sheet9.xml"), REFUSED),
    "a part twice": (beside(Entry(SHEET, b"<x/>"), first=True), NEVER_WRONG),
    "a part twice but for capitals": (beside(Entry(SHEET.upper(), b"<x/>")), NEVER_WRONG),
    "entries that overlap": (beside(Entry("a", bytes(LARGE)), *OVERLAPPING, first=True), REFUSED),
    "very many parts": (beside(*(Entry(f"a{n}", b"") for n in range(60_000))), REFUSED),
    "a bomb beside the sheets": (beside(Entry("xl/media/bomb.bin", bytes(5 * LARGE))), REFUSED),
    "a bomb that calls itself small": (beside(Entry(SHEET, bytes(5 * LARGE), size=10_000)), REFUSED),
    "something before it": (framed(b"#!/bin/sh\n", b""), NEVER_WRONG),
    "something behind it": (framed(b"", b"PK\5\6" + bytes(18)), NEVER_WRONG),
    "names with backslashes": (renamed(lambda name: name.replace("/", "\\")), NEVER_WRONG),
    "names that begin with a slash": (renamed(lambda name: f"/{name}"), NEVER_WRONG),
    "names in capitals": (renamed(str.upper), NEVER_WRONG),
    "a part that would be written elsewhere": (beside(Entry("../../evil.xml", b"x")), NEVER_WRONG),
}


@pytest.mark.parametrize("case", CASES)
def test_an_archive(case: str, pooling: Parts, trials: Trials, tmp_path: Path) -> None:
    write, expected = CASES[case]
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


NO_FILES: dict[str, Callable[[Path], Path]] = {
    "a device without end": lambda folder: Path("/dev/zero"),
    "a device without anything": lambda folder: Path("/dev/null"),
    "a folder": lambda folder: folder,
    "a pipe that nobody writes to": piped,
    "a link to itself": linked,
    "a name that is too long": lambda folder: Path(5_000 * "x"),
    "a file in nothing": lambda folder: folder / "x.xlsx" / "y",
}


@pytest.mark.skipif(os.name != "posix", reason="devices, pipes and links are made otherwise here")
@pytest.mark.parametrize("case", NO_FILES)
@pytest.mark.parametrize("words", [["verify"], ["map"], ["verify", "--engine", "cached"]], ids=" ".join)
def test_what_is_no_file_is_refused(case: str, words: list[str], trials: Trials, tmp_path: Path) -> None:
    assert_harmless(trials.run([words[0], NO_FILES[case](tmp_path), *words[1:]], 60), REFUSED)
